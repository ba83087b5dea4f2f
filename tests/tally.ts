/** What tests/run.ts reads of vitest's JSON report. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly fullName: string
      readonly status: string
    }[]
  }[]
}

export interface Stage {
  readonly name: string
  readonly ok: boolean
}

export interface Tally {
  readonly passed: number
  readonly failed: number
  /** What counts as failed without being a failed test. */
  readonly problems: readonly string[]
  /** Skipped tests that say what they need: `[needs …]`. */
  readonly needs: readonly string[]
}

const NEEDS = /\[needs [^\]]+\]$/

/**
 * Counts a run. A failed stage, a test file that could not be collected and a skip without a reason are one failure
 * each; in strict mode a reason does not excuse a skip.
 * @param stages the stages before vitest.
 * @param tests how vitest ended, and its report; undefined if it wrote none.
 */
export function tally(
  stages: readonly Stage[],
  tests: { readonly ok: boolean; readonly report: VitestReport | undefined },
  strict: boolean,
): Tally {
  const problems = stages.filter(({ ok }) => !ok).map(({ name }) => `stage failed: ${name}`)
  const needs: string[] = []
  let passed = 0
  let failedTests = 0
  let failedFiles = 0
  for (const file of tests.report?.testResults ?? []) {
    const failedInFile = file.assertionResults.filter(({ status }) => status === 'failed').length
    failedTests += failedInFile
    if (file.status === 'failed' && failedInFile === 0) {
      failedFiles++
      problems.push(`could not be run: ${file.name}`)
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++
      else if (test.status !== 'failed') {
        const reason = [test.title, ...test.ancestorTitles].map((title) => NEEDS.exec(title)?.[0]).find(Boolean)
        if (reason !== undefined) needs.push(`${reason} ${test.fullName}`)
        if (reason === undefined || strict) problems.push(`${test.status}: ${test.fullName}`)
      }
    }
  }
  // Vitest also fails for what belongs to no test: an unhandled error, no test found, a crash.
  if (!tests.ok && failedTests + failedFiles === 0) problems.push('stage failed: vitest')
  else if (tests.ok && passed === 0) problems.push('no test passed')
  return { passed, failed: failedTests + problems.length, problems, needs }
}
