import { acts as igateActs } from '../../../src/systems/one-stop/dialects/igate/acts.ts'
import { acts as portalActs } from '../../../src/systems/one-stop/dialects/new-portal/acts.ts'
import type { ActionCode } from '../../../src/systems/one-stop/transitions.ts'
import type { Answered, Asking, Standing } from '../standing.ts'

type How = Pick<Asking, 'as' | 'at' | 'call' | 'headers'>

/** Does something with a dossier in the OpenCPS-like dialect; with the rights of the run unless `how` says whose. */
export function act(
  at: Standing,
  id: string | number,
  code: ActionCode,
  how: How = {},
  more: object = {},
): Promise<Answered> {
  if (code === 'digitise') {
    const body = { documents: ['Tờ khai'], kind: 0, digitalStatus: 1, ...more }
    return at.ask('one-stop.digitise', { as: 'run', ...how, params: { id }, body })
  }
  const body = { actionCode: code, actionUser: 'clerk-1', ...more }
  return at.ask('one-stop.act', { as: 'run', ...how, params: { id }, body })
}

/** The same in the iGate-like dialect. */
export function igateAct(at: Standing, id: string, code: ActionCode, how: How = {}, body: object = {}) {
  const verb = igateActs.find((each) => each.code === code)?.verb
  return at.ask(`one-stop.igate-${verb}`, { as: 'run', ...how, params: { id }, body })
}

/** The same in the new-portal-like dialect. */
export function portalAct(at: Standing, idHoSo: number, code: ActionCode, how: How = {}, body: object = {}) {
  const verb = portalActs.find((each) => each.code === code)?.verb
  return at.ask(`one-stop.portal-${verb}`, { as: 'run', ...how, body: { idHoSo, ...body } })
}
