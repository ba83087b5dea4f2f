import Type from 'typebox'
import { changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { LegAct } from './leg-act.ts'
import { type LegSystem, legStates } from './messages.ts'
import type { SubDossiers } from './sub-dossiers.ts'
import type { LegRow } from './tables.ts'

const Reference = closed({ reference: Uid }, 'Which sub-dossier.')
const View = closed(
  {
    reference: Uid,
    act: Type.String({ description: 'What is to be done.' }),
    unitCode: Type.String({ description: 'Code of the unit.' }),
    fullName: Type.String({ description: 'Whom it concerns.' }),
    state: Type.Enum([...legStates], { description: 'How it stands.' }),
    isLinked: Type.Boolean({ description: 'Whether the civil-status system handed it over.' }),
    resultNo: Type.String({ description: 'Number of what was issued; empty before.' }),
    reason: Type.String({ description: 'Why it failed; empty otherwise.' }),
  },
  'A sub-dossier.',
)

function view(row: LegRow) {
  return {
    reference: row.reference,
    act: row.act,
    unitCode: row.unit,
    fullName: row.full_name,
    state: row.state,
    isLinked: row.linked === 1,
    resultNo: row.result_no,
    reason: row.reason,
  }
}

/** The operations of one leg: its acts, and reading a sub-dossier. */
export function legOperations(
  system: LegSystem,
  { centres, faults }: Parts,
  acts: readonly LegAct[],
  subDossiers: SubDossiers,
): Operation[] {
  const answer = (description: string) => ({ description, schema: View })
  return [
    ...acts.map((act) =>
      changing({
        name: act.operation,
        method: 'POST',
        path: `/v1/sub-dossiers/:reference/${act.act}`,
        summary: act.summary,
        access: { kind: 'permission' },
        params: Reference,
        body: closed(
          {
            govAgencyCode: text(40, 1, 'Organisation id of the unit.'),
            fullName: text(200, 1, 'Whom it concerns, should it not have been handed over yet.'),
          },
          'Of whom.',
        ),
        answers: {
          200: answer('Done.'),
          202: answer('Begun; it is not said when it will be done.'),
          409: problem('already-done, other-act: it is about something else.'),
          422: problem('leg-failed: the leg can’t be done. unknown-agency'),
        },
        key: ({ params }) => `leg:${params.reference}`,
        async handle(call, tx) {
          const { reference } = call.params
          const unit = centres.ofOrganisation(call.body.govAgencyCode)?.code
          if (unit === undefined) return refused(422, 'unknown-agency')
          const before = await subDossiers.find(tx, reference)
          if (before && before.act !== act.act) return refused(409, 'other-act', { act: before.act })
          if (before?.state === 'done') return refused(409, 'already-done', { resultNo: before.result_no })
          const brought = { reference, unit, fullName: call.body.fullName }
          const row = before ?? (await subDossiers.bring(tx, act, brought, call.atMs))
          const more = { atMs: call.atMs, call: call.id }
          // Drawn by the sub-dossier: one that hangs or fails does so as long as the fault lasts.
          const aim = { ...call, id: reference }
          if (faults.find('leg-hangs', aim)) {
            const now = row.state === 'processing' ? row : await subDossiers.move(tx, row, 'processing', more)
            return { status: 202, body: view(now) }
          }
          const failing = faults.find('leg-fails', aim)
          if (!failing) return { status: 200, body: view(await subDossiers.move(tx, row, 'done', more)) }
          const reason = String(failing.more?.reason ?? 'Hồ sơ không đủ điều kiện')
          if (row.state !== 'failed') await subDossiers.move(tx, row, 'failed', { ...more, reason })
          // Not a refusal: that it failed is written and told, so the answer is kept with it.
          return { status: 422, body: { error: 'leg-failed', message: reason } }
        },
      }),
    ),

    reading({
      name: `${system}.sub-dossier`,
      method: 'GET',
      path: '/v1/sub-dossiers/:reference',
      summary: 'How a sub-dossier stands',
      access: { kind: 'permission' },
      params: Reference,
      answers: { 200: answer('The sub-dossier.'), 404: problem('unknown-sub-dossier') },
      async handle({ params: { reference } }, reader) {
        const row = await subDossiers.find(reader, reference)
        return row ? { status: 200, body: view(row) } : refused(404, 'unknown-sub-dossier', { reference })
      },
    }),
  ]
}
