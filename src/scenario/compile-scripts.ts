import { MINUTE_MS, parseLocal } from '../calendar/index.ts'
import { type Actor, channels, type Deed, type Scenario, type Script, type SystemName } from '../schema/index.ts'
import { indexIn, known } from './known.ts'
import {
  FIRST_SCRIPTED,
  type ScriptActor,
  type ScriptBlockPlan,
  type ScriptDeed,
  type ScriptDossierPlan,
  type ScriptPlan,
  type ScriptStepPlan,
  type StreamPlan,
  type UnitPlan,
} from './plan.ts'
import { dossiersOfScript, type PlacedStep, scriptedStream, stepsOfScript, workflowOfScripted } from './scripted.ts'

/** What scripts refer to by index. */
interface Surroundings {
  readonly traits: readonly string[]
  readonly units: readonly UnitPlan[]
  /** With the stream of the scripts' dossiers, if there are any, last. */
  readonly streams: readonly StreamPlan[]
}

/** The scripts, every name resolved. */
export function compileScripts(scenario: Scenario, around: Surroundings): ScriptPlan[] {
  const scripts = scenario.scripts ?? []
  const places = new Map(around.units.map(({ code }, index) => [code, index]))
  const procedureOf = proceduresOf(scenario, around.streams)
  let number = FIRST_SCRIPTED
  return scripts.map((script, index): ScriptPlan => {
    const dossiers = dossiersOfScript(script).map(
      (deed): ScriptDossierPlan => ({
        name: deed.dossier,
        number: number++,
        procedure: procedureOf(deed.procedure, known(workflowOfScripted(deed, scenario), 'workflow')),
        channel: channels.indexOf(deed.channel),
        traits: (deed.traits ?? []).reduce((mask, trait) => mask | (1 << indexIn(around.traits, trait, 'trait')), 0),
        incomplete: deed.incomplete ?? false,
      }),
    )
    const placed = stepsOfScript(script, ['scripts', index])
    return {
      name: script.name,
      title: script.title,
      units: script.units
        ? [...new Set(script.units)].map((code) => known(places.get(code), `unit ${code}`)).sort((a, b) => a - b)
        : around.units.map((_, unit) => unit),
      startMs: parseLocal(`${script.date}T${script.start}`),
      blocks: blocksOf(script),
      steps: placed.map((each) => compileStep(script, each, placed, dossiers)),
      dossiers,
    }
  })
}

/** By code and workflow: index into Plan.procedures. */
function proceduresOf(scenario: Scenario, streams: readonly StreamPlan[]) {
  const asked = scriptedStream(scenario)?.stream.procedures ?? []
  const mix = streams.at(-1)?.mix ?? []
  return (code: string, workflow: string): number => {
    const place = asked.findIndex((entry) => entry.code === code && entry.workflow === workflow)
    return known(mix[place], `procedure ${code} of a script`).procedure
  }
}

function blocksOf({ blocks }: Script): ScriptBlockPlan[] {
  let first = 0
  return blocks.map(({ name, title, owner, steps }) => {
    const block = { name, title, owner, first, end: first + steps.length }
    first = block.end
    return block
  })
}

function compileStep(
  script: Script,
  { step, block, given }: PlacedStep,
  placed: readonly PlacedStep[],
  dossiers: readonly ScriptDossierPlan[],
): ScriptStepPlan {
  const names = placed.map((each) => each.step.name)
  const { start, owner } = known(script.blocks[block], 'block')
  const evidence = (step.expects?.evidence ?? []).map((each) =>
    typeof each === 'string' ? { name: each, field: undefined } : each,
  )
  const shown = evidence.flatMap(({ name, field }) => (field === undefined ? [name] : []))
  return {
    name: step.name,
    title: step.title,
    block,
    owner: step.owner ?? owner,
    actor: compileActor(step.actor),
    does: compileDeed(
      step.does,
      dossiers.map(({ name }) => name),
    ),
    given: given.map((name) => indexIn(names, name, 'step')),
    fromMs: parseLocal(`${script.date}T${start ?? script.start}`),
    takes: step.takes,
    priority: step.priority ?? 0,
    expects: { state: step.expects?.state, evidence },
    leaves: step.leaves ? shown.filter((name) => step.leaves?.includes(name)) : shown,
    withinMs: step.withinMin === undefined ? Number.POSITIVE_INFINITY : Math.round(step.withinMin * MINUTE_MS),
    remedies: step.ifFails ?? [],
  }
}

function compileActor(actor: Actor | undefined): ScriptActor {
  if (actor?.role !== undefined)
    return { kind: 'official', role: actor.role, skill: actor.skill, account: actor.account }
  if (actor?.agency !== undefined) return { kind: 'agency', who: actor.agency }
  return actor?.citizen ? { kind: 'citizen' } : { kind: 'nobody' }
}

function compileDeed(deed: Deed, dossiers: readonly string[]): ScriptDeed {
  switch (deed.kind) {
    case 'dossier':
      return { kind: 'dossier', dossier: indexIn(dossiers, deed.dossier, 'dossier') }
    case 'await':
      return { kind: 'await', dossier: indexIn(dossiers, deed.dossier, 'dossier'), state: deed.state }
    case 'operation':
      return {
        kind: 'call',
        operation: deed.operation,
        // The checks hold the part before the point against the names of systems.
        system: deed.operation.split('.')[0] as SystemName,
        dossier: deed.dossier === undefined ? undefined : indexIn(dossiers, deed.dossier, 'dossier'),
        about: deed.about ?? '',
        values: deed.values ?? {},
        presentShare: undefined,
      }
    case 'meeting': {
      const { meeting, act, members, present } = deed
      const counts = members === undefined || present === undefined ? {} : { members, present }
      return {
        kind: 'call',
        operation: `meetings.${act}`,
        system: 'meetings',
        dossier: undefined,
        about: meeting,
        values: { meeting, ...counts, ...deed.values },
        presentShare: members === undefined || present === undefined ? undefined : present / members,
      }
    }
    case 'physical':
      return { kind: 'physical' }
  }
}
