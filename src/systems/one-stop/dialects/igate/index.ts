import type { Operation } from '../../../core/operation.ts'
import { tokenDoor } from '../../../core/token-door.ts'
import type { Desk } from '../desk.ts'
import { dossierOperations } from './dossier-operations.ts'
import { listOperations } from './list-operations.ts'

const TOKEN_PATH = '/realms/one-stop/protocol/openid-connect/token'

/** The iGate-like face: /pa/…, lists as Spring pages, times in UTC, a login of its own. */
export function igate(desk: Desk): Operation[] {
  const login = tokenDoor(desk.parts.accounts, 'one-stop.igate-token', TOKEN_PATH)
  return [login, ...dossierOperations(desk), ...listOperations(desk)]
}
