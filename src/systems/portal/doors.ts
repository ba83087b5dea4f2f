import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Centre } from '../centre.ts'
import type { Configuration } from '../configuration.ts'
import type { Database } from '../database.ts'
import { LgspRequest, Papers, Text, Uid } from '../messages.ts'
import type { Pump } from '../outbox.ts'
import { type CallContext, guardPublicDoors, refused, type Said, send } from '../stand-in.ts'
import { nextState } from '../transitions.ts'
import type { Dossiers } from './dossiers.ts'
import type { HandOver } from './hand-over.ts'
import type { DossierRow } from './tables.ts'

const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const SubmitBody = closed({
  MaThamChieu: Uid,
  MaDonVi: Type.String({ minLength: 1, maxLength: 100 }),
  MaTTHC: Type.String({ minLength: 1, maxLength: 100 }),
  TenTTHC: Type.Optional(Type.String({ maxLength: 2000 })),
  ChuHoSo: Type.String({ minLength: 1, maxLength: 200 }),
  SoDinhDanh: Type.String({ pattern: '^\\d{9,12}$' }),
  TaiLieuNop: Papers,
})
const SupplyBody = closed({ TaiLieuNop: Papers, GhiChu: Type.Optional(Text) })
const WithdrawBody = closed({ GhiChu: Type.Optional(Text) })
const UidParams = closed({ uid: Uid })
const LoginBody = closed({ username: Text, password: Text })

const LGSP_BODY_LIMIT = 16 * 1024 * 1024
/** Sessions that stay good: the one-stop centre needs one, and another after each restart. */
const MOST_SESSIONS = 16

export interface PortalParts {
  readonly configuration: Configuration
  readonly centre: Centre
  readonly database: Database
  readonly dossiers: Dossiers
  readonly handOver: HandOver
  readonly pump: Pump
}

/** The portal's doors: /api/dossiers for citizens, /lgsp for the one-stop centre's reports. */
export function openPortal(app: FastifyInstance, parts: PortalParts): void {
  app.register(async (doors) => openPublicDoors(doors, parts))
  app.register(async (doors) => openLgsp(doors, parts))
}

function openPublicDoors(doors: FastifyInstance, parts: PortalParts): void {
  guardPublicDoors(doors, parts.centre, parts.configuration.faults)

  doors.post<{ Body: Static<typeof SubmitBody> }>(
    '/api/dossiers',
    { schema: { body: SubmitBody } },
    async (request, reply) => send(reply, await submit(parts, request.body, request.call)),
  )

  doors.post<{ Params: Static<typeof UidParams>; Body: Static<typeof SupplyBody> }>(
    '/api/dossiers/:uid/supply',
    { schema: { params: UidParams, body: SupplyBody } },
    async ({ params, body, call }, reply) =>
      send(reply, await act(parts, params.uid, 'supply', call, body.TaiLieuNop, body.GhiChu ?? '')),
  )

  doors.post<{ Params: Static<typeof UidParams>; Body: Static<typeof WithdrawBody> }>(
    '/api/dossiers/:uid/withdraw',
    { schema: { params: UidParams, body: WithdrawBody } },
    async ({ params, body, call }, reply) =>
      send(reply, await act(parts, params.uid, 'withdraw', call, [], body.GhiChu ?? '')),
  )

  doors.get<{ Params: Static<typeof UidParams> }>(
    '/api/dossiers/:uid',
    { schema: { params: UidParams } },
    (request, reply) => {
      const row = parts.dossiers.find(request.params.uid)
      if (!row) return send(reply, refused(404, 'unknown-dossier', { MaThamChieu: request.params.uid }))
      return send(reply, { status: 200, body: JSON.stringify(parts.dossiers.viewOf(row)) })
    },
  )
}

/** 201; 409 when the uid is taken; 422 for an unknown procedure or unit. */
async function submit(parts: PortalParts, body: Static<typeof SubmitBody>, call: CallContext): Promise<Said> {
  const { centre, database, dossiers } = parts
  const uid = body.MaThamChieu
  const asked = `submit ${uid}`
  const kept = keptAnswer(database, call.id, asked)
  if (kept) return kept
  const procedure = centre.procedure(body.MaTTHC)
  if (!procedure) return refused(422, 'unknown-procedure', { MaTTHC: body.MaTTHC })
  if (body.MaDonVi !== centre.unit.organisationId) return refused(422, 'unknown-agency', { MaDonVi: body.MaDonVi })
  const before = dossiers.find(uid)
  if (before) return refused(409, 'already-submitted', { state: before.state, action: 'submit' })
  const row: DossierRow = {
    uid,
    service_code: body.MaTTHC,
    service_name: body.TenTTHC ?? procedure.name,
    applicant_name: body.ChuHoSo,
    applicant_id_no: body.SoDinhDanh,
    documents: JSON.stringify(body.TaiLieuNop),
    channel: 2,
    run: call.run,
    state: 1,
    sequence: 0,
    sent: 0,
    dossier_no: null,
    submit_at: call.atMs,
    receive_at: null,
    due_at: null,
    release_at: null,
    finish_at: null,
  }
  return commitAndHandOver(parts, {
    row,
    state: 1,
    asked,
    action: 'register',
    call,
    documents: body.TaiLieuNop,
    note: '',
  })
}

/** 201; 404 for an unknown dossier; 409 when its state does not allow it, here or at the one-stop centre. */
async function act(
  parts: PortalParts,
  uid: string,
  action: 'supply' | 'withdraw',
  call: CallContext,
  documents: readonly string[],
  note: string,
): Promise<Said> {
  const { database, dossiers, handOver } = parts
  const asked = `${action} ${uid}`
  const kept = keptAnswer(database, call.id, asked)
  if (kept) return kept
  const allowed = (row: DossierRow): number | undefined => nextState(action, row.state, row.dossier_no !== null)
  const known = dossiers.find(uid)
  if (!known) return refused(404, 'unknown-dossier', { MaThamChieu: uid })
  // The one-stop centre reports in the background: before a citizen is turned away it is asked.
  if (allowed(known) === undefined) await handOver.refresh(uid)
  // The same call may have come in twice and been settled meanwhile.
  const settled = keptAnswer(database, call.id, asked)
  if (settled) return settled
  const row = dossiers.find(uid) ?? known
  const state = allowed(row)
  if (state === undefined) return refused(409, 'action-not-allowed', { state: row.state, action })
  return commitAndHandOver(parts, { row, state, asked, action, call, documents, note })
}

interface CitizenAct {
  readonly row: DossierRow
  readonly state: number
  readonly asked: string
  readonly action: 'register' | 'supply' | 'withdraw'
  readonly call: CallContext
  readonly documents: readonly string[]
  readonly note: string
}

/** Writes what the citizen did, then hands it over, then answers: a hand-over that fails does not undo it. */
async function commitAndHandOver(parts: PortalParts, did: CitizenAct): Promise<Said> {
  const { centre, database, dossiers, handOver, pump } = parts
  const { row, call } = did
  database.transaction(() => {
    if (did.action === 'register') dossiers.insert(row)
    dossiers.tell(row, did.state, did.action, call.id, {
      atMs: call.atMs,
      by: call.by,
      run: call.run,
      agency: centre.unit.organisationId,
      note: did.note,
      documents: did.documents,
    })
    database.keepAnswer(call.id, did.asked, 201, dossiers.answerOf({ ...row, state: did.state }))
  })
  if (!(await handOver.now(row.uid))) pump.wake()
  // The hand-over completes the kept answer with what the one-stop centre said.
  return keptAnswer(database, call.id, did.asked) ?? refused(500, 'internal')
}

function keptAnswer(database: Database, callId: string, asked: string): Said | undefined {
  const kept = database.answerTo(callId)
  if (!kept) return undefined
  if (kept.asked !== asked) return refused(409, 'call-id-reused', { before: kept.asked, action: asked })
  return { status: kept.status, body: kept.answer }
}

function openLgsp(doors: FastifyInstance, { configuration, database, dossiers }: PortalParts): void {
  const sessions: string[] = []

  doors.post<{ Body: Static<typeof LoginBody> }>('/lgsp/login', { schema: { body: LoginBody } }, (request, reply) => {
    if (request.body.password !== configuration.token) {
      return send(reply, refused(401, 'unauthorised', { error_code: 1 }))
    }
    const session = randomUUID()
    sessions.push(session)
    if (sessions.length > MOST_SESSIONS) sessions.shift()
    return send(reply, { status: 200, body: JSON.stringify({ session, error_code: 0 }) })
  })

  doors.post<{ Body: Static<typeof LgspRequest> }>(
    '/lgsp',
    { schema: { body: LgspRequest }, bodyLimit: LGSP_BODY_LIMIT },
    ({ body }, reply) => {
      if (!sessions.includes(body.session)) return send(reply, refused(401, 'session-unknown', { error_code: 1 }))
      const unknown = database.transaction(() => {
        if (body.service === 'CapNhatTienDoHoSoMC') {
          return body.data.filter((item) => !dossiers.takeProgress(item)).map((item) => item.MaThamChieu)
        }
        for (const item of body.data) dossiers.takeDossier(item)
        return []
      })
      const accepted = body.data.length - unknown.length
      return send(reply, { status: 200, body: JSON.stringify({ error_code: 0, accepted, unknown }) })
    },
  )
}
