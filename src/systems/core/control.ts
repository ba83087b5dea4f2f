import { Readable } from 'node:stream'
import Type from 'typebox'
import { Fault as UserFault } from '../../faults/index.ts'
import { type StandInName, standInNames } from '../../schema/index.ts'
import type { Callers } from './caller.ts'
import type { Census } from './census.ts'
import type { FaultPlan } from './fault-plan.ts'
import { Fault } from './faults.ts'
import type { Inbox } from './inbox.ts'
import { INNER_BODY_LIMIT_BYTES, INNER_PATH, WireMessages, WireReplies } from './inner-door.ts'
import { type Answer, free, type Operation, problem, refused } from './operation.ts'
import type { Peers } from './peers.ts'
import type { Post } from './post.ts'
import { closed } from './shapes.ts'
import type { Shop } from './stand-in.ts'
import type { Store } from './store.ts'

const DRAIN_LIMIT_MS = 30_000
const LONGEST_DRAIN_MS = 600_000
const PAGE = 1000

const count = (description: string) => Type.Integer({ minimum: 0, description })

const CensusShape = closed(
  {
    counts: closed(
      {
        received: count('All that came in.'),
        finished: count('Of these, finished.'),
        refused: count('Refused or stopped.'),
        withdrawn: count('Withdrawn.'),
        open: count('Still open.'),
      },
      'received = finished + refused + withdrawn + open.',
    ),
    byState: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), { description: 'By state.' }),
    outboxPending: count('Messages for other systems that they have not taken yet.'),
    inboxHeld: count('Messages held until a scenario time.'),
  },
  'What the database counts.',
)

const FaultList = closed(
  {
    faults: Type.Array(Fault, { description: 'What is planted.' }),
    kinds: Type.Record(Type.String(), Type.String(), { description: 'What can be planted here, and what it does.' }),
  },
  'Faults.',
)

const Urls = Type.Unsafe<Partial<Record<StandInName, string>>>(
  Type.Object(Object.fromEntries(standInNames.map((name) => [name, Type.Optional(Type.String({ maxLength: 200 }))])), {
    additionalProperties: false,
    description: 'URLs by system.',
  }),
)

export interface ControlParts {
  readonly shop: Shop
  readonly store: Store
  readonly post: Post
  readonly inbox: Inbox
  readonly faults: FaultPlan
  readonly peers: Peers
  readonly callers: Callers
}

/** The doors for who started the stand-in and holds its token: what it holds, what is planted in it, who is where. */
export function controlOperations(parts: ControlParts): Operation[] {
  const { shop, store, post, inbox, faults, peers, callers } = parts
  const access = { kind: 'run' } as const
  const censusAnswer: Answer = { description: 'The census.', schema: CensusShape }
  const faultList: Answer = { description: 'What is planted now.', schema: FaultList }
  const census = async (): Promise<Census> => ({
    ...(await shop.census(store)),
    outboxPending: await post.pending(),
    inboxHeld: await inbox.held(),
  })
  const listed = () => ({
    status: 200,
    body: {
      faults: faults.all,
      kinds: Object.fromEntries(Object.entries(faults.kinds).map(([kind, { what }]) => [kind, what])),
    },
  })

  return [
    free({
      name: 'control.census',
      method: 'GET',
      path: '/control/census',
      summary: 'What the database counts',
      access,
      answers: { 200: censusAnswer },
      handle: async () => ({ status: 200, body: await census() }),
    }),
    free({
      name: 'control.drain',
      method: 'POST',
      path: '/control/drain',
      summary: 'Wait until the other systems have been told everything',
      access,
      body: closed(
        {
          timeoutMs: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: LONGEST_DRAIN_MS,
              default: DRAIN_LIMIT_MS,
              description: 'At most so long, ms.',
            }),
          ),
          untilMs: Type.Optional(
            Type.Integer({ description: 'Take in what is held until this scenario time, epoch ms; all without.' }),
          ),
        },
        'How long.',
      ),
      answers: { 200: censusAnswer },
      handle: async ({ body }) => {
        await inbox.catchUp(body.untilMs ?? Number.MAX_SAFE_INTEGER)
        await post.drain(body.timeoutMs ?? DRAIN_LIMIT_MS)
        return { status: 200, body: await census() }
      },
    }),
    free({
      name: 'control.dossiers',
      method: 'GET',
      path: '/control/dossiers',
      summary: 'Every dossier with its state, a line of JSON each: ["30742-000123",4]',
      access,
      answers: {
        200: { description: 'The lines.', schema: Type.String(), contentType: 'application/x-ndjson' },
      },
      handle: () => ({ status: 200, body: Readable.from(lines(shop, store)), contentType: 'application/x-ndjson' }),
    }),
    free({
      name: 'control.faults',
      method: 'GET',
      path: '/control/faults',
      summary: 'The faults that are planted, and the kinds that can be',
      access,
      answers: { 200: faultList },
      handle: listed,
    }),
    free({
      name: 'control.plant',
      method: 'POST',
      path: '/control/faults',
      summary: 'Plant a fault, or replace the one with its id',
      access,
      body: Fault,
      answers: { 200: faultList, 422: problem('wrong-fault: no such kind here, or other numbers.') },
      handle: ({ body }) => {
        const wrong = faults.plant(body)
        return wrong === undefined ? listed() : refused(422, 'wrong-fault', { message: wrong })
      },
    }),
    free({
      name: 'control.remove-fault',
      method: 'DELETE',
      path: '/control/faults/:id',
      summary: 'Take a fault away',
      access,
      params: closed({ id: Type.String({ minLength: 1, maxLength: 100, description: 'Its id.' }) }, 'Which.'),
      answers: { 200: faultList, 404: problem('unknown-fault') },
      handle: ({ params }) => (faults.remove(params.id) ? listed() : refused(404, 'unknown-fault', { id: params.id })),
    }),
    free({
      name: 'control.peers',
      method: 'POST',
      path: '/control/peers',
      summary: 'Say where other systems are',
      access,
      body: Urls,
      answers: {
        200: { description: 'As said.', schema: Urls },
        422: problem('host-refused or target-invalid: not a plain URL of this machine.'),
      },
      handle: ({ body }) => {
        try {
          peers.moveTo(body)
        } catch (error) {
          if (error instanceof UserFault) return refused(422, error.code, { message: error.message })
          throw error
        }
        post.wake()
        return { status: 200, body }
      },
    }),
    free({
      name: 'inner.messages',
      method: 'POST',
      path: INNER_PATH,
      summary: 'Take in messages of other systems',
      access,
      body: WireMessages,
      bodyLimitBytes: INNER_BODY_LIMIT_BYTES,
      answers: { 200: { description: 'What is said to each.', schema: WireReplies } },
      handle: async ({ body }) => ({
        status: 200,
        body: { replies: await inbox.take(body.messages, callers.latestMs) },
      }),
    }),
  ]
}

/** Every dossier as a line, in pages, so that calls are served in between. */
async function* lines({ dossiers }: Shop, store: Store): AsyncGenerator<string> {
  let after = ''
  for (let isMore = dossiers !== undefined; isMore; ) {
    const page = (await dossiers?.(store, after, PAGE)) ?? []
    if (page.length > 0) yield page.map((line) => `${JSON.stringify(line)}\n`).join('')
    after = page.at(-1)?.[0] ?? ''
    isMore = page.length === PAGE
  }
}
