import { randomUUID, timingSafeEqual } from 'node:crypto'
import Type from 'typebox'
import { type ErrorForm, free, type Operation, problem, refused } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Store } from '../core/store.ts'
import { dossiers } from './dossiers.ts'
import { Found, lookUp } from './lgsp-look-ups.ts'
import { type LgspLookUp, type LgspReport, LgspRequest } from './messages.ts'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
/** Sessions that stay good: a centre needs one, and another after each restart. */
const MOST_SESSIONS = 10_000
/** Items that one transaction takes in: PostgreSQL has room for so many locks and not for any number. */
const ITEMS_TOGETHER = 50

/** The synchronisation services say 0 for done and 1 for not, beside the word. */
const errors: ErrorForm = {
  schema: Type.Object(
    {
      error_code: Type.Literal(1, { description: 'Not done.' }),
      error: Type.String({ description: 'A stable word for what went wrong.' }),
    },
    { description: 'What went wrong.' },
  ),
  write: (_status, error, more) => ({ error_code: 1, error, ...more }),
}

const isDone = Type.Literal(0, { description: 'Done.' })

const Taken = closed(
  {
    error_code: isDone,
    accepted: Type.Integer({ minimum: 0, description: 'How many.' }),
    unknown: Type.Array(Uid, { description: 'Dossiers of steps that the portal does not know.' }),
  },
  'What was taken.',
)

function isLookUp(request: LgspRequest): request is LgspLookUp {
  return request.service !== 'DongBoHoSoMC' && request.service !== 'CapNhatTienDoHoSoMC'
}

/** The door of the synchronisation services, at which the one-stop centres report. */
export function lgspOperations(parts: Parts): Operation[] {
  const { configuration, store } = parts
  const sessions = new Set<string>()
  return [
    free({
      name: 'portal.lgsp-login',
      method: 'POST',
      path: '/lgsp/login',
      summary: 'Log in to the synchronisation services',
      access: { kind: 'own', what: 'The password is the token of the run.' },
      body: closed({ username: text(500, 0, 'Organisation id.'), password: text(500, 0, 'Password.') }, 'A login.'),
      errors,
      answers: {
        200: {
          description: 'The session.',
          schema: closed({ session: text(100, 1, 'For the requests that follow.'), error_code: isDone }, 'A session.'),
        },
        401: problem('unauthorised'),
      },
      handle({ body }) {
        if (!same(body.password, configuration.token)) return refused(401, 'unauthorised')
        const session = randomUUID()
        sessions.add(session)
        const [oldest] = sessions
        if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest)
        return { status: 200, body: { session, error_code: 0 } }
      },
    }),

    free({
      name: 'portal.lgsp',
      method: 'POST',
      path: '/lgsp',
      summary: 'Report dossiers (DongBoHoSoMC) or their steps (CapNhatTienDoHoSoMC); look things up',
      description:
        'LayThuTuc: procedures for the unit. TraCuuHoSo: the unit’s dossiers with the numbers in data. LayDanhMucCoQuan: agencies.',
      access: { kind: 'own', what: 'Needs the session of a login.' },
      body: LgspRequest,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      errors,
      answers: {
        200: {
          description: 'What was taken, or found.',
          schema: Type.Unsafe<object>({
            type: 'object',
            anyOf: [Taken, Found],
            description: 'What was taken, or found.',
          }),
        },
        401: problem('session-unknown: log in again.'),
      },
      async handle(call) {
        const { body } = call
        if (!sessions.has(body.session)) return refused(401, 'session-unknown')
        if (isLookUp(body)) return { status: 200, body: await lookUp(parts, body, call, store) }
        const unknown = await takeAll(store, body)
        return { status: 200, body: { error_code: 0, accepted: body.data.length - unknown.length, unknown } }
      },
    }),
  ]
}

/** Takes the items in; those of one dossier in their order. @returns dossiers that are not known */
async function takeAll(store: Store, request: LgspReport): Promise<string[]> {
  const unknown: string[] = []
  if (request.service === 'DongBoHoSoMC') {
    await inParts(store, request.data, (item, tx) => dossiers.takeDossier(tx, item, request.madonvi))
    return unknown
  }
  await inParts(store, request.data, async (item, tx) => {
    if (!(await dossiers.takeProgress(tx, item))) unknown.push(item.MaThamChieu)
  })
  // A transaction that was run again has said the same twice.
  return [...new Set(unknown)]
}

async function inParts<T extends { readonly MaThamChieu: string }>(
  store: Store,
  items: readonly T[],
  take: (item: T, tx: Parameters<Parameters<Store['write']>[1]>[0]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += ITEMS_TOGETHER) {
    const part = items.slice(at, at + ITEMS_TOGETHER)
    const keys = part.map(({ MaThamChieu }) => `dossier:${MaThamChieu}`)
    await store.write(keys, async (tx) => {
      for (const item of part) await take(item, tx)
    })
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
