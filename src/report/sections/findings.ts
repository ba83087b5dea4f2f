import type { Finding, Gained } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { list, note, type SectionOf, table } from '../section.ts'
import { left, right } from '../table.ts'
import { type Language, sayIn, severityWords } from '../words/index.ts'

/** Dossiers named as evidence. */
const MOST_DOSSIERS = 3

/** What went wrong, who mends it, and what that buys. */
export const findings: SectionOf = (result, language) => {
  if (result.findings.length === 0) return undefined
  const say = sayIn(language)
  return {
    heading: say('findings'),
    blocks: [
      ...result.findings.flatMap((finding, at) =>
        list([lineOf(finding, at, language)], finding.severity === 'watch' ? undefined : 'bad'),
      ),
      note(say('findingsNote')),
    ],
  }
}

/** How much of the overrun each cause takes. */
export const lateness: SectionOf = ({ lateness: found }, language) => {
  if (found === null) return undefined
  const say = sayIn(language)
  const hours = (value: number) => figures.number(value, language, 1)
  const named = (finding: number) => figures.number(finding + 1, language)
  return {
    heading: say('lateness'),
    blocks: [
      table({
        columns: [left(say('latenessCause')), right(say('hoursAlone')), right(say('hoursShare'))],
        rows: [
          ...found.causes.map((cause) => [named(cause.finding), hours(cause.hours), hours(cause.share)]),
          ...found.interactions.map(({ findings: [a, b], hours: together }) => [
            say('interaction', { a: named(a), b: named(b) }),
            hours(together),
            figures.EMPTY,
          ]),
          ...(found.causes.length > 2 ? [[say('together'), hours(found.together), hours(found.together)]] : []),
          [say('overrunRest'), hours(found.rest), hours(found.rest)],
          [say('overrunWhole'), hours(found.overrunHours), hours(found.overrunHours)],
        ],
      }),
      note(say('latenessNote', { n: figures.number(found.pairs, language) })),
    ],
  }
}

function lineOf(finding: Finding, at: number, language: Language): string {
  const { severity, title, remedy, owner, due, evidence, effect } = finding
  const say = sayIn(language)
  const dossiers = evidence.dossiers.slice(0, MOST_DOSSIERS).join(', ')
  return say('findingLine', {
    n: figures.number(at + 1, language),
    severity: severityWords[severity][language],
    title: title[language],
    remedy: remedy.title[language],
    owner: owner[language],
    due: figures.date(due, language),
    gain: gainText(finding, language),
    evidence: say('findingEvidence', {
      cases: figures.number(evidence.cases, language),
      hours: figures.number(evidence.hours, language),
      late: figures.number(effect.late, language),
      dossiers: dossiers === '' ? figures.EMPTY : dossiers,
    }),
  })
}

function gainText({ gain }: Finding, language: Language): string {
  const say = sayIn(language)
  if (!gain) return say('noGain')
  const interval = (of: Gained) => intervalText(of, language)
  const told = [
    ...(isShown(gain.late) ? [say('gainLate', { late: interval(gain.late) })] : []),
    ...(isShown(gain.sentAway) ? [say('gainSentAway', { times: interval(gain.sentAway) })] : []),
    ...(isShown(gain.overrunHours) ? [say('gainHours', { hours: interval(gain.overrunHours) })] : []),
  ]
  if (told.length === 0 && !isShown(gain.turnaroundHours)) return say('noGainShown')
  const gains = told.length > 0 ? told : [say('gainTurnaround', { hours: interval(gain.turnaroundHours) })]
  // What helps some may harm others: a larger room lets in whom the counters can't serve.
  if (isShown(less(gain.late))) gains.push(say('costsLate', { late: interval(less(gain.late)) }))
  if (isShown(less(gain.sentAway))) gains.push(say('costsSentAway', { times: interval(less(gain.sentAway)) }))
  const sentence = say(gain.beyond > 0 ? 'itBuysBeyond' : 'itBuys', { gains: gains.join('; ') })
  return `${sentence}${gain.asNext === 'not distinguishable' ? say('notTold') : ''}`
}

/** A gain as a loss. */
function less({ mean, ci95: [low, high], pi95: [lowOne, highOne] }: Gained): Gained {
  return { mean: -mean, ci95: [-high, -low], pi95: [-highOne, -lowOne] }
}

/** Whether the interval of the mean says that there is a gain. */
function isShown({ ci95 }: Gained): boolean {
  return ci95[0] > 0
}

function intervalText({ mean, ci95, pi95 }: Gained, language: Language): string {
  const say = sayIn(language)
  const n = (value: number) => figures.number(value, language, Math.abs(mean) < 100 ? 1 : 0)
  return say('gainInterval', {
    mean: n(mean),
    low: n(ci95[0]),
    high: n(ci95[1]),
    lowOne: n(pi95[0]),
    highOne: n(pi95[1]),
  })
}
