const SPRING = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\+0000$/

/** Pattern of a time as Spring writes it, in UTC without a colon in the offset. */
export const SPRING_PATTERN = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000$'

/** 2025-07-03T03:15:00.000+0000 */
export function springTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+0000')
}

/** Epoch ms of such a text; undefined when it is none, or a day that does not exist. */
export function parseSpring(text: string): number | undefined {
  const parts = SPRING.exec(text)
  const atMs = parts ? new Date(`${parts[1]}Z`).getTime() : Number.NaN
  // 30 February is taken for a day in March, where it is not refused.
  return Number.isNaN(atMs) || springTime(atMs) !== text ? undefined : atMs
}
