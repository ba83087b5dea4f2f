import type { Limit } from '../calendar/index.ts'
import type { Scenario } from '../schema/index.ts'
import type { Catalogue, ProcedureRow } from './catalogue.ts'
import type { Checking } from './checking.ts'
import { quoted } from './problem.ts'
import { dossiersOfScript } from './scripted.ts'

/** What a scenario needs to know of a procedure. */
export type KnownProcedure = Pick<
  ProcedureRow,
  | 'code'
  | 'nameVi'
  | 'nameEn'
  | 'field'
  | 'limit'
  | 'limitNote'
  | 'limitSourced'
  | 'feeVnd'
  | 'feeSourced'
  | 'documents'
>

type Given = NonNullable<Scenario['procedures']>[string]

const HOURS_A_DAY = 8

/** The procedures of the catalogue, with what the scenario says of its own; by code. */
export function proceduresOf(scenario: Scenario, catalogue: Catalogue): ReadonlyMap<string, KnownProcedure> {
  if (scenario.procedures === undefined) return catalogue.procedures
  const known = new Map<string, KnownProcedure>(catalogue.procedures)
  for (const [code, given] of Object.entries(scenario.procedures)) known.set(code, merged(code, given, known.get(code)))
  return known
}

function merged(code: string, given: Given, row: KnownProcedure | undefined): KnownProcedure {
  return {
    code,
    nameVi: given.title?.vi ?? row?.nameVi ?? code,
    nameEn: given.title?.en ?? row?.nameEn ?? code,
    field: given.field ?? row?.field ?? '',
    limit: given.limit ? limitOf(given.limit) : row?.limit,
    limitNote: row?.limitNote ?? '',
    // Where the scenario's own limit comes from is said in its basis.
    limitSourced: given.limit !== undefined || (row?.limitSourced ?? true),
    feeVnd: given.feeVnd ?? row?.feeVnd,
    feeSourced: given.feeVnd !== undefined || (row?.feeSourced ?? false),
    documents: given.documents ?? row?.documents ?? [],
  }
}

function limitOf(limit: NonNullable<Given['limit']>): Limit {
  switch (limit.kind) {
    case 'same-day':
      return { kind: 'same-day' }
    case 'working-days':
      return { kind: 'working-time', workingHours: limit.days * HOURS_A_DAY }
    case 'working-hours':
      return { kind: 'working-time', workingHours: limit.hours }
  }
}

/** A procedure that the catalogue does not have must be described whole, and be asked for. */
export function checkProcedures({ list, scenario, catalogue, streams }: Checking): void {
  const scripted = (scenario.scripts ?? []).flatMap(dossiersOfScript).map(({ procedure }) => procedure)
  const asked = new Set([...streams.flatMap(({ stream }) => stream.procedures.map(({ code }) => code)), ...scripted])
  for (const [code, given] of Object.entries(scenario.procedures ?? {})) {
    const at = ['procedures', code]
    const lacking = (['title', 'field', 'limit'] as const).filter((key) => given[key] === undefined)
    if (!catalogue.procedures.has(code) && lacking.length > 0) {
      const hint = 'one that the catalogue does not have needs title, field and limit'
      list.error(at, `procedure ${quoted(code)} lacks ${lacking.join(', ')}`, hint, 'key')
    }
    if (!asked.has(code)) list.warning(at, `nobody asks for procedure ${quoted(code)}`, undefined, 'key')
  }
}
