import { refused, type Said } from '../core/operation.ts'
import type { Tx } from '../core/store.ts'
import { save } from './dossiers.ts'
import type { Sending, Sides } from './sides.ts'
import type { Decision, DossierRow } from './tables.ts'

/** What the department does (ask-supplement, decide), and what the commune does (supply, collect). */
export const actionCodes = ['ask-supplement', 'supply', 'decide', 'collect'] as const
export type ActionCode = (typeof actionCodes)[number]

export interface Action {
  readonly code: ActionCode
  readonly note: string
  readonly decision?: Decision
  readonly documents?: readonly string[]
  readonly missing?: readonly string[]
}

/** Papers that a dossier may gather over all its supplements. */
const MOST_PAPERS = 500

/** Carries an action out. @returns a refusal, when nothing was done */
export async function act(
  tx: Tx,
  row: DossierRow,
  action: Action,
  { sides, sending }: { readonly sides: Sides; readonly sending: Sending },
): Promise<Said | undefined> {
  const refusal = objection(row, action)
  if (refusal) return refusal
  row.note = action.note
  switch (action.code) {
    case 'ask-supplement':
      row.state = 5
      row.missing = JSON.stringify(action.missing ?? [])
      row.stopped_at = sending.atMs
      await sides.toCommune(tx, row, 'asked', sending)
      break
    case 'supply':
      row.documents = JSON.stringify([...papersOf(row), ...(action.documents ?? [])])
      row.missing = '[]'
      // As far as the commune is concerned it has done its part.
      row.told_state = 2
      await sides.toProvince(tx, row, 'supplied', sending)
      break
    case 'decide':
      row.state = 9
      row.decision = action.decision ?? 'approve'
      row.release_at = sending.atMs
      await sides.toCommune(tx, row, 'decided', sending)
      break
    case 'collect':
      row.state = 10
      row.told_state = 10
      row.finish_at = sending.atMs
      row.sequence += 1
      row.told_sequence = row.sequence
      await sides.toOneStop(tx, row, sending)
      break
  }
  await save(tx, row)
  return undefined
}

/** The department goes by what it has, the commune by what it has been told. */
function objection(row: DossierRow, { code, documents = [] }: Action): Said | undefined {
  const { state, told_state: known } = row
  switch (code) {
    case 'ask-supplement':
    case 'decide':
      if (state === 1) return refused(409, 'not-arrived', { state, action: code })
      return state === 2 ? undefined : refused(409, 'action-not-allowed', { state, action: code })
    case 'supply':
      if (known !== 5) return refused(409, 'action-not-allowed', { state: known, action: code })
      return papersOf(row).length + documents.length > MOST_PAPERS
        ? refused(422, 'too-many-documents', { most: MOST_PAPERS })
        : undefined
    case 'collect':
      if (known < 7) return refused(409, 'not-decided', { state: known, action: code })
      return known === 9 ? undefined : refused(409, 'action-not-allowed', { state: known, action: code })
  }
}

function papersOf({ documents }: DossierRow): string[] {
  return JSON.parse(documents) as string[]
}
