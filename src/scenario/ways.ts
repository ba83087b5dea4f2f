import { type Channel, channels, type Outcome, type Workflow } from '../schema/index.ts'
import { isBuiltIn } from './conditions.ts'

/** Where a dossier's way ends; no step can have this name. */
export const END_NAME = 'end'

/** With more traits than this, dossiers with none, one or all of them are followed and not every combination. */
const MOST_COMBINED = 6

/** A dossier, or a leg of one, as far as its way depends on it. */
export interface Situation {
  readonly step: string
  readonly channel: Channel
  readonly incomplete: boolean
  /** The traits it has among those that the workflow asks for, in alphabetical order. */
  readonly traits: readonly string[]
}

/** How dossiers come into a workflow. */
export interface Entrance {
  /** Traits that a dossier can bring with it; every one that the workflow asks for when undefined. */
  readonly traits?: ReadonlySet<string> | undefined
  /** Steps at which dossiers begin beside, or instead of, the first steps of the channels. */
  readonly steps?: readonly string[]
  /** Whether dossiers begin at the first steps of the channels; true without. */
  readonly atStart?: boolean
  /** Operations of which every call fails: where there is another way, that is taken. */
  readonly failing?: ReadonlySet<string>
  /** Follow them only as far as the unit at which they are handed in. */
  readonly untilForwarded?: boolean
}

/** Every situation that a dossier can come into, and how it goes on from there. */
export class Ways {
  readonly situations: readonly Situation[]
  readonly #next = new Map<string, Following>()

  constructor(workflow: Workflow, entrance: Entrance = {}) {
    const reached = new Map<string, Situation>()
    const waiting = beginnings(workflow, entrance)
    for (let situation = waiting.pop(); situation; situation = waiting.pop()) {
      const key = keyOf(situation)
      if (situation.step === END_NAME || reached.has(key)) continue
      reached.set(key, situation)
      const next = following(workflow, situation, entrance)
      this.#next.set(key, next)
      waiting.push(...next.onwards, ...next.aside, ...next.legs)
    }
    this.situations = [...reached.values()]
  }

  /** The steps that some dossier comes to. */
  steps(): Set<string> {
    return new Set(this.situations.map(({ step }) => step))
  }

  /** The situations from which no way leads to the end, calls that fail or arrive twice left aside. */
  neverEnding(): Situation[] {
    const before = new Map<string, string[]>()
    const ending: string[] = []
    for (const [key, { onwards }] of this.#next) {
      for (const next of onwards) {
        if (next.step === END_NAME) {
          ending.push(key)
          continue
        }
        const known = before.get(keyOf(next))
        if (known) known.push(key)
        else before.set(keyOf(next), [key])
      }
    }
    const ends = new Set<string>()
    for (let key = ending.pop(); key !== undefined; key = ending.pop()) {
      if (ends.has(key)) continue
      ends.add(key)
      ending.push(...(before.get(key) ?? []))
    }
    return this.situations.filter((situation) => !ends.has(keyOf(situation)))
  }

  /** A situation in which sub-dossiers start that come into it again and start further ones, without end. */
  multiplying(): Situation | undefined {
    return this.situations.find((situation) => {
      const key = keyOf(situation)
      const waiting = [...(this.#next.get(key)?.legs ?? [])]
      const seen = new Set<string>()
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const at = keyOf(one)
        if (at === key) return true
        if (seen.has(at)) continue
        seen.add(at)
        const next = this.#next.get(at)
        if (next) waiting.push(...next.onwards, ...next.aside, ...next.legs)
      }
      return false
    })
  }
}

interface Following {
  readonly onwards: readonly Situation[]
  /** After calls that failed or arrived twice. */
  readonly aside: readonly Situation[]
  readonly legs: readonly Situation[]
}

function beginnings(workflow: Workflow, { traits, steps = [], atStart = true }: Entrance): Situation[] {
  const asked = new Set(
    Object.values(workflow.steps).flatMap((step) => step.outcomes.flatMap(({ when, unless }) => [when, unless])),
  )
  const brought = [...asked].filter(
    (one) => one !== undefined && !isBuiltIn(one) && (traits === undefined || traits.has(one)),
  ) as string[]
  const combinations = combinationsOf(brought.sort())
  const further = steps.filter((step) => Object.hasOwn(workflow.steps, step))
  return channels
    .toReversed()
    .flatMap((channel) =>
      [...(atStart ? [workflow.start[channel]] : []), ...further].flatMap((step) =>
        [true, false].flatMap((incomplete) => combinations.map((traits) => ({ step, channel, incomplete, traits }))),
      ),
    )
}

/** The fullest first: the beginnings are taken from their end, and the plainest dossiers are to be followed first. */
function combinationsOf(traits: readonly string[]): readonly (readonly string[])[] {
  if (traits.length > MOST_COMBINED) return [traits, ...traits.map((trait) => [trait]), []]
  const masks = Array.from({ length: 1 << traits.length }, (_, mask) => mask).reverse()
  return masks.map((mask) => traits.filter((_, index) => (mask >> index) & 1))
}

/** What can come after a situation, by the rule that outcomes are tried in order. */
function following(workflow: Workflow, situation: Situation, { untilForwarded, failing }: Entrance): Following {
  const onwards: Situation[] = []
  const aside: Situation[] = []
  const legs: Situation[] = []
  for (const outcome of workflow.steps[situation.step]?.outcomes ?? []) {
    if (!applies(outcome, situation)) continue
    const takesAll = outcome.share === undefined || outcome.share === 1
    if (outcome.ifFails && outcome.operation !== undefined && failing?.has(outcome.operation)) {
      onwards.push({ ...situation, step: outcome.ifFails.to })
      if (takesAll) break
      continue
    }
    const after = {
      channel: situation.channel,
      incomplete: situation.incomplete && outcome.completes !== true,
      traits: changed(situation.traits, outcome),
    }
    if (!(untilForwarded && outcome.forwards)) onwards.push({ ...after, step: outcome.to })
    for (const step of outcome.starts ?? []) legs.push({ ...after, step })
    if (outcome.ifFails) aside.push({ ...situation, step: outcome.ifFails.to })
    if (outcome.ifDuplicated !== undefined) aside.push({ ...after, step: outcome.ifDuplicated })
    if (takesAll) break
  }
  return { onwards, aside, legs }
}

function applies({ when, unless, share }: Outcome, situation: Situation): boolean {
  if (share === 0) return false
  return (when === undefined || holds(when, situation)) && (unless === undefined || !holds(unless, situation))
}

function holds(condition: string, { channel, incomplete, traits }: Situation): boolean {
  if (condition === 'incomplete') return incomplete
  return isBuiltIn(condition) ? condition === channel : traits.includes(condition)
}

function changed(traits: readonly string[], { gains, loses }: Outcome): readonly string[] {
  if (!gains && !loses) return traits
  const had = new Set([...traits, ...(gains ?? [])])
  return [...had].filter((trait) => !loses?.includes(trait)).sort()
}

function keyOf({ step, channel, incomplete, traits }: Situation): string {
  return `${step} ${channel} ${incomplete} ${traits.join(',')}`
}
