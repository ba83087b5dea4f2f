import type { StepRow } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, unwanted } from '../table.ts'
import { sayIn, stepName } from '../words/index.ts'

/** Waiting and work by step. What citizens do by themselves is left out while nothing failed in it. */
export const steps: SectionOf = (result, language) => {
  const say = sayIn(language)
  const shown = result.steps.filter((row) => row.begun > 0 || row.failed > 0)
  if (shown.length === 0) return undefined
  const failed = shown.some((row) => row.failed > 0)
  const interrupted = shown.some((row) => row.interrupted > 0)
  const count = (value: number) => figures.number(value, language)
  const minutes = (value: number | null) => figures.number(value, language, 1)
  const columns = [
    left(say('step')),
    ...(['begun', 'ended', 'stepWaitMean', 'stepWaitP90', 'stepWorkMean'] as const).map((key) => right(say(key))),
    ...(failed ? [right(say('stepFailed'))] : []),
    ...(interrupted ? [right(say('interrupted'))] : []),
  ]
  const rows = shown.map((row): Cell[] => [
    stepName(row.step, language),
    ...[count(row.begun), count(row.ended)],
    ...[minutes(row.waitMeanMin), minutes(row.waitP90Min), minutes(row.workMeanMin)],
    ...(failed ? [unwanted(row.failed, count(row.failed))] : []),
    ...(interrupted ? [count(row.interrupted)] : []),
  ])
  const worst = mostWaiting(shown)
  return {
    heading: say('steps'),
    blocks: [
      table({ columns, rows }),
      ...(worst ? [text(say('mostWaiting', { step: stepName(worst.step, language) }))] : []),
      note(say('stepsNote')),
    ],
  }
}

/** Where dossiers lose most time in waiting; undefined when they wait nowhere. */
function mostWaiting(rows: readonly StepRow[]): StepRow | undefined {
  const waitOf = (row: StepRow) => (row.waitMeanMin ?? 0) * row.ended
  const [worst] = rows.toSorted((a, b) => waitOf(b) - waitOf(a))
  return worst && waitOf(worst) > 0 ? worst : undefined
}
