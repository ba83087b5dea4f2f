import type { KneePlateau, KneeResult } from '../../schema/index.ts'
import { doubtText } from '../doubts.ts'
import * as figures from '../figures.ts'
import { kneeSentence } from '../knee.ts'
import { type Block, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, type Table } from '../table.ts'
import { type Language, operationName, sayIn, type Word } from '../words/index.ts'

/** How much the systems carry, and every plateau by which that was found. */
export const knee: SectionOf = ({ load }, language) => {
  const found = load?.knee
  if (!found) return undefined
  const say = sayIn(language)
  const sentence = kneeSentence(found, language)
  const limit = limits[found.limit]
  const blocks: Block[] = [
    text(`${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`),
    ...(limit === undefined ? [] : [text(say(limit), 'doubtful')]),
    ...heldAt(found, language),
    text(uslText(found, language)),
    table(plateauTable(found, language)),
    note(`${boundsText(found, language)} ${say('kneeShown')}`),
  ]
  return { heading: say('knee'), blocks }
}

const limits: Readonly<Record<KneeResult['limit'], Word | undefined>> = {
  systems: undefined,
  generator: 'kneeLimitGenerator',
  'most-rate': 'kneeLimitMost',
  stopped: 'kneeLimitStopped',
}

function heldAt(found: KneeResult, language: Language): Block[] {
  if (found.heldCallsPerSecond === null) return []
  const number = (value: number | null) => figures.number(value, language, 1)
  const systems = found.heldSystems.map(({ system, callsPerSecond }) => `${system} ${number(callsPerSecond)}`)
  return [
    text(
      sayIn(language)('kneeHeldAt', {
        calls: number(found.heldCallsPerSecond),
        systems: systems.join(', '),
        most: number(found.mostCallsPerSecond),
        finished: number(found.mostFinishedPerSecond),
      }),
    ),
  ]
}

function uslText({ usl }: KneeResult, language: Language): string {
  const say = sayIn(language)
  if (!usl) return say('kneeNoUsl')
  const figure = ({ value, low, high }: (typeof usl)['alone'], decimals: number) => {
    const [best, from, to] = [value, low, high].map((each) => figures.number(each, language, decimals))
    return `${best} (${from} – ${to})`
  }
  return say('kneeUsl', {
    alone: figure(usl.alone, 1),
    contention: figure(usl.contention, 3),
    coherency: figure(usl.coherency, 5),
    most: figure(usl.mostThroughput, 1),
    r2: figures.number(usl.r2, language, 3),
  })
}

function boundsText({ bounds, plateauS, warmUpS }: KneeResult, language: Language): string {
  return sayIn(language)('kneeBounds', {
    p95: figures.number(bounds.p95Ms, language),
    errors: figures.rate(bounds.errorRate, language),
    backlog: figures.rate(bounds.backlogShare, language),
    seconds: figures.seconds(plateauS * 1000, language),
    warmUp: figures.seconds(warmUpS * 1000, language),
  })
}

function plateauTable({ plateaus }: KneeResult, language: Language): Table {
  const say = sayIn(language)
  const number = (value: number | null, decimals = 0) => figures.number(value, language, decimals)
  return {
    columns: [
      left(say('kneeRate')),
      ...[right(say('kneeFinished')), right(say('kneeCalls')), right(say('kneeUnderWay')), right(say('kneeP95'))],
      ...[right(say('errors')), right(say('kneeBacklog')), right('k6 CPU'), left(say('kneeVerdict'))],
    ],
    rows: plateaus.map((plateau): Cell[] => [
      number(plateau.rate, 2),
      number(plateau.finishedPerSecond, 2),
      number(plateau.callsPerSecond, 1),
      number(plateau.concurrency, 1),
      number(plateau.slowestP95Ms),
      figures.rate(plateau.errorRate, language),
      number(plateau.backlog),
      plateau.cpuShare === null ? figures.EMPTY : figures.rate(Math.min(1, plateau.cpuShare), language),
      cameTo(plateau, language),
    ]),
  }
}

function cameTo({ verdict, missed, operation, reason }: KneePlateau, language: Language): Cell {
  const say = sayIn(language)
  if (verdict === 'held') return { text: say('kneeHeld'), tone: 'good' }
  if (verdict === 'invalid')
    return { text: say('kneeInvalid', { reason: reason ? doubtText(reason, language) : '' }), tone: 'doubtful' }
  const how = missedWords[missed ?? 'backlog']
  return { text: say(how, { operation: operationName(operation ?? '', language) }), tone: 'bad' }
}

const missedWords = {
  latency: 'kneeFailedLatency',
  errors: 'kneeFailedErrors',
  backlog: 'kneeFailedBacklog',
} as const satisfies Record<string, Word>
