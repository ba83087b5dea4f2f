import type { Prediction, RunResult, TargetBound } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { note, type SectionOf, table } from '../section.ts'
import { type Cell, judged, left, right } from '../table.ts'
import { boundText, openBeside, speaksOfPercentiles, targetName, targetValue } from '../targets.ts'
import { type Language, sayIn } from '../words/index.ts'

/** Each target: whether it was met (in an INVALID run none is judged), and how likely one period meets it. */
export const targets: SectionOf = (result, language) => {
  // A search for the knee is judged by its head-room alone, and says so itself.
  if (result.load?.knee) return undefined
  const say = sayIn(language)
  const chances = result.prediction?.targets ?? []
  const columns = [
    left(say('target')),
    left(say('required')),
    right(say('value')),
    left(say('verdict')),
    ...(chances.length > 0 ? [right(say('chance'))] : []),
  ]
  const rows = result.verdict.targets.map(({ target, value, met }): Cell[] => [
    targetName(target, language),
    boundText(target, language),
    valueWithOpen(result, target, value, language),
    verdictOn(met, result.verdict.status, language),
    ...(chances.length > 0 ? [chanceOf(chances, target, language)] : []),
  ])
  const replications = figures.number(result.prediction?.replications ?? null, language)
  return {
    heading: say('verdictAgainstTargets'),
    blocks: [
      table({ columns, rows }),
      ...(chances.length > 0 ? [note(say('chanceNote', { n: replications }))] : []),
      ...(speaksOfPercentiles(result) ? [note(say('percentileNote'))] : []),
    ],
  }
}

function verdictOn(met: boolean | null, status: RunResult['verdict']['status'], language: Language): Cell {
  const say = sayIn(language)
  if (met === null) return say('notMeasuredHere')
  return status === 'INVALID' ? say('notJudged') : judged(met, say('met'), say('missed'))
}

function valueWithOpen(result: RunResult, target: TargetBound, value: number | null, language: Language): string {
  const shown = targetValue(target, value, language)
  const open = openBeside(result, target)
  if (value === null || open === undefined) return shown
  return sayIn(language)('rateWithOpen', { rate: shown, open: figures.number(open, language) })
}

function chanceOf(chances: Prediction['targets'], target: TargetBound, language: Language): string {
  const found = chances.find(
    ({ target: other }) =>
      other.indicator === target.indicator &&
      other.channel === target.channel &&
      other.atLeast === target.atLeast &&
      other.atMost === target.atMost,
  )
  return found ? figures.chance(found.probability, found.ci95, language) : figures.EMPTY
}
