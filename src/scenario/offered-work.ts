import { channels, type SystemName, systemNames } from '../schema/index.ts'
import { receiversOf } from './groups.ts'
import type { Plan, ProcedurePlan, StepPlan, StreamPlan, UnitPlan, WorkflowPlan } from './plan.ts'
import { channelShares } from './streams.ts'
import { expectedDossiers } from './volumes.ts'
import { type StepTimes, traitsThatMatter, WorkflowWork } from './workflow-work.ts'

/** Combinations of traits that are told apart; beyond, the rarest are left out. */
const MOST_COMBINATIONS = 1024

/** Who and what a step occupies while it is done and a system answers. */
export interface Occupied {
  /** Undefined: a citizen or an agency does it. */
  readonly role: string | undefined
  readonly skill: string | undefined
  /** Area asked for face to face, "counters" for any counter; undefined for papers on a desk and at home. */
  readonly place: string | undefined
  readonly equipment: readonly string[]
}

/** Minutes that work of one kind takes in the period. */
export interface OfferedWork extends Occupied {
  /** Of officials, with the time in which they wait for an answer; not what they wait in line for a system. */
  readonly workMin: number
  /** In which a system works on the calls. */
  readonly answerMin: ReadonlyMap<SystemName, number>
}

/**
 * By index of the unit: the work of the period.
 * @param begun whether what waits as the period begins counts: not where the question is of the long run
 */
export function groupedWork(plan: Plan, begun = true): OfferedWork[][] {
  const sums = plan.units.map(() => new WorkSum())
  const perDossier = new DossierWork(plan)
  plan.streams.forEach((stream, index) => {
    const dossiersOf = expectedDossiers(plan, stream)
    const receivers = receiversOf(stream, plan.units)
    for (const at of stream.units) {
      const unit = plan.units[at] as UnitPlan // streams hold indexes of units
      const others = receivers(at)
      const away = others.length === 0 ? 0 : (stream.given.elsewhere?.share ?? 0)
      const dossiers = dossiersOf(at)
      const add = (place: number, works: readonly StepWork[], count: number) =>
        sums[place]?.add(works, count, plan.units[place]?.legacyUnits ?? 1)
      if (away < 1) add(at, perDossier.of(index, unit, 'own').atOwnUnit, dossiers * (1 - away))
      if (away > 0) {
        const { atOwnUnit, elsewhere } = perDossier.of(index, unit, 'away')
        add(at, atOwnUnit, dossiers * away)
        for (const other of others) add(other, elsewhere, (dossiers * away) / others.length)
      }
      stream.backlog.forEach(({ dossiers: waiting }, entry) => {
        if (begun) add(at, perDossier.of(index, unit, entry).atOwnUnit, waiting)
      })
    }
  })
  return sums.map((sum) => sum.rows())
}

/** Work of one step, or of steps that occupy the same. */
interface StepWork extends Occupied {
  readonly eachLegacyUnit: boolean
  workMin: number
  delayMin: number
  /** By system. */
  readonly answerMin: number[]
}

class WorkSum {
  readonly #sums = new Map<string, OfferedWork & { workMin: number; answerMin: Map<SystemName, number> }>()

  add(works: readonly StepWork[], dossiers: number, legacyUnits: number): void {
    for (const { role, skill, place, equipment, eachLegacyUnit, ...times } of works) {
      const key = JSON.stringify([role, skill, place, equipment])
      let sum = this.#sums.get(key)
      if (!sum) {
        sum = { role, skill, place, equipment, workMin: 0, answerMin: new Map() }
        this.#sums.set(key, sum)
      }
      const answersMin = times.answerMin.reduce((total, min) => total + min, 0)
      const workMin = times.workMin * (eachLegacyUnit ? legacyUnits : 1)
      sum.workMin += (workMin + answersMin + times.delayMin) * dossiers
      for (const [index, system] of systemNames.entries()) {
        const min = (times.answerMin[index] as number) * dossiers
        if (min > 0) sum.answerMin.set(system, (sum.answerMin.get(system) ?? 0) + min)
      }
    }
  }

  rows(): OfferedWork[] {
    return [...this.#sums.values()]
  }
}

/** Which dossiers of a stream: those handed in at their own unit, or elsewhere, or the entry of the backlog. */
type Which = 'own' | 'away' | number

interface MeanWork {
  readonly atOwnUnit: readonly StepWork[]
  readonly elsewhere: readonly StepWork[]
}

/** Expected work of the mean dossier of a stream; units with the same shares of traits and systems share the answer. */
class DossierWork {
  readonly #plan: Plan
  readonly #workflows = new Map<string, WorkflowWork>()
  readonly #known = new Map<string, MeanWork>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  of(stream: number, unit: UnitPlan, which: Which): MeanWork {
    const key = JSON.stringify([stream, which, unit.without, unit.latencyFactor, unit.oneStop, [...unit.traitShares]])
    let found = this.#known.get(key)
    if (!found) {
      found = this.#find(this.#plan.streams[stream] as StreamPlan, unit, which)
      this.#known.set(key, found)
    }
    return found
  }

  #find(stream: StreamPlan, unit: UnitPlan, which: Which): MeanWork {
    const sums = { atOwnUnit: new StepSums(), elsewhere: new StepSums() }
    const backlog = typeof which === 'number' ? stream.backlog[which] : undefined
    const totalWeight = stream.mix.reduce((sum, { weight }) => sum + weight, 0)
    const comers = this.#comers(stream, unit, backlog !== undefined)
    stream.mix.forEach(({ procedure: index, weight }, place) => {
      const procedure = this.#plan.procedures[index] as ProcedurePlan
      const workflow = this.#plan.workflows[procedure.workflow] as WorkflowPlan
      const work = this.#workOf(procedure.workflow, workflow, unit)
      for (const { channel, incomplete, traits, share } of comers) {
        const first = (backlog?.steps ?? stream.start)?.[place] ?? (workflow.start[channel] as number)
        const found = work.of({ step: first, channel, incomplete, traits, away: which === 'away' })
        const part = (share * weight) / totalWeight
        sums.atOwnUnit.add(workflow, procedure.field, found.atOwnUnit, part)
        sums.elsewhere.add(workflow, procedure.field, found.elsewhere, part)
      }
    })
    return { atOwnUnit: sums.atOwnUnit.rows(), elsewhere: sums.elsewhere.rows() }
  }

  #workOf(index: number, workflow: WorkflowPlan, { without, latencyFactor, oneStop }: UnitPlan): WorkflowWork {
    const key = `${index} ${without.join()} ${latencyFactor} ${oneStop}`
    let work = this.#workflows.get(key)
    if (!work) {
      work = new WorkflowWork(this.#plan, workflow, { without, latencyFactor, oneStop })
      this.#workflows.set(key, work)
    }
    return work
  }

  /** Who comes, by channel, missing paper and traits; the shares make 1. What waits already lacks no paper. */
  #comers(stream: StreamPlan, unit: UnitPlan, complete: boolean): Comer[] {
    const usual = channelShares(stream.given)
    const byTrait = Object.entries(stream.given.channelsOf ?? {}).map(([name, shares]) => ({
      bit: 1 << this.#plan.traits.indexOf(name),
      shares,
    }))
    return this.#combinations(stream, unit, byTrait).flatMap(({ traits, share }) => {
      const shares = byTrait.find(({ bit }) => (traits & bit) !== 0)?.shares ?? usual
      return channels.flatMap((name, channel) => {
        const lacking = complete ? 0 : (stream.given.incompleteShare?.[name] ?? 0)
        return [
          { channel, traits, incomplete: true, share: share * shares[name] * lacking },
          { channel, traits, incomplete: false, share: share * shares[name] * (1 - lacking) },
        ].filter((comer) => comer.share > 0)
      })
    })
  }

  #combinations(stream: StreamPlan, unit: UnitPlan, byTrait: readonly { bit: number }[]): Combination[] {
    let matter = byTrait.reduce((mask, { bit }) => mask | bit, 0)
    for (const { procedure } of stream.mix)
      matter |= traitsThatMatter(this.#plan.workflows[this.#plan.procedures[procedure]?.workflow ?? 0] as WorkflowPlan)
    // From the last on: a trait that another is only among matters as soon as the other does.
    for (const { trait, among } of stream.traits.toReversed())
      if (among !== undefined && (matter & (1 << trait)) !== 0) matter |= 1 << among

    let found: Combination[] = [{ traits: 0, share: 1 }]
    for (const { trait, share: usual, among } of stream.traits) {
      if ((matter & (1 << trait)) === 0) continue
      const share = unit.traitShares.get(trait) ?? usual
      found = found.flatMap((before) => {
        if (among !== undefined && (before.traits & (1 << among)) === 0) return [before]
        return [
          { traits: before.traits | (1 << trait), share: before.share * share },
          { traits: before.traits, share: before.share * (1 - share) },
        ].filter((one) => one.share > 0)
      })
      if (found.length > MOST_COMBINATIONS) found = commonest(found)
    }
    return found
  }
}

interface Combination {
  readonly traits: number
  readonly share: number
}

interface Comer extends Combination {
  readonly channel: number
  readonly incomplete: boolean
}

/** The most frequent combinations, their shares scaled to make as much as all did. */
function commonest(found: readonly Combination[]): Combination[] {
  const kept = found.toSorted((a, b) => b.share - a.share).slice(0, MOST_COMBINATIONS)
  const total = (list: readonly Combination[]) => list.reduce((sum, { share }) => sum + share, 0)
  const scale = total(found) / total(kept)
  return kept.map(({ traits, share }) => ({ traits, share: share * scale }))
}

export const ANY_COUNTER = 'counters'

class StepSums {
  readonly #sums = new Map<string, StepWork>()

  add({ steps }: WorkflowPlan, field: string, times: StepTimes, part: number): void {
    steps.forEach((step, index) => {
      const occupied = occupiedBy(step, field)
      const eachLegacyUnit = step.by.kind === 'official' && step.by.eachLegacyUnit
      const key = JSON.stringify([occupied, eachLegacyUnit])
      let sum = this.#sums.get(key)
      if (!sum) {
        sum = { ...occupied, eachLegacyUnit, workMin: 0, delayMin: 0, answerMin: systemNames.map(() => 0) }
        this.#sums.set(key, sum)
      }
      sum.workMin += (times.workMin[index] as number) * part
      sum.delayMin += (times.delayMin[index] as number) * part
      for (const system of systemNames.keys()) {
        const min = times.answerMin[index * systemNames.length + system] as number
        sum.answerMin[system] = (sum.answerMin[system] as number) + min * part
      }
    })
  }

  rows(): StepWork[] {
    return [...this.#sums.values()]
  }
}

function occupiedBy({ by }: StepPlan, field: string): Occupied {
  if (by.kind !== 'official') return { role: undefined, skill: undefined, place: undefined, equipment: [] }
  const skill = by.skill === 'field' ? field : by.skill
  return { role: by.role, skill, place: by.counter ? (by.area ?? ANY_COUNTER) : undefined, equipment: by.equipment }
}
