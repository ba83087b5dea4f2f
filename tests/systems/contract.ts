/** What every stand-in must keep, whatever it does: called by the test of each with a sample call of each operation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../src/systems/core/operation.ts'
import type { StandIn } from '../../src/systems/core/stand-in.ts'
import { odd } from './odd-values.ts'
import { type Asking, type Standing, type StandingOptions, standing } from './standing.ts'

/** A call that the operation can carry out; made anew for each use, so it may name a new thing each time. */
export type Sample = Call | ((at: Standing) => Call | Promise<Call>)

/** `status` where the operation can't do better than a refusal. */
type Call = Asking & { readonly status?: number }

/** By operation; several where one door serves several (nameOf). */
export type Samples = Readonly<Record<string, Sample | readonly Sample[]>>

const NOBODY = 'nobody'
const START = '2025-07-01T08:00'
const BODY_LIMIT_BYTES = 256 * 1024

/** Describes a stand-in's contract. `options` are those of `standing`: other accounts, peers, faults. */
export function describeContract(standIn: StandIn, samples: Samples, options: StandingOptions = {}): void {
  describe(`the contract of the ${standIn.name}`, () => {
    let at: Standing
    let operations: readonly Operation[]

    beforeAll(async () => {
      const nobody = { user: NOBODY, secret: 'a-secret-for-tests', roles: [] }
      at = await standing(standIn, { ...options, accounts: [nobody, ...(options.accounts ?? [])] })
      operations = at.served.operations
    })
    afterAll(() => at.close())

    const samplesOf = (name: string): readonly Sample[] => {
      const given = samples[name] ?? []
      return Array.isArray(given) ? (given as readonly Sample[]) : [given as Sample]
    }
    const made = async (sample: Sample): Promise<Call> => (typeof sample === 'function' ? await sample(at) : sample)

    /** Calls back with every sample of every operation. @returns what was said of any of them */
    async function each(
      check: (operation: Operation, asking: Call, again: () => Promise<Call>) => Promise<readonly string[]>,
    ): Promise<string[]> {
      const said: string[] = []
      for (const operation of operations) {
        for (const sample of samplesOf(operation.name)) {
          const complaints = await check(operation, await made(sample), () => made(sample))
          said.push(...complaints.map((complaint) => `${operation.name}: ${complaint}`))
        }
      }
      return said
    }

    it('has a sample of every operation, and describes every operation once, each property with its meaning', () => {
      expect(operations.filter(({ name }) => samplesOf(name).length === 0).map(({ name }) => name)).toEqual([])
      expect(new Set(at.document.names).size).toBe(operations.length + CORE_OPERATIONS)
      expect(operations.map(({ name }) => name).filter((name) => !name.startsWith(`${standIn.name}.`))).toEqual([])
      const mute = operations.flatMap((operation) => undescribed(operation).map((path) => `${operation.name} ${path}`))
      expect(mute).toEqual([])
    })

    it('carries the samples out, and answers as its document says', async () => {
      const failed = await each(async ({ name }, asking) => {
        const { status, body } = await at.ask(name, { at: START, ...asking })
        return status < 400 || status === asking.status ? [] : [`${status} ${JSON.stringify(body).slice(0, 300)}`]
      })
      expect(failed).toEqual([])
    })

    it('lets a role do what it may, and nobody anything else', async () => {
      const wrong = await each(async (operation, asking, again) => {
        const { access } = operation
        if (access.kind === 'public' || access.kind === 'own') return []
        const complaints: string[] = []
        for (const role of [...Object.keys(standIn.roles), NOBODY]) {
          const { status } = await at.ask(operation.name, { at: START, ...(await again()), as: role })
          const may = access.kind === 'account' || mayDo(standIn, operation, role, asking)
          if (may !== (status !== 403) || status === 401) complaints.push(`${role} is answered ${status}`)
        }
        const stranger = await at.ask(operation.name, { at: START, ...(await again()), as: null })
        if (stranger.status !== 401) complaints.push(`who is not logged in is answered ${stranger.status}`)
        const headers = { authorization: 'Bearer made.up' }
        const forged = await at.ask(operation.name, { at: START, ...(await again()), as: null, headers })
        if (forged.status !== 401) complaints.push(`a made-up token is answered ${forged.status}`)
        return complaints
      })
      expect(wrong).toEqual([])
    })

    it('gives a call that is sent again the same answer', async () => {
      let calls = 0
      const wrong = await each(async ({ name, kind }, asking) => {
        if (kind !== 'changing') return []
        const call = `repeated-${++calls}`
        const one = await at.ask(name, { at: START, ...asking, call })
        const two = await at.ask(name, { at: START, ...asking, call })
        const isSame = one.status === two.status && JSON.stringify(one.body) === JSON.stringify(two.body)
        return isSame
          ? []
          : [`${one.status} ${JSON.stringify(one.body)}, then ${two.status} ${JSON.stringify(two.body)}`]
      })
      expect(wrong).toEqual([])
    })

    it('refuses whatever is not as described, with 4xx as described', async () => {
      const wrong = await each(async ({ name, bodyLimitBytes }, asking) => {
        const complaints: string[] = []
        const { body: contentType } = at.document.operation(name)
        for (const [what, bad, statuses] of spoilt(asking, contentType, bodyLimitBytes ?? BODY_LIMIT_BYTES)) {
          const { status, body } = await at.ask(name, { at: START, ...bad })
          if (!statuses.includes(status)) complaints.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 200)}`)
        }
        return complaints
      })
      expect(wrong).toEqual([])
    })

    it('answers as described whatever odd value stands in the place of any of its own', async () => {
      const wrong = await each(async ({ name }, asking, again) => {
        const complaints: string[] = []
        const isForm = at.document.operation(name).body === 'application/x-www-form-urlencoded'
        let calls = new Map(odd(asking, isForm))
        for (const what of calls.keys()) {
          const failed = await at.ask(name, { at: START, ...calls.get(what) }).then(
            async ({ status }) => {
              // Once it has been carried out it can't be again: made anew.
              if (status < 400) calls = new Map(odd(await again(), isForm))
              return status < 500 ? undefined : `answers ${status}`
            },
            (error: Error) => error.message.slice(0, 500),
          )
          if (failed !== undefined) complaints.push(`${what}: ${failed}`)
        }
        return complaints
      })
      expect(wrong).toEqual([])
    }, 120_000)

    it('knows no other method on its paths, and no other path', async () => {
      const wrong: string[] = []
      const known = new Map<string, string[]>()
      for (const { path, method } of operations) known.set(path, [...(known.get(path) ?? []), method])
      for (const [path, methods] of known) {
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
          if (methods.includes(method)) continue
          const answer = await fetch(at.url + path.replaceAll(/:[A-Za-z]+/g, 'x'), { method })
          const allow = answer.headers.get('allow')
          if (answer.status !== 405 || allow !== methods.join(', ')) wrong.push(`${method} ${path}: ${answer.status}`)
        }
      }
      expect(wrong).toEqual([])
      for (const path of ['/', '/nowhere', '/docs/../openapi', '/docs/secret', '/%2e%2e/%2e%2e/etc/passwd']) {
        const answer = await fetch(at.url + path)
        expect(answer.status, path).toBe(404)
        expect(await answer.json()).toHaveProperty('error')
      }
    })

    it('counts what it holds: received = finished + refused + withdrawn + open', async () => {
      const { counts } = await at.census()
      expect(counts.finished + counts.refused + counts.withdrawn + counts.open).toBe(counts.received)
    })
  })
}

/** The token door, the control API and the inner door. */
const CORE_OPERATIONS = 9

function mayDo(standIn: StandIn, operation: Operation, role: string, { params, query, body }: Asking): boolean {
  const { access, name, nameOf } = operation
  const asked = nameOf ? nameOf({ params, query, body } as Parameters<typeof nameOf>[0]) : name
  const permission = (access.kind === 'permission' ? access.permission : undefined) ?? asked
  return standIn.roles[role]?.includes(permission) ?? false
}

type Spoilt = readonly [what: string, asking: Asking, statuses: readonly number[]]

/** A call spoilt in every way that its parts allow. */
function spoilt(asking: Asking, contentType: string | undefined, limitBytes: number): Spoilt[] {
  const header = (name: string, value: string): Asking => ({ ...asking, headers: { ...asking.headers, [name]: value } })
  const bad: Spoilt[] = [
    ['a time that is none', { ...header('x-dientap-at', 'tomorrow'), at: undefined as never }, [400]],
    [
      'a time of another age',
      { ...header('x-dientap-at', '1999-01-01T00:00:00.000+07:00'), at: undefined as never },
      [400],
    ],
    ['a unit that is none', header('x-dientap-unit', 'x'), [400]],
    ['a call without a name', header('x-dientap-call', ''), [400]],
    ['a call with a long name', header('x-dientap-call', 'x'.repeat(201)), [400]],
  ]
  for (const key of Object.keys(asking.params ?? {})) {
    for (const value of ['\u0000', '../..', "' OR 1=1 --", 'x'.repeat(900)]) {
      bad.push([
        `${key} = ${value.slice(0, 12)}`,
        { ...asking, params: { ...asking.params, [key]: value } },
        [400, 404],
      ])
    }
    bad.push([`a long ${key}`, { ...asking, params: { ...asking.params, [key]: 'x'.repeat(1100) } }, [414]])
  }
  if (asking.query !== undefined)
    bad.push(['an unknown query', { ...asking, query: { ...asking.query, unheard: 'of' } }, [400]])
  if (contentType === undefined) return bad
  bad.push(['a huge body', { ...asking, body: 'x'.repeat(limitBytes + 1) }, [413]])
  bad.push(['another content type', { ...header('content-type', 'application/x-other'), body: 'x' }, [415]])
  if (contentType !== 'application/json') return bad
  bad.push(['broken JSON', { ...asking, body: '{"a":' }, [400]])
  bad.push(['an empty body', { ...asking, body: '' }, [400]])
  bad.push(['a prototype', { ...asking, body: '{"__proto__":{"a":1}}' }, [400]])
  for (const value of ['null', '[]', '7', '"text"']) bad.push([`the body ${value}`, { ...asking, body: value }, [400]])
  if (typeof asking.body !== 'object' || asking.body === null) return bad
  const body = asking.body as Record<string, unknown>
  bad.push(['an unknown key', { ...asking, body: { ...body, unheardOf: 1 } }, [400]])
  for (const [key, value] of Object.entries(body)) {
    bad.push([`${key} of another type`, { ...asking, body: { ...body, [key]: otherType(value) } }, [400]])
    if (typeof value === 'string') {
      bad.push([`${key} of a megabyte`, { ...asking, body: { ...body, [key]: 'x'.repeat(200_000) } }, [400, 413, 422]])
    }
  }
  return bad
}

function otherType(value: unknown): unknown {
  if (typeof value === 'object') return 7
  return typeof value === 'string' ? { text: value } : [value]
}

/** Properties of an operation's schemas that do not say what they are. */
function undescribed({ params, query, body, answers }: Operation): string[] {
  const schemas = [params, query, body, ...Object.values(answers).map(({ schema }) => schema)]
  return schemas.flatMap((schema) => (schema === undefined ? [] : muteIn(schema as never, '')))
}

interface AnySchema {
  readonly description?: string
  readonly properties?: Record<string, AnySchema>
  readonly items?: AnySchema
  readonly oneOf?: readonly AnySchema[]
  readonly $ref?: string
}

function muteIn(schema: AnySchema, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    ...(property.description === undefined && property.$ref === undefined ? [`${path}/${name}`] : []),
    ...muteIn(property, `${path}/${name}`),
  ])
  const inItems = schema.items ? muteIn(schema.items, `${path}/*`) : []
  return [...own, ...inItems, ...(schema.oneOf ?? []).flatMap((each) => muteIn(each, path))]
}
