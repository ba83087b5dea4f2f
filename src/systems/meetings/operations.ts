import Type, { type Static, type TObject } from 'typebox'
import { type Answer, type Call, changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Reader, Tx } from '../core/store.ts'
import { Meetings, type Outcome } from './meetings.ts'
import { Agenda, Instant, MeetingId, MeetingView, OrganId, People, viewOf } from './shapes.ts'
import type { MeetingRow } from './tables.ts'

const Params = closed({ meetingId: MeetingId }, 'Which.')

interface Act<B extends TObject> {
  readonly name: string
  readonly summary: string
  readonly body: B
  readonly answers?: Readonly<Record<number, Answer>>
  carryOut(tx: Tx, row: MeetingRow, call: Call<unknown, unknown, Static<B>>): Promise<Outcome>
}

/** Meetings: convene → quorum → agenda → decide → minutes → close. */
export function operations(parts: Parts): Operation[] {
  const meetings = new Meetings(parts)
  const { centres, outbox } = parts
  const isFor = ({ account }: Pick<Call, 'account'>, organ: string): boolean =>
    account?.unit === undefined || centres.centre(account.unit)?.organisationId === organ
  const find = async (reader: Reader, call: Pick<Call, 'account'> & { params: { meetingId: string } }) => {
    const row = await meetings.find(reader, call.params.meetingId)
    return row && isFor(call, row.organ) ? row : undefined
  }

  const act = <B extends TObject>({ name, summary, body, answers, carryOut }: Act<B>): Operation =>
    changing<typeof Params, TObject, B>({
      name: `meetings.${name}`,
      method: 'POST',
      path: `/api/meetings/:meetingId/${name}`,
      summary,
      access: { kind: 'permission' },
      params: Params,
      body,
      answers: {
        200: { description: 'The meeting as it is now.', schema: MeetingView },
        404: problem('unknown-meeting: not known, or another unit’s.'),
        409: problem('action-not-allowed: it is not the time for it. no-quorum, no-minutes, not-adopted.'),
        ...answers,
      },
      key: ({ params }) => `meeting:${params.meetingId}`,
      async handle(call, tx) {
        const row = await find(tx, call)
        if (!row) return refused(404, 'unknown-meeting', { meetingId: call.params.meetingId })
        const outcome = await carryOut(tx, row, call)
        return 'row' in outcome ? { status: 200, body: await viewOf(tx, outcome.row) } : outcome.refusal
      },
      async after({ params }) {
        if (name === 'close') await outbox.deliver('documents', params.meetingId)
        return undefined
      },
    })

  return [
    changing({
      name: 'meetings.convene',
      method: 'POST',
      path: '/api/meetings',
      summary: 'Call a meeting',
      access: { kind: 'permission' },
      body: closed(
        {
          meetingId: MeetingId,
          organId: OrganId,
          subject: text(500, 1, 'What it is about.'),
          members: Type.Optional(People('How many belong to the body; may be said later.')),
          agenda: Type.Optional(Agenda),
          startsAt: Type.Optional(Instant('When it begins, ISO 8601; at once without.')),
        },
        'A meeting.',
      ),
      answers: {
        201: { description: 'It is convened.', schema: MeetingView },
        409: problem('already-convened: the id is taken.'),
        422: problem('unknown-agency: there is no such unit, or it is not the caller’s. wrong-time'),
      },
      key: ({ body }) => `meeting:${body.meetingId}`,
      async handle(call, tx) {
        const { meetingId: id, organId: organ, subject, members = 0, agenda = [], startsAt } = call.body
        if (!centres.ofOrganisation(organ) || !isFor(call, organ)) {
          return refused(422, 'unknown-agency', { organId: organ })
        }
        const startsAtMs = startsAt === undefined ? call.atMs : centres.timeOf(startsAt)
        if (startsAtMs === undefined) return refused(422, 'wrong-time', { startsAt })
        if (await meetings.find(tx, id)) return refused(409, 'already-convened', { meetingId: id })
        await meetings.convene(tx, { id, organ, subject, members, agenda, startsAtMs }, call)
        const row = (await meetings.find(tx, id)) as MeetingRow
        return { status: 201, body: await viewOf(tx, row) }
      },
    }),
    act({
      name: 'quorum',
      summary: 'Establish who is there, and whether that is enough: two thirds of the members',
      body: closed(
        {
          members: Type.Optional(People('How many belong to the body; as it was convened without.')),
          present: Type.Optional(People('How many are there; those of the attendance without, else everybody.')),
          attendance: Type.Optional(Type.Array(text(200, 1), { maxItems: 10_000, description: 'Who is there.' })),
        },
        'Who is there.',
      ),
      carryOut(tx, row, call) {
        const { members = row.members, attendance = [] } = call.body
        const { present = attendance.length > 0 ? attendance.length : members } = call.body
        return meetings.quorum(tx, row, { members, present, attendance }, call)
      },
    }),
    act({
      name: 'agenda',
      summary: 'Adopt the agenda',
      body: closed({ agenda: Type.Optional(Agenda) }, 'The agenda; that of the invitation without.'),
      carryOut: (tx, row, { body }) => meetings.agenda(tx, row, body.agenda),
    }),
    act({
      name: 'decide',
      summary: 'Record a decision: more than half of the members must be for it',
      body: closed(
        {
          subject: text(500, 1, 'What is decided.'),
          content: Type.Optional(text(4000, 0, 'Its text.')),
          inFavour: Type.Optional(People('Votes for it; everybody who is there without.')),
          against: Type.Optional(People('Votes against it.')),
          resolution: Type.Optional(
            Type.Boolean({ default: true, description: 'Whether it becomes a resolution, a document of its own.' }),
          ),
        },
        'A decision.',
      ),
      answers: { 422: problem('too-many-votes: more than are there.') },
      carryOut(tx, row, call) {
        const { subject, content = '', against = 0, inFavour = row.present - against, resolution } = call.body
        const asked = { subject, content, against, inFavour: Math.max(0, inFavour), isResolution: resolution ?? true }
        return meetings.decide(tx, row, asked, call)
      },
    }),
    act({
      name: 'minutes',
      summary: 'Record the minutes',
      body: closed({ minutes: text(20_000, 1, 'The minutes.') }, 'Minutes.'),
      carryOut: (tx, row, call) => meetings.minutes(tx, row, call.body.minutes, call),
    }),
    act({
      name: 'close',
      summary: 'Close it; its resolutions go to document management as drafts',
      body: closed({}, 'Nothing more.'),
      carryOut: (tx, row, call) => meetings.close(tx, row, call),
    }),
    act({
      name: 'cancel',
      summary: 'Call it off',
      body: closed({}, 'Nothing more.'),
      carryOut: (tx, row) => meetings.cancel(tx, row),
    }),
    reading({
      name: 'meetings.read',
      method: 'GET',
      path: '/api/meetings/:meetingId',
      summary: 'A meeting with its decisions and minutes',
      access: { kind: 'permission' },
      params: Params,
      answers: { 200: { description: 'The meeting.', schema: MeetingView }, 404: problem('unknown-meeting') },
      async handle(call, reader) {
        const row = await find(reader, call)
        return row
          ? { status: 200, body: await viewOf(reader, row) }
          : refused(404, 'unknown-meeting', { meetingId: call.params.meetingId })
      },
    }),
  ]
}
