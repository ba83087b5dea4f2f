import type { Operation } from '../../../core/operation.ts'
import type { Desk } from '../desk.ts'
import { dossierOperations } from './dossier-operations.ts'
import { listOperations } from './list-operations.ts'

/** The new-portal-like face: POST /api/v1/…, done is 201 with { code, data, message }, Vietnamese times. */
export function newPortal(desk: Desk): Operation[] {
  return [...dossierOperations(desk), ...listOperations(desk)]
}
