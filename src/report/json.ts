import type { RunResult } from '../schema/index.ts'

/** The result itself, as the published schema describes it; the same in every language. */
export function renderJson(result: RunResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
