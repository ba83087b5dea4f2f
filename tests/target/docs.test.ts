import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { systemNames } from '../../src/schema/index.ts'
import { Guard, readTarget } from '../../src/target/index.ts'
import { placeholderNames } from '../../src/target/values.ts'
import { withServer } from './server.ts'
import { callOf, clientOf, fileOf, plainOperation } from './values.ts'

const docs = readFileSync(new URL('../../docs/targets.md', import.meta.url), 'utf8')
const block = (kind: string): string => new RegExp(`\`\`\`yaml ${kind}\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1] ?? ''

describe('docs/targets.md', () => {
  it('shows a file that works as it says, against a server of each kind', async () => {
    const bodies: Record<string, unknown> = {}
    const tokens: unknown[] = []
    await withServer(
      (app) => {
        app.addHook('preHandler', async ({ method, url: path, body }) => {
          bodies[`${method} ${path}`] = body
        })
        app.post('/oauth2/token', () => ({ access_token: 'a-token', expires_in: 600 }))
        app.post('/v1/birth', (request, reply) => {
          tokens.push(request.headers.authorization)
          return reply.code(201).send({ result: { id: 4711, number: '01/2025' } })
        })
        app.post('/v1/birth/search-approve-publish', () => ({ result: { content: [{ id: 4712 }], totalElements: 1 } }))
        app.put<{ Params: { id: string } }>('/v1/birth/:id/sign', ({ params }, reply) =>
          params.id === '4712' ? reply.code(403).send({ error: 'no-account' }) : {},
        )
        app.post('/api/ho-so', (request) =>
          String(request.body).includes('SoBienNhan=b-2')
            ? { Result: false, Message: 'Ngoài phạm vi' }
            : { Result: true, Message: '', Data: { TrangThai: 'CHO_NVTC', HanTra: '03/07/2025' } },
        )
        app.post('/exchange', (_, reply) =>
          reply
            .type('text/xml')
            .send(
              '<s:Envelope xmlns:s="urn:x"><s:Body><sendEdocResponse><docId>E-9</docId></sendEdocResponse></s:Body></s:Envelope>',
            ),
        )
        app.post('/webhook', (_, reply) => reply.code(202).send())
      },
      async (url) => {
        const urls = Object.fromEntries(systemNames.map((name) => [name, url]))
        const client = await clientOf(block('target'), urls, { secrets: () => 'a-secret' })
        const ask = async (operation: string, id = 'b-1', values = {}) =>
          (await client.call(operation, callOf(id, { values, documents: ['Đơn', 'Ảnh'] }))).answer
        expect(await ask('civil-status.enter-birth', 'b-1', { childName: 'Nguyễn An' })).toMatchObject({
          ok: true,
          fields: { registrationNo: '01/2025' },
        })
        expect(await ask('civil-status.sign')).toMatchObject({ ok: true })
        expect(await ask('civil-status.sign', 'b-2')).toEqual({ ok: false, reason: 'no-account', status: 403 })
        expect(await ask('land.record')).toMatchObject({ ok: true, state: 6, dueAtMs: parseLocal('2025-07-04') - 1 })
        expect(await ask('land.record', 'b-2')).toMatchObject({ ok: false, reason: 'Ngoài phạm vi' })
        expect(await ask('documents.send', 'b-1', { subject: 'Về <việc>' })).toMatchObject({
          fields: { documentId: 'E-9' },
        })
        expect(await ask('messages.reply')).toMatchObject({ ok: true, status: 202 })
        await client.close()
      },
    )
    expect(tokens).toEqual(['Bearer a-token'])
    expect(bodies['POST /exchange']).toContain('<Subject>Về &lt;việc&gt;</Subject>')
    expect(bodies['POST /api/ho-so']).toBe('SoBienNhan=b-1&NgayNop=01%2F07%2F2025'.replace('b-1', 'b-2'))
    expect(bodies['POST /webhook']).toMatchObject({ attachments: [{ name: 'Đơn' }, { name: 'Ảnh' }] })
  })

  it('shows an authorisation that lets its hosts through', () => {
    const file = readTarget(fileOf(plainOperation, block('authorisation')), 'docs.yaml')
    const guard = new Guard(file, { nowMs: () => parseLocal('2025-06-20'), resolve: () => Promise.resolve([]) })
    for (const host of ['mot-cua', 'dinh-danh'])
      expect(guard.admit(`https://${host}.test.invalid`, 'x').listed).toBeDefined()
  })

  it('names every system and every placeholder', () => {
    for (const name of systemNames) expect(docs).toContain(`\`${name}\``)
    for (const name of placeholderNames) {
      const [group, own] = name.split('.')
      const isListed =
        docs.includes(`{${name}}`) ||
        (docs.includes(`\`{${group}.`) && docs.includes(`\`.${own}\``)) ||
        name.startsWith('at.')
      expect(isListed, name).toBe(true)
    }
  })
})

describe('docs/dialects.md', () => {
  const dialects = readFileSync(new URL('../../docs/dialects.md', import.meta.url), 'utf8')

  it.each(['stand-ins', 'stand-ins-igate', 'stand-ins-new-portal'])(
    'has every path and state word of %s.yaml',
    (name) => {
      const text = readFileSync(new URL(`../../scenarios/targets/${name}.yaml`, import.meta.url), 'utf8')
      const file = readTarget(text, name)
      for (const [operation, { path }] of Object.entries(file.operations)) {
        if (!operation.startsWith('one-stop.')) continue
        const last = path.split('?')[0]?.split('/').at(-1) ?? ''
        expect(dialects, operation).toContain(last)
      }
      const states = Object.entries(file.systems?.['one-stop']?.states ?? {})
      expect(states.map(([, state]) => state).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      for (const [word, state] of states) {
        const row = new RegExp(`^\\| ${state} \\|.*$`, 'm').exec(dialects)?.[0]
        expect(row).toMatch(new RegExp(`[\`|] ?${word}[ \`]`))
      }
    },
  )
})
