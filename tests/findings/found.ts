import { type Effort, type Found, search } from '../../src/findings/index.ts'
import { checkScenario, type Plan, withChanges } from '../../src/scenario/index.ts'
import type { Finding } from '../../src/schema/index.ts'
import { playersOf, playInOrder, replay, type Source } from '../../src/simulate/index.ts'
import { type Figures, Tally } from '../../src/verdict/index.ts'

export interface Run {
  readonly plan: Plan
  readonly source: Source
}

const nobody = new AbortController().signal

/**
 * What a simulated period says of itself.
 * @param played what really happens, where the scenario knows nothing of it: systems that fail as no model of them does
 */
export async function findingsOf(
  { plan, source }: Run,
  seed = 1,
  effort: Effort = 'quick',
  played = plan,
): Promise<Found> {
  const tally = new Tally(played, 'evidence')
  await playInOrder(played, seed, tally, nobody)
  tally.close(played.toMs)
  return search({
    ...{ plan, source, seed, effort, evidence: tally.evidence(), known: [], players: playersOf(1) },
    ...{ naming: (_, name) => name, signal: nobody },
  })
}

/** The run with a finding's remedy. */
export function mended({ source }: Run, { kind, remedy }: Pick<Finding, 'kind' | 'remedy'>): Run {
  const changed = withChanges(source, [{ name: kind, title: null, changes: remedy.changes }])
  const { plan, problems } = checkScenario(changed.text, changed.file)
  if (!plan) throw new Error(problems.map(({ message }) => message).join('; '))
  return { plan, source: changed }
}

/** Figures of replications of a run, from `first` to `last`. */
export function play({ plan }: Run, seed: number, first: number, last: number): Promise<Figures[]> {
  return replay(playersOf(1), { plan, source: undefined, seed, steadyState: false }, first, last, nobody)
}

/** Dossiers late and citizens sent away: by which findings are ranked. */
export function harm({ rows, turnedAway, gaveUp, shutOut }: Figures): number {
  const [all] = rows
  return (all?.overdue ?? 0) + (all?.openOverdue ?? 0) + turnedAway + gaveUp + shutOut
}

export function late({ rows }: Pick<Figures, 'rows'>): number {
  return (rows[0]?.overdue ?? 0) + (rows[0]?.openOverdue ?? 0)
}

/** What a remedy buys in many periods that its finding has not seen. */
export async function trueGain(run: Run, finding: Finding, periods: number): Promise<number> {
  const seed = 99
  const [without, remedied] = [await play(run, seed, 1, periods), await play(mended(run, finding), seed, 1, periods)]
  const sum = (figures: readonly Figures[]) => figures.reduce((total, each) => total + harm(each), 0)
  return (sum(without) - sum(remedied)) / periods
}
