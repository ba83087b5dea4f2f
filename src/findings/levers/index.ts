import type { FindingKind } from '../suspect.ts'
import type { Lever } from './place.ts'
import { equip, moreCounters, roomForAll } from './premises.ts'
import { clearAuthority, rightLimit, signAtOnce } from './rules.ts'
import { bringOfficial, bringSkill, grantAccount, mendMachines, oneMore, stayAtWork, train } from './staff.ts'
import {
  acceptData,
  doubleNothing,
  failNothing,
  keepLine,
  keepUp,
  loseNothing,
  offerFunction,
  setUp,
  speedUp,
} from './systems.ts'

export { entriesOf, type Lever, type Place } from './place.ts'
export { keepableDays } from './rules.ts'

/** What mending each kind of finding changes in a scenario. */
export const levers: { readonly [K in FindingKind]: Lever } = {
  'no-account': grantAccount,
  'no-skill': bringSkill,
  'no-official': bringOfficial,
  'too-few': oneMore,
  'stand-in': oneMore,
  'called-away': stayAtWork,
  untrained: train,
  'no-counter': moreCounters,
  'no-room': roomForAll,
  'missing-equipment': equip,
  breakdowns: mendMachines,
  'line-lost': keepLine,
  'system-out': keepUp,
  'missing-function': offerFunction,
  'not-set-up': setUp,
  'data-refused': acceptData,
  'legacy-systems': acceptData,
  'calls-failing': failNothing,
  'transfers-lost': loseNothing,
  'transfers-doubled': doubleNothing,
  'slow-system': speedUp,
  'unclear-authority': clearAuthority,
  'wrong-limit': rightLimit,
  'signature-rounds': signAtOnce,
}
