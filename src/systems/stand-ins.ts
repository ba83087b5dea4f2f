import type { StandInName } from '../schema/index.ts'
import { assistant } from './assistant/index.ts'
import { civilStatus } from './civil-status/index.ts'
import type { StandIn } from './core/stand-in.ts'
import { documents } from './documents/index.ts'
import { healthInsurance } from './health-insurance/index.ts'
import { identity } from './identity/index.ts'
import { land } from './land/index.ts'
import { meetings } from './meetings/index.ts'
import { messages } from './messages/index.ts'
import { oneStop } from './one-stop/index.ts'
import { payment } from './payment/index.ts'
import { population } from './population/index.ts'
import { portal } from './portal/index.ts'
import { province } from './province/index.ts'
import { residence } from './residence/index.ts'

/** Every stand-in, by the name of the system that it stands for. */
export const standIns: Partial<Record<StandInName, StandIn>> = {
  portal,
  'one-stop': oneStop,
  assistant,
  'civil-status': civilStatus,
  documents,
  'health-insurance': healthInsurance,
  identity,
  land,
  meetings,
  messages,
  payment,
  population,
  province,
  residence,
}
