import { FaultPlan } from './core/fault-plan.ts'
import type { Fault } from './core/faults.ts'
import { standIns } from './stand-ins.ts'

/** Why a fault can't be planted in the stand-in that it names; undefined if it can. */
export function faultProblem(fault: Fault): string | undefined {
  const standIn = standIns[fault.system]
  if (!standIn) return `there is no stand-in of the ${fault.system}`
  return new FaultPlan(fault.system, standIn.faults, []).problemOf(fault)
}
