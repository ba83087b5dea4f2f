import { describe, expect, it } from 'vitest'
import { compileTarget, fileFor, loadTarget, readTarget, Targets } from '../../src/target/index.ts'
import { fileOf, messageOf, plainOperation, urls } from './values.ts'

describe('a target file', () => {
  it('that is sound is read', () => {
    expect(messageOf(fileOf(plainOperation))).toBe('')
  })

  it('with mistakes is refused with every one of them at its place', () => {
    const wrong = fileOf(`    method: PST
    pth: /d
    answer: { done: [700], times: tomorrow }
`)
    const lines = messageOf(wrong).split('\n')
    expect(lines.some((line) => line.startsWith('t.yaml:5:13: /operations/one-stop.receive/method'))).toBe(true)
    expect(lines.some((line) => line.includes('/answer/done/0 must be <= 299'))).toBe(true)
    expect(lines.some((line) => line.includes('/answer/times') && line.includes('iso, compact'))).toBe(true)
    expect(lines.some((line) => line.includes('"pth"'))).toBe(true)
  })

  it('of another version says which one it must be', () => {
    expect(messageOf(fileOf(plainOperation).replace('version: 2', 'version: 1'))).toContain(
      '/version must be equal to constant (2)',
    )
  })

  it.each([
    ['an unknown placeholder', "    method: GET\n    path: '/{bye}'\n", /^t\.yaml:6:11: \{bye\} is not known/],
    [
      'an account outside a login',
      "    method: GET\n    path: '/{login.secret}'\n",
      /\{login\.secret\} stands only within a login/,
    ],
    ['an item outside a list', "    method: GET\n    path: '/{item}'\n", /\{item\} stands only within an \$item/],
    ['an id that no answer tells', "    method: GET\n    path: '/{captured.id}'\n", /no operation captures id/],
    ['a session without login', "    method: GET\n    path: '/{login.session}'\n", /one-stop has no login/],
    [
      'a body of two kinds',
      '    method: POST\n    path: /\n    body: { json: 1, xml: x }\n',
      /exactly one of json, form, xml and file, not 2/,
    ],
    [
      'a body of no kind',
      '    method: POST\n    path: /\n    body: {}\n',
      /exactly one of json, form, xml and file, not 0/,
    ],
    ['a GET with a body', '    method: GET\n    path: /\n    body: { json: 1 }\n', /a GET has no body/],
    [
      'a list of no placeholder',
      '    method: POST\n    path: /\n    body: { json: { $each: x, $item: 1 } }\n',
      /\$each is one \{placeholder\}/,
    ],
    [
      'a list that does not say how far its dossiers are',
      '    method: GET\n    path: /\n    answer: { list: { at: a, about: b } }\n',
      /by changes or by state: by one of the two/,
    ],
    [
      'a list that says it in two ways',
      '    method: GET\n    path: /\n    answer: { list: { at: a, about: b, changes: c, state: d } }\n',
      /by changes or by state: by one of the two/,
    ],
    [
      'half a part of a list',
      "    method: GET\n    path: '/{value.start}'\n    answer: { list: { at: a, about: b, changes: c } }\n",
      /from \{value\.start\} to \{value\.end\}/,
    ],
    [
      'pages of which none is the first',
      "    method: GET\n    path: '/{value.page}'\n    values: { size: 20 }\n    answer: { list: { at: a, about: b, changes: c } }\n",
      /which page is the first, page: 0 or page: 1$/,
    ],
    [
      'pages of no size',
      "    method: GET\n    path: '/{value.page}'\n    values: { page: 1, size: '20' }\n    answer: { list: { at: a, about: b, changes: c } }\n",
      /how many items a page has/,
    ],
    [
      'a header that is not its own to set',
      '    method: GET\n    path: /\n    headers: { host: other.example }\n',
      /"host"/,
    ],
  ])('with %s is refused', (_, operation, message) => {
    expect(messageOf(fileOf(operation))).toMatch(message)
  })

  it('that finds ids by what does not tell them is refused', () => {
    const found = (name: string, captures = '') =>
      messageOf(
        fileOf(
          `${plainOperation}  one-stop.find:\n    method: GET\n    path: /\n    answer: { captures: { other: o${captures} } }\n`,
          `found: { id: ${name} }\n`,
        ),
      )
    expect(found('one-stop.find', ', id: i')).toBe('')
    expect(found('one-stop.find')).toMatch(/^t\.yaml:3:14: one-stop\.find does not capture id/)
    expect(found('one-stop.lookup')).toContain('there is no operation one-stop.lookup')
  })

  it('with an operation of no system says that the system must be named', () => {
    const text = 'version: 2\nname: t\noperations:\n  tickets.draw: { method: GET, path: / }\n'
    expect(messageOf(text)).toContain('there is no system tickets; say which under `system`')
    expect(messageOf(text.replace('path: /', 'path: /, system: one-stop'))).toBe('')
  })

  it('of broken YAML, an alias bomb or a huge one is refused', () => {
    expect(messageOf('version: [1')).toMatch(/^t\.yaml:1:\d+: /)
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}`
    expect(messageOf(bomb)).toContain('alias')
    expect(messageOf('x'.repeat(2_000_000))).toContain('more than')
  })

  it('needs a URL for every system that is asked', () => {
    const target = compileTarget(readTarget(fileOf(plainOperation), 't.yaml'), {})
    expect(target.has('one-stop.receive')).toBe(false)
    expect(() => target.of('one-stop.receive')).toThrow('no URL for the one-stop')
    const placed = 'speaks: opencps\nsystems:\n  one-stop: { url: "http://127.0.0.1:1" }\n'
    const files = {
      own: readTarget(fileOf(plainOperation, placed), 't.yaml'),
      dialects: new Map([['igate', readTarget(fileOf(plainOperation), 'i.yaml')]] as const),
    }
    // A dialect of which nobody says where it is is not asked in the words of another.
    expect(new Targets(files, {}).of('opencps').has('one-stop.receive')).toBe(true)
    expect(new Targets(files, {}).of('igate').has('one-stop.receive')).toBe(false)
  })
})

describe('a secret', () => {
  const random = 'q7Xz4Lw9Rk2Vb8Nc5Mj1Td6Hf3Gs0PyA'
  const header = (line: string) => fileOf(`    method: GET\n    path: /\n    headers: { ${line} }\n`)

  it.each([
    [
      'a password in a login body',
      fileOf(`    method: POST\n    path: /\n    body: { json: { username: a, password: hunter2x } }\n`),
      'hunter2x',
    ],
    [
      'one under a Vietnamese key',
      fileOf(`    method: POST\n    path: /\n    body: { json: { mat_khau: hunter2x } }\n`),
      'hunter2x',
    ],
    ['an authorization header', header('authorization: "Token hunter2xyz"'), 'hunter2xyz'],
    ['an API key', header('x-api-key: abcd'), 'abcd'],
    [
      'a client secret',
      fileOf(`    method: POST\n    path: /\n    body: { form: { clientSecret: hunter2x } }\n`),
      'hunter2x',
    ],
    ['a bearer token', header(`x-auth: "Bearer ${random}"`), random],
    ['Basic credentials', header('x-auth: "Basic dXNlcjpwYXNzd29yZA=="'), 'dXNlcjpwYXNzd29yZA'],
    ['a web token', header('x-auth: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl'), 'eyJhbGciOiJIUzI1NiJ9'],
    ['a key in a comment', `# old key: ${random}\n${fileOf(plainOperation)}`, random],
    ['a private key', `${fileOf(plainOperation)}# -----BEGIN RSA PRIVATE KEY-----\n`, 'RSA'],
    [
      'a password in a URL',
      fileOf(plainOperation, 'systems: { one-stop: { url: "http://me:hunter2x@127.0.0.1" } }\n'),
      'hunter2x',
    ],
    ['a token in a query', fileOf('    method: GET\n    path: /d?access_token=hunter2x\n'), 'hunter2x'],
    [
      'a secret beside a mistake',
      fileOf(`    mthod: GET\n    path: /\n    headers: { x: "Bearer ${random}" }\n`),
      random,
    ],
  ])('in the file is refused, and not told: %s', (_, text, secret) => {
    const message = messageOf(text)
    expect(message).toMatch(/^t\.yaml:\d+:\d+: /)
    expect(message).not.toContain(secret)
  })

  it('is not seen in what shipped files and honest ones hold', () => {
    for (const { own, dialects } of [loadTarget('stand-ins')]) expect([own.name, ...dialects.keys()]).toHaveLength(3)
    const honest = fileOf(
      `    method: POST
    path: /realms/one-stop/protocol/openid-connect/token?procedure-definition-id=000.00.53.H48-220921-0099
    headers: { authorization: 'Token {login.session}' }
    body: { json: { password: '{login.session}', note: 'Basic papers are enough', soDinhDanh: '{dossier.applicantIdNo}' } }
    answer: { captures: { token: data.token } }
`,
      `systems:
  one-stop:
    login: [{ kind: session, user: u, secretFrom: DIENTAP_X, door: { path: /login, body: { json: { user: '{login.user}', password: '{login.secret}' } }, session: data.session } }]
`,
    )
    expect(messageOf(honest)).toBe('')
  })
})

describe('the dialects of a target', () => {
  const own = readTarget(fileOf(plainOperation), 'own.yaml')
  const other = readTarget(
    `version: 2\nname: other\noperations:\n  one-stop.receive: { method: PUT, path: /other }\n`,
    'other.yaml',
  )

  it('take the place of its own operations for the units that speak them', () => {
    const files = { own: { ...own, speaks: 'opencps' as const }, dialects: new Map([['igate', other] as const]) }
    const targets = new Targets(files, urls)
    const values = undefined as never
    expect(targets.of('igate').of('one-stop.receive').request(values).path).toBe('/other')
    expect(targets.of('opencps')).toBe(targets.all[0])
    expect(() => targets.of('new-portal')).toThrow(
      expect.objectContaining({ code: 'target-invalid', message: expect.stringContaining('that speak new-portal') }),
    )
  })

  it('do not matter where it lists none: it serves every unit', () => {
    for (const dialect of ['opencps', 'igate', 'new-portal'] as const) {
      expect(fileFor({ own, dialects: new Map() }, dialect)).toBe(own)
    }
  })

  it('are read from beside the file, by name or by path', () => {
    expect([...loadTarget('scenarios/targets/stand-ins.yaml').dialects.keys()]).toEqual(['igate', 'new-portal'])
    expect(() => loadTarget('scenarios/targets/nowhere.yaml')).toThrow(
      expect.objectContaining({ code: 'file-not-found', hint: expect.stringContaining('stand-ins, stand-ins-igate') }),
    )
    expect(() => loadTarget('scenarios')).toThrow(expect.objectContaining({ code: 'file-unreadable' }))
  })
})
