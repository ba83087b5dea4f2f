import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Centre } from '../centre.ts'
import type { Configuration } from '../configuration.ts'
import type { Database } from '../database.ts'
import { Papers, SyncMessage, Text, Uid } from '../messages.ts'
import type { Pump } from '../outbox.ts'
import { guardInnerDoors, guardPublicDoors, refused, type Said, send } from '../stand-in.ts'
import { stateOfStatus } from '../states.ts'
import { actionCodes } from '../transitions.ts'
import type { Action, Dossiers } from './dossiers.ts'
import type { DossierRow } from './tables.ts'
import { snapshotOf } from './views.ts'

const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const RegisterBody = closed({
  referenceUid: Uid,
  serviceCode: Type.String({ minLength: 1, maxLength: 100 }),
  govAgencyCode: Type.String({ minLength: 1, maxLength: 100 }),
  applicantName: Type.String({ minLength: 1, maxLength: 200 }),
  applicantIdType: Type.String({ minLength: 1, maxLength: 20 }),
  applicantIdNo: Type.String({ pattern: '^\\d{9,12}$' }),
  /** 1: the papers came by public post. */
  viaPostal: Type.Enum([0, 1]),
  documents: Papers,
})

const ActionBody = closed({
  actionCode: Type.Enum([...actionCodes]),
  actionUser: Type.String({ minLength: 1, maxLength: 200 }),
  actionNote: Type.Optional(Text),
  payload: Type.Optional(
    closed({
      documents: Type.Optional(Papers),
      missing: Type.Optional(Papers),
      draftResult: Type.Optional(Text),
    }),
  ),
})

const digits = Type.String({ pattern: '^\\d{1,9}$' })
const ListQuery = closed({
  status: Type.Optional(Type.String()),
  start: Type.Optional(digits),
  end: Type.Optional(digits),
})
const UidParams = closed({ referenceUid: Uid })

const PAGE = 20
const LARGEST_PAGE = 1000

export interface OneStopParts {
  readonly configuration: Configuration
  readonly centre: Centre
  readonly database: Database
  readonly dossiers: Dossiers
  readonly pump: Pump
}

/** The one-stop centre's doors: OpenCPS-like /o/rest/v2/dossiers, and `syncs` for the portal. */
export function openOneStop(app: FastifyInstance, parts: OneStopParts): void {
  app.register(async (doors) => openPublicDoors(doors, parts))
  app.register(async (doors) => openSyncDoor(doors, parts))
}

function openPublicDoors(doors: FastifyInstance, parts: OneStopParts): void {
  const { centre, configuration, database, dossiers, pump } = parts
  guardPublicDoors(doors, centre, configuration.faults)
  const all = database.prepare('SELECT * FROM dossier ORDER BY uid LIMIT ? OFFSET ?')
  const ofState = database.prepare('SELECT * FROM dossier WHERE state = ? ORDER BY uid LIMIT ? OFFSET ?')
  const count = database.prepare('SELECT count(*) AS n FROM dossier')
  const countOfState = database.prepare('SELECT count(*) AS n FROM dossier WHERE state = ?')

  doors.post<{ Body: Static<typeof RegisterBody> }>(
    '/o/rest/v2/dossiers',
    { schema: { body: RegisterBody } },
    (request, reply) => {
      const { id, atMs, by, run } = request.call
      const said = dossiers.register({ ...request.body, online: false }, { callId: id, atMs, by, run })
      pump.wake()
      return send(reply, said)
    },
  )

  doors.post<{ Params: Static<typeof UidParams>; Body: Static<typeof ActionBody> }>(
    '/o/rest/v2/dossiers/:referenceUid/actions',
    { schema: { params: UidParams, body: ActionBody } },
    (request, reply) => {
      const { id, atMs, run } = request.call
      const { actionUser } = request.body
      const said = dossiers.act(request.params.referenceUid, actionOf(request.body), {
        callId: id,
        atMs,
        by: actionUser,
        run,
      })
      pump.wake()
      return send(reply, said)
    },
  )

  doors.get<{ Params: Static<typeof UidParams> }>(
    '/o/rest/v2/dossiers/:referenceUid',
    { schema: { params: UidParams } },
    (request, reply) => {
      const row = dossiers.find(request.params.referenceUid)
      if (!row) return send(reply, refused(404, 'unknown-dossier', { referenceUid: request.params.referenceUid }))
      return send(reply, { status: 200, body: JSON.stringify(dossiers.view(row)) })
    },
  )

  /** start and end are places in the list, end not included; status is a TrangThaiHoSo number or an OpenCPS word. */
  doors.get<{ Querystring: Static<typeof ListQuery> }>(
    '/o/rest/v2/dossiers',
    { schema: { querystring: ListQuery } },
    (request, reply) => {
      const { status } = request.query
      const start = Number(request.query.start ?? 0)
      const length = Math.min(Math.max(0, Number(request.query.end ?? start + PAGE) - start), LARGEST_PAGE)
      const state = status === undefined ? undefined : (stateOfStatus(status) ?? stateOfNumber(status))
      if (status !== undefined && state === undefined) return send(reply, refused(400, 'unknown-status', { status }))
      const rows = state === undefined ? all.all(length, start) : ofState.all(state, length, start)
      const { n } = (state === undefined ? count.get() : countOfState.get(state)) as { n: number }
      const data = (rows as unknown as DossierRow[]).map((row) => dossiers.view(row))
      return send(reply, { status: 200, body: JSON.stringify({ total: n, data }) })
    },
  )
}

function openSyncDoor(doors: FastifyInstance, { centre, configuration, dossiers, pump }: OneStopParts): void {
  guardInnerDoors(doors, configuration)
  doors.post<{ Body: SyncMessage }>(
    '/o/rest/v2/dossiers/syncs',
    { schema: { body: SyncMessage } },
    (request, reply) => {
      const message = request.body
      const atMs = centre.timeOf(message.at)
      if (atMs === undefined) return send(reply, refused(400, 'no-scenario-time'))
      const callId = `sync:${message.referenceUid}/${message.message}`
      const said = takeIn(dossiers, message, { callId, atMs, by: message.by, run: message.run })
      pump.wake()
      return send(reply, said.status === 201 ? { ...said, status: 200 } : said)
    },
  )

  doors.get<{ Params: Static<typeof UidParams> }>(
    '/o/rest/v2/dossiers/syncs/:referenceUid',
    { schema: { params: UidParams } },
    (request, reply) => {
      const row = dossiers.find(request.params.referenceUid)
      if (!row) return send(reply, refused(404, 'unknown-dossier', { referenceUid: request.params.referenceUid }))
      return send(reply, { status: 200, body: JSON.stringify(snapshotOf(row)) })
    },
  )
}

function takeIn(dossiers: Dossiers, message: SyncMessage, doing: Parameters<Dossiers['act']>[2]): Said {
  if (message.action === 'register') return dossiers.register({ ...message, viaPostal: 0, online: true }, doing)
  const action: Action = {
    code: message.action,
    note: message.note,
    documents: message.documents,
    missing: [],
    draftResult: '',
  }
  return dossiers.act(message.referenceUid, action, doing)
}

function actionOf(body: Static<typeof ActionBody>): Action {
  return {
    code: body.actionCode,
    note: body.actionNote ?? '',
    documents: body.payload?.documents ?? [],
    missing: body.payload?.missing ?? [],
    draftResult: body.payload?.draftResult ?? '',
  }
}

function stateOfNumber(text: string): number | undefined {
  return /^([1-9]|10)$/.test(text) ? Number(text) : undefined
}
