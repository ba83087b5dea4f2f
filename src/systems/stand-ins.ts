import type { StandInName } from '../schema/index.ts'
import { assistant } from './assistant/index.ts'
import type { StandIn } from './core/stand-in.ts'
import { identity } from './identity/index.ts'
import { oneStop } from './one-stop/index.ts'
import { payment } from './payment/index.ts'
import { portal } from './portal/index.ts'
import { province } from './province/index.ts'

/** Every stand-in, by the name of the system that it stands for. */
export const standIns: Partial<Record<StandInName, StandIn>> = {
  portal,
  'one-stop': oneStop,
  payment,
  identity,
  province,
  assistant,
}
