import type { ProcedureConfiguration } from '../core/configuration.ts'

const HOURS_PER_DAY = 8

export interface Finding {
  readonly answer: string
  /** Whether the limit is another procedure's. */
  readonly isWrong: boolean
}

/**
 * The assistant's answer to "how long may this procedure take?".
 * @param shallBeWrong take the limit of the next procedure that has another one; with none there is nothing to mix up
 * @returns undefined for a procedure that is not known
 */
export function lookUp(
  procedures: readonly ProcedureConfiguration[],
  code: string,
  shallBeWrong: boolean,
): Finding | undefined {
  const at = procedures.findIndex((procedure) => procedure.code === code)
  const asked = procedures[at]
  if (!asked) return undefined
  const right = limitOf(asked)
  const others = [...procedures.slice(at + 1), ...procedures.slice(0, at)].map(limitOf)
  const wrong = shallBeWrong ? others.find((limit) => limit !== right) : undefined
  return { answer: `${asked.name}: thời hạn giải quyết ${wrong ?? right}.`, isWrong: wrong !== undefined }
}

function limitOf({ limit }: ProcedureConfiguration): string {
  if (limit.kind === 'same-day') return 'trong ngày làm việc'
  const days = limit.workingHours / HOURS_PER_DAY
  return Number.isInteger(days) ? `${days} ngày làm việc` : `${limit.workingHours} giờ làm việc`
}
