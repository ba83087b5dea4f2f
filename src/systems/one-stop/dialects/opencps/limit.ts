import type { Centres } from '../../../core/centres.ts'

const HOURS_PER_DAY = 8

/** Statutory limit as OpenCPS has it. unit 0: working days of 8 hours, 1: working hours. */
export function limitOf(centres: Centres, serviceCode: string): { readonly unit: 0 | 1; readonly count: number } {
  const limit = centres.procedure(serviceCode)?.limit
  const hours = limit?.kind === 'working-time' ? limit.workingHours : HOURS_PER_DAY
  return hours % HOURS_PER_DAY === 0 ? { unit: 0, count: hours / HOURS_PER_DAY } : { unit: 1, count: hours }
}
