import type { RunResult } from '../schema/index.ts'
import { doubtText } from './doubts.ts'
import * as figures from './figures.ts'
import { kneeSentence } from './knee.ts'
import type { Tone } from './table.ts'
import { boundText, targetName, targetValue } from './targets.ts'
import { type Language, sayIn, statusWords } from './words/index.ts'

/** PASS, FAIL or INVALID in the language. */
export function statusWord(result: RunResult, language: Language): string {
  return statusWords[result.verdict.status][language]
}

/** The verdict in one sentence, without the status word: which targets were met or missed, or why nothing is judged. */
export function verdictReasons(result: RunResult, language: Language): string {
  return `${reasonsFor(result, language).replace(/\.$/, '')}.${chanceOfAll(result, language)}`
}

/** How likely one period meets all targets, to follow the verdict; "" without a prediction, or a verdict to speak of. */
function chanceOfAll({ prediction, verdict }: RunResult, language: Language): string {
  if (prediction === null || verdict.status === 'INVALID' || verdict.targets.length === 0) return ''
  const { probability, ci95 } = prediction.allTargets
  return ` ${sayIn(language)('chanceOfAll', { chance: figures.chance(probability, ci95, language) })}`
}

function reasonsFor(result: RunResult, language: Language): string {
  const { status, reasons, targets } = result.verdict
  const say = sayIn(language)
  const outcome = verdictOutcome(result, language)
  if (status === 'INVALID') {
    return say('verdictOf', {
      outcome,
      targets: reasons.length > 0 ? reasons.map((doubt) => doubtText(doubt, language)).join('; ') : say('noReason'),
    })
  }
  if (result.load?.knee) return kneeSentence(result.load.knee, language)
  const told = targets.filter(({ met }) => met === (status === 'PASS'))
  const each = told.map(({ target, value }) =>
    say('targetOutcome', {
      indicator: targetName(target, language),
      value: targetValue(target, value, language),
      bound: boundText(target, language),
    }),
  )
  return say('verdictOf', { outcome, targets: each.join('; ') })
}

/** How many targets were met or missed, without saying which. */
export function verdictOutcome(result: RunResult, language: Language): string {
  const { status, targets } = result.verdict
  const say = sayIn(language)
  if (status === 'INVALID') return say('notTrusted')
  if (result.load?.knee) return kneeSentence(result.load.knee, language)
  const n = figures.number(targets.filter(({ met }) => met !== null).length, language)
  const missed = figures.number(targets.filter(({ met }) => met === false).length, language)
  return status === 'PASS' ? say('allMet', { n }) : say('someMissed', { n, missed })
}

/** How many dossiers are left open: never far from a rate of those that are finished. */
export function openText(result: RunResult, language: Language): string {
  const whole = result.indicators.find((row) => row.field === 'all' && row.channel === 'all')
  const open = whole?.open ?? result.conservation.harness.open
  if (open === 0) return sayIn(language)('noneOpen')
  return sayIn(language)('leftOpen', {
    open: figures.number(open, language),
    overdue: figures.number(whole?.openOverdue ?? null, language),
  })
}

/** How the simulator's own test came out; undefined where nobody asked. */
export function selftestText(result: RunResult, language: Language): { text: string; tone: Tone } | undefined {
  const { selftest } = result
  if (selftest === null) return undefined
  const say = sayIn(language)
  const values = {
    n: figures.number(selftest.cases, language),
    at: selftest.at === null ? figures.EMPTY : figures.moment(selftest.at, language),
    version: selftest.dientap ?? figures.EMPTY,
  }
  switch (selftest.status) {
    case 'passed':
      return { text: say('selftestPassed', values), tone: 'good' }
    case 'failed':
      return { text: say('selftestFailed', values), tone: 'bad' }
    case 'not run':
      return { text: say('selftestNotRun'), tone: 'doubtful' }
  }
}

/** Rehearsal or simulation report. */
export function reportTitle(result: RunResult, language: Language): string {
  switch (result.run.clock) {
    case 'rehearse':
      return sayIn(language)('rehearsalReport')
    case 'simulate':
      return sayIn(language)('simulationReport')
    case 'load':
      return sayIn(language)(result.load?.knee ? 'kneeReport' : 'loadReport')
  }
}

/** What was real and what was not. */
export function clockNote({ run, prediction }: RunResult, language: Language): string {
  const say = sayIn(language)
  if (run.clock === 'rehearse') return say('rehearsalNote')
  if (run.clock === 'load') return say('loadNote')
  if (prediction === null) return say('singleSimulationNote')
  return say('simulationNote', { n: figures.number(prediction.replications, language) })
}

/** First to last day. */
export function periodText(result: RunResult, language: Language): string {
  const { from, to } = result.scenario
  return sayIn(language)('periodSpan', { from: figures.date(from, language), to: figures.date(to, language) })
}

/** What was taken away from the scenario; undefined where nothing was. */
export function withoutText(result: RunResult, language: Language): string | undefined {
  const what = result.scenario.without.map(({ name, title }) => title?.[language] ?? name)
  return what.length === 0 ? undefined : sayIn(language)('without', { what: what.join('; ') })
}

/** Why the run ended early; undefined if it did not. */
export function stoppedText(result: RunResult, language: Language): string | undefined {
  return result.run.stopped === null ? undefined : sayIn(language)('stopped', { why: result.run.stopped })
}

/** Committed limits against statutory ones; undefined when nothing is cut. */
export function limitText(result: RunResult, language: Language): string | undefined {
  const { limitReduction } = result.scenario
  if (limitReduction === 0) return undefined
  const say = sayIn(language)
  return say('limitReduction', { share: say('percent', { n: figures.number(limitReduction * 100, language) }) })
}

/** What identifies the run: id, seed, version, scenario and the first `hashLength` digits of its hash, start, length. */
export function runParts(result: RunResult, language: Language, hashLength = 64): string[] {
  const { run, scenario } = result
  const say = sayIn(language)
  return [
    `${say('run')} ${run.id}`,
    `${say('seed')} ${run.seed}`,
    say('version', { version: run.dientap }),
    `${say('scenario')} ${scenario.name}, SHA-256 ${scenario.sha256.slice(0, hashLength)}`,
    say('startedAndTook', {
      at: figures.moment(run.startedAt, language),
      took: figures.seconds(run.tookMs, language),
    }),
  ]
}
