import {
  type Actor,
  channels,
  type Deed,
  type Scenario,
  type Script,
  type ScriptStep,
  type Stream,
} from '../schema/index.ts'
import { SCRIPT_STREAM } from './plan.ts'
import type { Path } from './source-document.ts'
import { type NamedStream, streamsOf } from './streams.ts'

/** A step with its place: in the file, and among all steps of its script. */
export interface PlacedStep {
  readonly at: Path
  readonly block: number
  readonly step: ScriptStep
  /** Names of the steps that must have been done before: those given, or the one before. */
  readonly given: readonly string[]
}

/** All steps of a script, in order. */
export function stepsOfScript(script: Script, at: Path): PlacedStep[] {
  const placed: PlacedStep[] = []
  script.blocks.forEach((block, index) => {
    block.steps.forEach((step, nth) => {
      // A block with a time of its own begins then, whatever became of the block before.
      const before = nth === 0 && block.start !== undefined ? undefined : placed.at(-1)
      const given = step.given ?? (before ? [before.step.name] : [])
      placed.push({ at: [...at, 'blocks', index, 'steps', nth], block: index, step, given })
    })
  })
  return placed
}

/** Every step of every script. */
function everyStep(scenario: Scenario): ScriptStep[] {
  return (scenario.scripts ?? []).flatMap(({ blocks }) => blocks.flatMap(({ steps }) => steps))
}

/** System operations that scripts call. */
export function scriptedOperations(scenario: Scenario): string[] {
  return everyStep(scenario).flatMap(({ does }) => {
    if (does.kind === 'operation') return [does.operation]
    return does.kind === 'meeting' ? [`meetings.${does.act}`] : []
  })
}

/** Whom scripts ask for, with the skills and accounts that they need. */
export function scriptedActors(scenario: Scenario): Actor[] {
  return everyStep(scenario).flatMap(({ actor }) => actor ?? [])
}

export type DossierDeed = Extract<Deed, { kind: 'dossier' }>

/** The dossiers that a script begins, each once, in order. */
export function dossiersOfScript(script: Script): DossierDeed[] {
  const deeds = script.blocks.flatMap((block) => block.steps.map(({ does }) => does))
  const seen = new Set<string>()
  return deeds.filter((deed): deed is DossierDeed => {
    if (deed.kind !== 'dossier' || seen.has(deed.dossier)) return false
    seen.add(deed.dossier)
    return true
  })
}

/** The workflow that a dossier of a script follows: its own, or the first that the demand has for its procedure. */
export function workflowOfScripted(deed: DossierDeed, scenario: Scenario): string | undefined {
  if (deed.workflow !== undefined) return deed.workflow
  for (const { stream } of streamsOf(scenario)) {
    const entry = stream.procedures.find(({ code }) => code === deed.procedure)
    if (entry) return entry.workflow
  }
  return undefined
}

/**
 * The dossiers of all scripts as a stream that brings none by itself; undefined where no script begins any. Dossiers
 * whose workflow nobody can say are left out: the checks tell of them.
 */
export function scriptedStream(scenario: Scenario): NamedStream | undefined {
  const scripts = (scenario.scripts ?? []).map((script) => ({ script, dossiers: dossiersOfScript(script) }))
  const deeds = scripts.flatMap(({ dossiers }) => dossiers)
  const procedures = new Map<string, Stream['procedures'][number]>()
  for (const deed of deeds) {
    const workflow = workflowOfScripted(deed, scenario)
    if (workflow === undefined) continue
    procedures.set(`${deed.procedure} ${workflow}`, { code: deed.procedure, workflow, weight: 1 })
  }
  if (procedures.size === 0) return undefined
  const used = scripts.filter(({ dossiers }) => dossiers.length > 0)
  const units = used.flatMap(({ script }) => script.units ?? [])
  const shares = channels.map((channel) => [channel, share(deeds, (deed) => deed.channel === channel)] as const)
  const traits = new Set(deeds.flatMap((deed) => deed.traits ?? []))
  return {
    name: SCRIPT_STREAM,
    at: ['scripts'],
    stream: {
      volume: { kind: 'scheduled', at: [] },
      channels: Object.fromEntries(shares) as Record<(typeof channels)[number], number>,
      procedures: [...procedures.values()],
      ...(used.every(({ script }) => script.units) ? { units } : {}),
      ...(traits.size === 0
        ? {}
        : {
            traits: Object.fromEntries(
              [...traits].map((trait) => [trait, { share: share(deeds, (deed) => !!deed.traits?.includes(trait)) }]),
            ),
          }),
    },
  }
}

function share(deeds: readonly DossierDeed[], is: (deed: DossierDeed) => boolean): number {
  return deeds.filter(is).length / deeds.length
}
