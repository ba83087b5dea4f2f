import type { Operation } from '../../../core/operation.ts'
import type { Desk } from '../desk.ts'
import { dossierOperations } from './dossier-operations.ts'
import { listOperations } from './list-operations.ts'

/** The OpenCPS-like face: /o/rest/v2/…, lists as { total, data }, ISO times. */
export function opencps(desk: Desk): Operation[] {
  return [...dossierOperations(desk), ...listOperations(desk)]
}
