import type { RunResult } from '../schema/index.ts'
import * as figures from './figures.ts'
import { boundText, targetName, targetValue } from './tables.ts'
import { fill, type Language, statusWords, words } from './words.ts'

/** The verdict in one sentence, without the status word: which targets were met or missed, or why nothing is judged. */
export function verdictReasons(result: RunResult, language: Language): string {
  return `${reasonsFor(result, language).replace(/\.$/, '')}.`
}

function reasonsFor(result: RunResult, language: Language): string {
  const { status, reasons, targets } = result.verdict
  if (status === 'INVALID') {
    const why = reasons.length > 0 ? reasons.join('; ') : words.noReason[language]
    return fill(words.notTrusted[language], { reasons: why })
  }
  const told = status === 'PASS' ? targets : targets.filter(({ met }) => !met)
  return fill(words[status === 'PASS' ? 'allMet' : 'someMissed'][language], {
    n: figures.number(targets.length, language),
    missed: figures.number(told.length, language),
    targets: told
      .map(({ target, value }) =>
        fill(words.targetOutcome[language], {
          indicator: targetName(target, language),
          value: targetValue(target, value, language),
          bound: boundText(target, language),
        }),
      )
      .join('; '),
  })
}

/** PASS, FAIL or INVALID in the language. */
export function statusWord(result: RunResult, language: Language): string {
  return statusWords[result.verdict.status][language]
}

/** Rehearsal or simulation report. */
export function reportTitle(result: RunResult, language: Language): string {
  switch (result.run.clock) {
    case 'rehearse':
      return words.rehearsalReport[language]
    case 'simulate':
      return words.simulationReport[language]
  }
}

/** What was real and what was not. */
export function clockNote(result: RunResult, language: Language): string {
  return words[result.run.clock === 'simulate' ? 'simulationNote' : 'rehearsalNote'][language]
}

/** First to last day. */
export function periodText(result: RunResult, language: Language): string {
  const { from, to } = result.scenario
  return fill(words.periodSpan[language], { from: figures.date(from, language), to: figures.date(to, language) })
}

/** Why the run ended early; undefined if it did not. */
export function stoppedText(result: RunResult, language: Language): string | undefined {
  return result.run.stopped === null ? undefined : fill(words.stopped[language], { why: result.run.stopped })
}

/** Whether conservation holds. What does not add up is in `result.conservation.problems`. */
export function conservationText(result: RunResult, language: Language): string {
  return words[result.conservation.holds ? 'conserved' : 'notConserved'][language]
}

/** Dossiers a working day. */
export function throughputText(result: RunResult, language: Language): string {
  return fill(words.throughputLine[language], {
    rate: figures.number(result.throughput.perWorkingDay, language, 1),
    days: figures.number(result.throughput.workingDays, language),
  })
}

/** The day with the most dossiers submitted, the first of equals; undefined when no day has any. */
export function busiestDayText(result: RunResult, language: Language): string | undefined {
  const days = result.throughput.byDay.filter((day) => day.received > 0)
  if (days.length === 0) return undefined
  const busiest = days.reduce((most, day) => (day.received > most.received ? day : most))
  const values = { date: figures.date(busiest.date, language), n: figures.number(busiest.received, language) }
  return fill(words.busiestDayValue[language], values)
}

/** How the virtual clock waited for the systems; undefined in a simulation. */
export function lagText(result: RunResult, language: Language): string | undefined {
  const { lag } = result
  if (lag === null) return undefined
  return fill(words.lagLine[language], {
    rate: figures.number(lag.callsPerSecond, language, 1),
    inFlight: figures.number(lag.meanInFlight, language, 1),
    waits: figures.number(lag.waits, language),
    waited: figures.seconds(lag.waitedMs, language),
  })
}

/** Heading of the operations: what systems answered, or what a simulation took them to. */
export function operationsHeading(result: RunResult, language: Language): string {
  return words[result.run.clock === 'simulate' ? 'operationsModelled' : 'operations'][language]
}

/** How many simulated periods the prediction rests on; undefined without one. */
export function predictionText(result: RunResult, language: Language): string | undefined {
  if (result.prediction === null) return undefined
  return fill(words.predictionLine[language], { n: figures.number(result.prediction.replications, language) })
}

/** Heading of the prediction: against the measurement, or alone in a simulation. */
export function predictionHeading(result: RunResult, language: Language): string {
  return words[result.run.clock === 'simulate' ? 'predictionOnly' : 'prediction'][language]
}

/** Committed limits against statutory ones; undefined when nothing is cut. */
export function limitText(result: RunResult, language: Language): string | undefined {
  const { limitReduction } = result.scenario
  if (limitReduction === 0) return undefined
  const share = fill(words.percent[language], { n: figures.number(limitReduction * 100, language) })
  return fill(words.limitReduction[language], { share })
}

/** What identifies the run: id, seed, version, scenario and the first `hashLength` digits of its hash, start, length. */
export function runParts(result: RunResult, language: Language, hashLength = 64): string[] {
  const { run, scenario } = result
  return [
    `${words.run[language]} ${run.id}`,
    `${words.seed[language]} ${run.seed}`,
    fill(words.version[language], { version: run.dientap }),
    `${words.scenario[language]} ${scenario.name}, SHA-256 ${scenario.sha256.slice(0, hashLength)}`,
    fill(words.startedAndTook[language], {
      at: figures.moment(run.startedAt, language),
      took: figures.seconds(run.tookMs, language),
    }),
  ]
}
