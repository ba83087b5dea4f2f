/** One part of the load, as k6 takes it. */
export interface Segment {
  /** `--execution-segment`: 1/3:2/3. */
  readonly segment: string
  /** `--execution-segment-sequence`: where every part begins and ends, the same for all. */
  readonly sequence: string
}

/**
 * Equal parts of the load, which together are the whole: with the sequence every k6 knows which VUs, and which
 * iterations, are the others', so that iteration n of a scenario runs in exactly one of them.
 * @param count of parts, at least 1; throws RangeError for less
 */
export function segmentsOf(count: number): Segment[] {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} parts are none`)
  const marks = Array.from({ length: count + 1 }, (_, at) => markOf(at, count))
  const sequence = marks.join(',')
  return marks.slice(1).map((to, at) => ({ segment: `${marks[at]}:${to}`, sequence }))
}

/** The options of `k6 run` for a part. */
export function segmentOptions({ segment, sequence }: Segment): string[] {
  return [`--execution-segment=${segment}`, `--execution-segment-sequence=${sequence}`]
}

function markOf(at: number, count: number): string {
  return at === 0 ? '0' : at === count ? '1' : `${at}/${count}`
}
