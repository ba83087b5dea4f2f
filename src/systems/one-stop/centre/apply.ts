import type { Centres } from '../../core/centres.ts'
import type { Faults } from '../../core/faults.ts'
import type { Tx } from '../../core/store.ts'
import type { Action } from './actions.ts'
import { nextDossierNo } from './numbering.ts'
import { numberingFor } from './site.ts'
import { type Digitised, type DossierRow, digitisedOf, papersOf } from './tables.ts'

/** Stands for the number of a payment that no gateway knows. */
const CASH = 'tien-mat'

export interface Applying {
  /** Id of the call. */
  readonly id: string
  readonly atMs: number
  readonly by: string
  /** Code of the dossier's unit. */
  readonly unit: string | undefined
  readonly centres: Centres
  readonly faults: Faults
}

/** What an action changes besides the state. */
export async function applyAction(tx: Tx, row: DossierRow, action: Action, applying: Applying): Promise<void> {
  const { atMs, centres } = applying
  switch (action.code) {
    case 'receive':
      if (row.dossier_no === null) await receive(tx, row, applying)
      else resume(row, centres, atMs)
      break
    case 'ask-supplement':
      row.missing = JSON.stringify(action.missing)
      stopClock(row, atMs)
      break
    case 'supply':
      row.documents = JSON.stringify([...papersOf(row.documents), ...action.documents])
      row.missing = '[]'
      resume(row, centres, atMs)
      break
    case 'hand-over':
      row.assignee = action.assignee ?? row.assignee
      break
    case 'process':
      row.draft_result = action.draftResult
      break
    case 'demand-payment':
      row.amount_vnd = action.amountVnd ?? null
      row.paid_at = null
      row.payment_no = null
      stopClock(row, atMs)
      break
    case 'confirm-payment':
      if (row.paid_at === null && action.inCash) row.payment_no = CASH
      row.paid_at ??= atMs
      resume(row, centres, atMs)
      break
    case 'apologise':
      row.first_due_at = row.due_at
      row.due_at = action.dueMs ?? centres.dueAfterReception(row.service_code, atMs) ?? row.due_at
      break
    case 'sign':
      row.release_at = atMs
      break
    case 'digitise':
      row.digitised = JSON.stringify(merged(digitisedOf(row), action.digitised))
      break
    case 'refuse':
    case 'return':
    case 'withdraw':
    case 'stop':
      row.finish_at = atMs
      break
  }
}

async function receive(tx: Tx, row: DossierRow, { centres, faults, ...who }: Applying): Promise<void> {
  const numbering = numberingFor(faults, { ...who, operation: 'one-stop.receive' })
  row.dossier_no = await nextDossierNo(tx, row.agency, who.atMs, numbering)
  row.receive_at = who.atMs
  row.due_at = centres.dueAfterReception(row.service_code, who.atMs) ?? null
}

/** The clock of the limit stands while the applicant has something to do. */
function stopClock(row: DossierRow, atMs: number): void {
  if (row.due_at !== null) row.stopped_at = atMs
}

function resume(row: DossierRow, centres: Centres, atMs: number): void {
  if (row.due_at !== null && row.stopped_at !== null)
    row.due_at = centres.dueAfterStop(row.due_at, row.stopped_at, atMs)
  row.stopped_at = null
}

/** What is said anew of a paper replaces what was known of it. */
export function merged(known: readonly Digitised[], said: readonly Digitised[]): Digitised[] {
  const all = new Map([...known, ...said].map((each) => [`${each.kind} ${each.document}`, each]))
  return [...all.values()]
}
