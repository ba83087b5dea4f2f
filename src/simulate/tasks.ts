import { expectedDossiers as expectedOfStream, type Plan } from '../scenario/index.ts'

/** What is played at once: the units of one batch in one replication. */
export interface Task {
  readonly replication: number
  /** Index into what `batchesOf` gives. */
  readonly batch: number
}

/**
 * Work of a batch, in dossiers: some tenths of a second, so that threads and shards are evenly loaded and what a task
 * costs besides is small.
 */
const BATCH_WORK = 20_000
/** A unit's working days are played even if nobody comes: so many dossiers' work. */
const UNIT_WORK = 200

/**
 * The units of a plan in batches of whole groups. It depends on the plan alone, never on the machine, so that the
 * list of tasks is the same wherever a share of it is played.
 */
export function batchesOf(plan: Plan): readonly (readonly number[])[] {
  const expected = expectedOfUnits(plan)
  const batches: number[][] = []
  let last: number[] = []
  let work = 0
  for (const group of plan.groups) {
    if (last.length === 0) batches.push(last)
    last.push(...group)
    work += group.reduce((sum, unit) => sum + UNIT_WORK + (expected[unit] ?? 0), 0)
    if (work < BATCH_WORK) continue
    last = []
    work = 0
  }
  return batches
}

/** Every task of the replications `first` to `last`, replication by replication. */
export function tasksOf(batches: number, first: number, last: number): Task[] {
  const tasks: Task[] = []
  for (let replication = first; replication <= last; replication++) {
    for (let batch = 0; batch < batches; batch++) tasks.push({ replication, batch })
  }
  return tasks
}

/** Dossiers that one replication is expected to have, with those that wait as it begins. */
export function expectedDossiers(plan: Plan): number {
  return expectedOfUnits(plan).reduce((sum, dossiers) => sum + dossiers, 0)
}

/** Work of playing a replication, in dossiers: units in which nobody comes take some too. */
export function workOf(plan: Plan): number {
  return expectedDossiers(plan) + UNIT_WORK * plan.units.length
}

/** Dossiers that each unit is expected to have in one replication, by index. */
export function expectedOfUnits(plan: Plan): number[] {
  const expected = plan.units.map(() => 0)
  for (const stream of plan.streams) {
    const dossiersOf = expectedOfStream(plan, stream)
    const backlog = stream.backlog.reduce((sum, { dossiers }) => sum + dossiers, 0)
    for (const unit of stream.units) expected[unit] = (expected[unit] ?? 0) + backlog + dossiersOf(unit)
  }
  return expected
}
