import { loadCatalogue, type Plan, plainScenario, unitEntries } from '../scenario/index.ts'
import { type Finding, type Lateness, type Severity, severities } from '../schema/index.ts'
import { batchesOf, expectedOfUnits, type Players, type Source } from '../simulate/index.ts'
import type { EvidenceRow, Figures } from '../verdict/index.ts'
import { suspectsOf } from './classify.ts'
import { findingOf, severityOf } from './finding.ts'
import { latenessOf } from './lateness.ts'
import { levers, type Place } from './levers/index.ts'
import { lossesOf } from './losses.ts'
import { canBeTold, ci95Of, helps, meanOf, ranked } from './rank.ts'
import { sampleOf } from './sample.ts'
import { failures, helpsAnyway, type Suspect } from './suspect.ts'
import { type Pairing, Trial } from './trial.ts'
import { type Naming, Wording } from './wording.ts'
import { Worlds } from './worlds.ts'

export const efforts = ['quick', 'full'] as const
export type Effort = (typeof efforts)[number]

/** How much is simulated. In dossiers, not in seconds: what is found must not depend on the machine. */
interface Budget {
  /** Remedies on trial: of what is broken; and more hands, or fewer rules. */
  readonly trials: number
  readonly hands: number
  /** Pairs to begin with, and at most. */
  readonly pairs: number
  readonly mostPairs: number
  /** Dossiers, after which no pair is begun beyond the first ones. */
  readonly dossiers: number
  /** Causes that the overrun is attributed to. */
  readonly causes: number
}

const budgets: Readonly<Record<Effort, { readonly whole: Budget; readonly sampled: Budget }>> = {
  quick: {
    whole: { trials: 10, hands: 4, pairs: 10, mostPairs: 40, dossiers: 300_000, causes: 3 },
    sampled: { trials: 5, hands: 3, pairs: 5, mostPairs: 8, dossiers: 2_500_000, causes: 2 },
  },
  full: {
    whole: { trials: 30, hands: 15, pairs: 20, mostPairs: 320, dossiers: 20_000_000, causes: 5 },
    sampled: { trials: 15, hands: 8, pairs: 10, mostPairs: 40, dossiers: 40_000_000, causes: 4 },
  },
}

/** A plan of more batches is sampled. */
const MOST_BATCHES = 3
/** Findings that a result holds. */
const MOST_FINDINGS = 30
/** A gain is known well enough at ± this share of itself, or of the dossiers received. */
const NARROW = { ofItself: 0.1, ofReceived: 0.002 }

export interface Search {
  readonly plan: Plan
  /** The text that the plan was made from. */
  readonly source: Source
  readonly seed: number
  /** Of the replication that is shown. */
  readonly evidence: readonly EvidenceRow[]
  /** Replications from 1 on of the same plan and seed that are known already. */
  readonly known: readonly Figures[]
  readonly players: Players
  readonly effort: Effort
  readonly naming: Naming
  readonly signal: AbortSignal
  /** Told the share that is done. */
  readonly onProgress?: (share: number) => void
}

export interface Found {
  readonly findings: Finding[]
  readonly lateness: Lateness | null
}

/** What went wrong in a run, why, who mends it and what mending buys; and where the overrun comes from. */
export async function search(given: Search): Promise<Found> {
  const { plan, source, players, seed, signal, effort } = given
  const place = placeOf(plan, source)
  const suspects = mendable(place, suspectsOf(plan, given.evidence))
  const isSampled = batchesOf(plan).length > MOST_BATCHES
  const budget = budgets[effort][isSampled ? 'sampled' : 'whole']
  const worlds = new Worlds(plan, source, place.entryOf, { players, seed, signal })
  if (!isSampled) worlds.know(given.known.map(lossesOf))
  const work = expectedOfUnits(plan)
  const workOf = isSampled ? (unit: number) => work[unit] ?? 0 : undefined
  const pairing: Pairing = { worlds, seed, workOf, entryOf: place.entryOf }
  const hopeful = suspects.filter(({ changes }) => changes.length > 0)
  const broken = hopeful
    .filter(({ kind }) => !helpsAnyway.has(kind))
    .slice(0, budget.trials)
    .map((suspect) => new Trial(suspect, pairing))
  await play(broken, worlds, budget, (share) => given.onProgress?.(share / 2))
  const mended = broken.filter(helps).map(({ set }) => set)
  const hands = hopeful
    .filter(({ kind }) => helpsAnyway.has(kind))
    .slice(0, budget.hands)
    .map((suspect) => new Trial(suspect, pairing, mended))
  await play(hands, worlds, budget, (share) => given.onProgress?.(0.5 + share / 2))
  const trials = [...broken, ...hands]
  const order = ranked(trials.filter(({ isPossible, differences }) => isPossible && differences.length > 1)).filter(
    isWorthTelling,
  )
  const tried = new Set(trials.map(({ suspect }) => suspect))
  const untried = suspects.filter(
    (suspect) =>
      !tried.has(suspect) &&
      !helpsAnyway.has(suspect.kind) &&
      (suspect.late + suspect.sentAway > 0 || failures.has(suspect.kind)),
  )
  const wording = new Wording(plan, given.naming)
  const received = receivedOf(given.known, work)
  const severity = ({ suspect, trial }: Ranked) => severityOf(trial?.gain(null) ?? null, suspect, received)
  const inPlaces = inOrder(order, untried, severity).slice(0, MOST_FINDINGS)
  const findings = inPlaces.map(({ suspect, trial }, at) => {
    const next = inPlaces[at + 1]?.trial
    const told =
      trial && next && helps(trial) ? (canBeTold(trial, next) ? 'distinguishable' : 'not distinguishable') : null
    return findingOf(plan, wording, suspect, trial?.gain(told) ?? null, received)
  })
  return { findings, lateness: await attributed(inPlaces, pairing, budget, work) }
}

/** A suspect in its place in the ranking. */
interface Ranked {
  readonly suspect: Suspect
  /** Undefined where no remedy could be tried. */
  readonly trial: Trial | undefined
}

/** By gain; what could not be tried comes after what is as urgent, and before what is less so. */
function inOrder(order: readonly Trial[], untried: readonly Suspect[], severity: (each: Ranked) => Severity): Ranked[] {
  const urgency = (each: Ranked) => severities.indexOf(severity(each))
  const all: Ranked[] = order.map((trial) => ({ suspect: trial.suspect, trial }))
  for (const suspect of untried) {
    const each = { suspect, trial: undefined }
    const at = all.findIndex((other) => urgency(other) < urgency(each))
    all.splice(at < 0 ? all.length : at, 0, each)
  }
  return all
}

/** Trials go on until each is known well enough, or told from its neighbours, or the budget is spent. */
async function play(
  trials: readonly Trial[],
  worlds: Worlds,
  budget: Budget,
  onProgress: (share: number) => void,
): Promise<void> {
  for (let pairs = budget.pairs; pairs <= budget.mostPairs; pairs *= 2) {
    const open = pairs === budget.pairs ? trials : trials.filter((trial) => !isSettled(trial, trials))
    for (const [at, trial] of open.entries()) {
      if (worlds.stopped || (pairs > budget.pairs && worlds.spent > budget.dossiers)) return
      await trial.upTo(pairs)
      onProgress((at + 1) / open.length)
    }
  }
}

function isSettled(trial: Trial, trials: readonly Trial[]): boolean {
  if (!trial.isPossible) return true
  const { worths } = trial
  const [low, high] = ci95Of(worths)
  const half = (high - low) / 2
  const received = Math.max(1, trial.received)
  const isNarrow = half <= Math.max(NARROW.ofItself * Math.abs(meanOf(worths)), NARROW.ofReceived * received)
  if (!isNarrow) return false
  if (!helps(trial)) return true
  const order = ranked(trials.filter(({ isPossible }) => isPossible))
  const at = order.indexOf(trial)
  return [order[at - 1], order[at + 1]].every((other) => !other || !helps(other) || canBeTold(trial, other))
}

/** What has nothing to gain is told only where something is broken all the same. */
function isWorthTelling(trial: Trial): boolean {
  if (helps(trial)) return true
  const { kind } = trial.suspect
  if (kind === 'too-few' || kind === 'stand-in') return false
  if (failures.has(kind)) return true
  return ci95Of(trial.differences.map(({ turnaroundHours }) => turnaroundHours))[0] > 0
}

async function attributed(
  inPlaces: readonly Ranked[],
  pairing: Pairing,
  budget: Budget,
  work: readonly number[],
): Promise<Lateness | null> {
  const { worlds, workOf, seed } = pairing
  const causes = inPlaces
    .flatMap(({ trial }, finding) => (trial ? [{ trial, finding }] : []))
    .filter(({ trial }) => ci95Of(trial.differences.map(({ overrunHours }) => overrunHours))[0] > 0)
    .slice(0, budget.causes)
  if (causes.length === 0 || worlds.stopped) return null
  if (!workOf) return latenessOf(worlds, causes, budget.pairs, undefined)
  const all = new Set(worlds.plan.units.keys())
  const total = work.reduce((sum, dossiers) => sum + dossiers, 0)
  return latenessOf(worlds, causes, budget.pairs, (pair) => {
    const units = sampleOf(worlds.plan, all, workOf, seed, pair)
    return { units, scale: total / units.reduce((sum, unit) => sum + workOf(unit), 0) }
  })
}

function placeOf(plan: Plan, source: Source): Place {
  const scenario = plainScenario(source.text)
  const places = new Map(plan.units.map(({ code }, unit) => [code, unit]))
  const entryOf: number[] = plan.units.map(() => 0)
  for (const { index, rows } of unitEntries(scenario, loadCatalogue())) {
    for (const { code } of rows) {
      const unit = places.get(code)
      if (unit !== undefined) entryOf[unit] = index
    }
  }
  return { plan, scenario, entryOf }
}

/**
 * Suspects with what mends them, those that the same changes mend as one; most harm first. The same hands are asked for
 * where somebody is absent and where they are busy: that is one suspect, called by what did more harm, in all its units.
 */
function mendable(place: Place, suspects: readonly Suspect[]): Suspect[] {
  const byHarm = suspects.toSorted((a, b) => b.late + b.sentAway - (a.late + a.sentAway) || b.lostMs - a.lostMs)
  const bySubject = new Map<string, Suspect>()
  for (const suspect of byHarm) {
    const { kind, subject } = suspect
    const key = levers[kind] === levers['too-few'] ? `one more/${subject}` : `${kind}/${subject}`
    const same = bySubject.get(key)
    if (same) same.absorb(suspect)
    else bySubject.set(key, suspect)
  }
  const byChanges = new Map<string, Suspect>()
  for (const suspect of bySubject.values()) {
    suspect.changes = levers[suspect.kind](place, suspect)
    const key = suspect.changes.length === 0 ? `${suspect.kind}/${suspect.subject}` : JSON.stringify(suspect.changes)
    const same = byChanges.get(key)
    if (same) same.absorb(suspect)
    else byChanges.set(key, suspect)
  }
  return [...byChanges.values()]
}

function receivedOf(known: readonly Figures[], work: readonly number[]): number {
  const received = known.map((figures) => figures.rows[0]?.received ?? 0)
  return known.length > 0 ? meanOf(received) : work.reduce((sum, dossiers) => sum + dossiers, 0)
}
