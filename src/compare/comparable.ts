import type { RunResult } from '../schema/index.ts'
import type { Change } from './comparison.ts'

/** What the user says that it is meant so. */
export interface Allowed {
  /** Runs with other seeds: their periods differ by chance too. */
  readonly unpaired: boolean
  /** The scenario was changed on purpose. */
  readonly scenario: boolean
  /** A simulation's prediction against a rehearsal's measurement. */
  readonly prediction: boolean
}

/** Why two runs can't be compared, and what would make it possible. */
export interface Objection {
  readonly why: string
  readonly hint: string
}

type Run = Pick<RunResult, 'run' | 'scenario' | 'verdict'>

/** Every reason for which the figures of two runs would differ though nothing got better or worse; empty for none. */
export function objectionsTo(
  before: Run,
  after: Run,
  changes: readonly Change[],
  allowed: Allowed,
): readonly Objection[] {
  return [
    ...[before, after].flatMap(ofOne),
    ...clocks(before, after, allowed),
    ...periods(before, after),
    ...scenarios(before, after, changes, allowed),
    ...seeds(before, after, allowed),
  ]
}

function ofOne({ run, verdict }: Run): Objection[] {
  if (verdict.status !== 'INVALID') return []
  const why = `${run.id} is INVALID (${verdict.reasons.map(({ kind }) => kind).join(', ')})`
  return [{ why, hint: 'Its report.md says why. What can’t be trusted can’t be compared: run it again.' }]
}

function clocks({ run: a }: Run, { run: b }: Run, { prediction }: Allowed): Objection[] {
  const load = [a, b].find(({ clock }) => clock === 'load')
  if (load) {
    const why = `${load.id} is of the clock "load", which has no period to compare`
    return [
      { why, hint: 'Compare simulations and rehearsals; what systems carry is told by the reports of load runs.' },
    ]
  }
  if (a.clock === b.clock) {
    if (!prediction) return []
    return [{ why: `both are of the clock "${a.clock}"`, hint: '--prediction holds a simulation against a rehearsal.' }]
  }
  if (prediction) return []
  return [
    {
      why: `${a.id} was run by the clock "${a.clock}", ${b.id} by "${b.clock}"`,
      hint: 'To hold a prediction against a measurement, say --prediction.',
    },
  ]
}

function periods({ scenario: a, run: runA }: Run, { scenario: b, run: runB }: Run): Objection[] {
  const units = (each: Run['scenario']) => each.units.map(({ code }) => code).join(' ')
  const hint = 'Compare runs of one period and the same units.'
  return [
    ...(a.from === b.from && a.to === b.to
      ? []
      : [{ why: `${runA.id} is of ${a.from} to ${a.to}, ${runB.id} of ${b.from} to ${b.to}`, hint }]),
    ...(units(a) === units(b) ? [] : [{ why: `${runA.id} and ${runB.id} have other units`, hint }]),
  ]
}

const MOST_CHANGES = 5

function scenarios(
  { scenario: a }: Run,
  { scenario: b }: Run,
  changes: readonly Change[],
  allowed: Allowed,
): Objection[] {
  if (a.sha256 === b.sha256 || allowed.scenario) return []
  const shown = changes.slice(0, MOST_CHANGES).map(changeText)
  const more = changes.length > MOST_CHANGES ? [`and ${changes.length - MOST_CHANGES} more`] : []
  const what =
    changes.length === 0 ? 'in the catalogues or files that they refer to' : `in ${[...shown, ...more].join('; ')}`
  return [
    {
      why: `their scenarios differ, ${what}`,
      hint: 'If that was done on purpose, such as a fix or --without, say --allow-scenario.',
    },
  ]
}

function seeds({ run: a }: Run, { run: b }: Run, { unpaired, prediction }: Allowed): Objection[] {
  if (a.seed === b.seed || unpaired || prediction) return []
  return [
    {
      why: `${a.id} has the seed ${a.seed}, ${b.id} ${b.seed}: their dossiers are others`,
      hint: 'Run both with one --seed, which tells more; or say --unpaired.',
    },
  ]
}

/** One change as a line: `incidents.cut: {…} → nothing`. */
export function changeText({ path, before, after }: Change): string {
  return `${path}: ${shown(before)} → ${shown(after)}`
}

const LONGEST = 60

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
