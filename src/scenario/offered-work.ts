import { channels } from '../schema/index.ts'
import { receiversOf } from './groups.ts'
import type { Plan, ProcedurePlan, StreamPlan, UnitPlan, WorkflowPlan } from './plan.ts'
import { channelShares } from './streams.ts'
import { expectedDossiers } from './volumes.ts'
import { traitsThatMatter, WorkflowWork } from './workflow-work.ts'

/** Combinations of traits that are told apart; beyond, the rarest are left out. */
const MOST_COMBINATIONS = 1024

/** Minutes of work that officials of a role are asked for, apart for each skill that the work asks. */
export interface RoleWork {
  readonly role: string
  readonly skill: string | undefined
  readonly workMin: number
}

/** By index of the unit: the work of the period. */
export function groupedWork(plan: Plan): RoleWork[][] {
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
        add(at, perDossier.of(index, unit, entry).atOwnUnit, waiting)
      })
    }
  })
  return sums.map((sum) => sum.rows())
}

/** Work of one step, or of steps that ask for the same officials. */
interface StepWork {
  readonly role: string
  readonly skill: string | undefined
  readonly eachLegacyUnit: boolean
  readonly workMin: number
}

class WorkSum {
  readonly #sums = new Map<string, { role: string; skill: string | undefined; workMin: number }>()

  add(works: readonly StepWork[], dossiers: number, legacyUnits: number): void {
    for (const { role, skill, eachLegacyUnit, workMin } of works) {
      const key = `${role} ${skill ?? ''}`
      let sum = this.#sums.get(key)
      if (!sum) {
        sum = { role, skill, workMin: 0 }
        this.#sums.set(key, sum)
      }
      sum.workMin += workMin * dossiers * (eachLegacyUnit ? legacyUnits : 1)
    }
  }

  rows(): RoleWork[] {
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
    const key = JSON.stringify([stream, which, unit.without, [...unit.traitShares]])
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

  #workOf(index: number, workflow: WorkflowPlan, { without }: UnitPlan): WorkflowWork {
    const key = `${index} ${without.join()}`
    let work = this.#workflows.get(key)
    if (!work) {
      work = new WorkflowWork(this.#plan, workflow, without)
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

class StepSums {
  readonly #sums = new Map<string, { -readonly [K in keyof StepWork]: StepWork[K] }>()

  add({ steps }: WorkflowPlan, field: string, workMin: Float64Array, part: number): void {
    steps.forEach(({ by }, index) => {
      if (by.kind !== 'official') return
      const skill = by.skill === 'field' ? field : by.skill
      const key = JSON.stringify([by.role, skill, by.eachLegacyUnit])
      let sum = this.#sums.get(key)
      if (!sum) {
        sum = { role: by.role, skill, eachLegacyUnit: by.eachLegacyUnit, workMin: 0 }
        this.#sums.set(key, sum)
      }
      sum.workMin += (workMin[index] as number) * part
    })
  }

  rows(): StepWork[] {
    return [...this.#sums.values()]
  }
}
