import { DAY_MS } from '../calendar/index.ts'
import { channels, type Scenario, type Stream } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { indexIn, known } from './known.ts'
import type { BacklogPlan, ProcedurePlan, RecordedArrival, StreamPlan, UnitPlan, WorkflowPlan } from './plan.ts'
import { type KnownProcedure, proceduresOf } from './procedures.ts'
import type { RecordedRow } from './recorded.ts'
import { scriptedStream } from './scripted.ts'
import type { Span } from './span.ts'
import { channelShares, streamsOf } from './streams.ts'

/** What streams refer to by index. */
interface Surroundings {
  readonly catalogue: Catalogue
  readonly traits: readonly string[]
  readonly units: readonly UnitPlan[]
  readonly workflows: readonly WorkflowPlan[]
  readonly span: Span
  /** Rows of the files of recorded arrivals, by name of the stream. */
  readonly recorded: ReadonlyMap<string, readonly RecordedRow[]>
}

/** The streams, that of the scripts' dossiers last, and the procedures of all their mixes. */
export function compileDemand(
  scenario: Scenario,
  around: Surroundings,
): { readonly streams: StreamPlan[]; readonly procedures: ProcedurePlan[] } {
  const procedures = new ProcedureTable(scenario, around)
  const unitPlaces = new Map(around.units.map((unit, index) => [unit.code, index]))
  const scripted = scriptedStream(scenario)
  const named = [...streamsOf(scenario), ...(scripted ? [scripted] : [])]
  const streams = named.map(({ name, stream }): StreamPlan => {
    const { procedures: asked, traits, start, units, ...given } = stream
    const mix = asked.map((entry) => ({ procedure: procedures.indexOf(entry, stream.limit), weight: entry.weight }))
    const workflowsOfMix = mix.map(({ procedure }) => procedures.workflowOf(procedure))
    const stepsNamed = (step: string) =>
      workflowsOfMix.map((workflow) => indexIn(namesOf(workflow), step, `step of workflow ${workflow.name}`))
    return {
      name,
      given: { ...given, channels: channelShares(stream) },
      recorded: recordedOf(around.recorded.get(name), unitPlaces, asked, mix),
      traits: Object.entries(traits ?? {}).map(([trait, { share, among }]) => ({
        trait: indexIn(around.traits, trait, 'trait'),
        share,
        among: among === undefined ? undefined : indexIn(around.traits, among, 'trait'),
      })),
      units: units
        ? [...new Set(units)].map((code) => known(unitPlaces.get(code), `unit ${code}`)).sort((a, b) => a - b)
        : around.units.map((_, index) => index),
      mix,
      start: start === undefined ? undefined : stepsNamed(start),
      backlog: (stream.backlog ?? []).map(
        ({ dossiers, step, receivedDaysAgo }): BacklogPlan => ({
          dossiers,
          receivedMs: around.span.fromMs - receivedDaysAgo * DAY_MS,
          steps: stepsNamed(step),
        }),
      ),
    }
  })
  return { streams, procedures: procedures.found }
}

type MixEntry = Stream['procedures'][number]

/** Gathers procedures: one for each code, workflow, limit and reduction. */
class ProcedureTable {
  readonly found: ProcedurePlan[] = []
  readonly #places = new Map<string, number>()
  readonly #known: ReadonlyMap<string, KnownProcedure>
  readonly #workflows: readonly WorkflowPlan[]
  readonly #reduction: number

  constructor(scenario: Scenario, { catalogue, workflows }: Surroundings) {
    this.#known = proceduresOf(scenario, catalogue)
    this.#workflows = workflows
    this.#reduction = scenario.policies.limitReduction ?? 0
  }

  indexOf(asked: MixEntry, streamLimit: Stream['limit']): number {
    const row = known(this.#known.get(asked.code), `procedure ${asked.code}`)
    const limit = streamLimit === 'same-day' ? ({ kind: 'same-day' } as const) : row.limit
    const plan: ProcedurePlan = {
      code: row.code,
      nameVi: row.nameVi,
      nameEn: row.nameEn,
      field: row.field,
      workflow: indexIn(
        this.#workflows.map(({ name }) => name),
        asked.workflow,
        'workflow',
      ),
      limit: known(limit, `limit of procedure ${asked.code}`),
      limitReduction: asked.limitReduction ?? this.#reduction,
      documents: row.documents,
      feeVnd: row.feeVnd,
      feeSourced: row.feeSourced,
      limitSourced: row.limitSourced,
    }
    const key = JSON.stringify([plan.code, plan.workflow, plan.limit, plan.limitReduction])
    const place = this.#places.get(key) ?? this.found.push(plan) - 1
    this.#places.set(key, place)
    return place
  }

  workflowOf(procedure: number): WorkflowPlan {
    const place = this.found[procedure]?.workflow
    return known(place === undefined ? undefined : this.#workflows[place], `workflow of procedure ${procedure}`)
  }
}

function namesOf(workflow: WorkflowPlan): string[] {
  return workflow.steps.map(({ name }) => name)
}

/** A code that stands in the mix with several workflows is the first of them. */
function recordedOf(
  rows: readonly RecordedRow[] | undefined,
  unitPlaces: ReadonlyMap<string, number>,
  asked: readonly MixEntry[],
  mix: StreamPlan['mix'],
): RecordedArrival[] | undefined {
  return rows?.map(({ atMs, unit, procedure, channel }) => ({
    atMs,
    unit: unit === undefined ? undefined : known(unitPlaces.get(unit), `unit ${unit}`),
    procedure:
      procedure === undefined
        ? undefined
        : known(mix[asked.findIndex(({ code }) => code === procedure)], `procedure ${procedure}`).procedure,
    channel: channel === undefined ? undefined : channels.indexOf(channel),
  }))
}
