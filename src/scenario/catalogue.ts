import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { Limit } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import { conforms, Workflows } from '../schema/index.ts'
import { checkDurations } from './check-numbers.ts'
import { checkWorkflow } from './check-workflow.ts'
import { formatProblem, type Problem } from './problem.ts'
import { ProblemList } from './problem-list.ts'
import { shapeProblems } from './shape.ts'
import { readSource, type SourceDocument } from './source-document.ts'

/** s: a source was found. b: background knowledge. u: unknown. Anything but s is shown as "reference, verify". */
export type Confidence = 's' | 'b' | 'u'

export interface ProcedureRow {
  readonly code: string
  readonly nameVi: string
  readonly nameEn: string
  readonly field: string
  readonly decidingAuthority: string
  /** Statutory limit; undefined where the catalogue has none. */
  readonly limit: Limit | undefined
  readonly limitNote: string
  readonly limitSourced: boolean
  readonly interconnected: boolean
  readonly interconnectedWith: string
  /** How much of it can be done on the portal: all, part, or nothing. */
  readonly onlineLevel: 'full' | 'partial' | 'direct'
  readonly feeVnd: number | undefined
  readonly feeNote: string
  readonly feeSourced: boolean
  readonly documents: readonly string[]
  readonly legalBasis: string
  readonly confidence: { readonly code: Confidence; readonly limit: Confidence; readonly fee: Confidence }
  readonly source: string
  readonly note: string
}

export interface UnitRow {
  readonly code: string
  /** With its kind: Phường Rạch Giá. */
  readonly name: string
  readonly type: 'xã' | 'phường' | 'đặc khu'
  readonly provinceCode: string
  readonly province: string
}

export interface Weighted {
  /** Empty for "no middle name". */
  readonly value: string
  readonly weight: number
}
export type BySex<T> = { readonly female: T; readonly male: T }

export interface NameWeights {
  readonly surnames: readonly Weighted[]
  readonly middle: BySex<readonly Weighted[]>
  readonly given: BySex<readonly Weighted[]>
  /** How many words a full name has; `value` is "2", "3" or "4". */
  readonly wordCounts: BySex<readonly Weighted[]>
}

export interface StatusCodeRow {
  readonly list: string
  readonly code: string
  readonly nameVi: string
  readonly nameEn: string
  readonly meaning: string
}

export type CatalogueFile =
  | 'procedures.csv'
  | 'units.csv'
  | 'holidays.csv'
  | 'names.csv'
  | 'identity-prefixes.csv'
  | 'status-codes.csv'
  | 'workflows.yaml'

/** Works from src/scenario and from dist/scenario alike. */
const folder = new URL('../../scenarios/catalogue/', import.meta.url)

const WORKING_HOURS_A_DAY = 8
/** Calendar days to working days; an approximation that leaves public holidays out. */
const WORKING_DAYS_A_CALENDAR_DAY = 5 / 7

/** The data that scenarios refer to by code. Each file is read and parsed once, when it is first asked for. */
export class Catalogue {
  readonly #read = new Map<CatalogueFile, Buffer>()
  readonly #parsed = new Map<string, unknown>()

  /** By code. */
  get procedures(): ReadonlyMap<string, ProcedureRow> {
    return this.#once('procedures', () => byCode(this.#rows('procedures.csv').map(procedureOf)))
  }

  /** The 3,321 communes, wards and special zones, by code. */
  get units(): ReadonlyMap<string, UnitRow> {
    return this.#once('units', () => byCode(this.#rows('units.csv').map(unitOf)))
  }

  /** Days off and compensating working Saturdays, by date. */
  get holidays(): ReadonlyMap<string, 'off' | 'work'> {
    return this.#once(
      'holidays',
      () => new Map(this.#rows('holidays.csv').map((row) => [row.text('date'), row.oneOf('kind', ['off', 'work'])])),
    )
  }

  /** The three-digit prefixes that identity numbers of a province begin with, by code of the province of 2025. */
  get identityPrefixes(): ReadonlyMap<string, readonly string[]> {
    return this.#once('identityPrefixes', () => {
      const rows = this.#rows('identity-prefixes.csv')
      const byProvince = Map.groupBy(rows, (row) => row.text('province_code'))
      return new Map([...byProvince].map(([province, group]) => [province, group.map((row) => row.text('prefix'))]))
    })
  }

  get names(): NameWeights {
    return this.#once('names', () => {
      const rows = this.#rows('names.csv')
      const weights = (kind: string, gender: string): Weighted[] =>
        rows
          .filter((row) => row.text('kind') === kind && row.text('gender') === gender)
          .map((row) => ({ value: row.text('value'), weight: row.number('weight_percent') }))
      const bySex = (kind: string) => ({ female: weights(kind, 'female'), male: weights(kind, 'male') })
      return {
        surnames: weights('surname', 'any'),
        middle: bySex('middle'),
        given: bySex('given'),
        wordCounts: bySex('word_count'),
      }
    })
  }

  /** Codes of the portal and of document exchange, in the file's order. */
  get statusCodes(): readonly StatusCodeRow[] {
    return this.#once('statusCodes', () =>
      this.#rows('status-codes.csv').map((row) => ({
        list: row.text('list'),
        code: row.text('code'),
        nameVi: row.text('name_vi'),
        nameEn: row.text('name_en'),
        meaning: row.text('meaning'),
      })),
    )
  }

  /** @throws Fault scenario-invalid, with every problem of workflows.yaml */
  get workflows(): Workflows {
    return this.#once('workflows', () => {
      const file = fileURLToPath(new URL('workflows.yaml', folder))
      const { document, problems } = readSource(this.bytes('workflows.yaml').toString('utf8'), file)
      const workflows = document && conforms(Workflows, document.value) ? document.value : undefined
      const found = document ? [...problems, ...workflowProblems(document, workflows)] : problems
      const errors = found.filter((problem) => problem.severity === 'error')
      if (workflows && errors.length === 0) return workflows
      const message = `the catalogue of workflows has ${errors.length} problem(s):\n\n${errors.map(formatProblem).join('\n\n')}`
      throw new Fault('scenario-invalid', message, 'mend the places shown, or install Dientap anew')
    })
  }

  /** The file as it is on the disk. */
  bytes(file: CatalogueFile): Buffer {
    const known = this.#read.get(file)
    if (known) return known
    const path = fileURLToPath(new URL(file, folder))
    try {
      const bytes = readFileSync(path)
      this.#read.set(file, bytes)
      return bytes
    } catch (error) {
      throw new Fault('file-not-found', `the catalogue file ${path} cannot be read`, 'install Dientap anew', error)
    }
  }

  #rows(file: CatalogueFile): Row[] {
    const records = parse(this.bytes(file), { columns: true, skip_empty_lines: true }) as Record<string, string>[]
    return records.map((record, index) => new Row(record, `${file}, row ${index + 1}`))
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#parsed.has(name)) this.#parsed.set(name, make())
    return this.#parsed.get(name) as T // stored under this name by the line above, on this or an earlier call
  }
}

let shared: Catalogue | undefined
/** The catalogue that ships with Dientap; always the same object. */
export function loadCatalogue(): Catalogue {
  shared ??= new Catalogue()
  return shared
}

function workflowProblems(document: SourceDocument, workflows: Workflows | undefined): Problem[] {
  if (!workflows) return shapeProblems(document, Workflows)
  const list = new ProblemList(document)
  for (const [name, workflow] of Object.entries(workflows))
    checkWorkflow(list, [name], workflow, { traits: undefined, entrance: {} })
  checkDurations(list, [], workflows)
  return list.found
}

/** A row of a catalogue file. A fault in one is a mistake in the shipped data, so it says where. */
class Row {
  readonly #record: Readonly<Record<string, string>>
  readonly #place: string

  constructor(record: Readonly<Record<string, string>>, place: string) {
    this.#record = record
    this.#place = place
  }

  text(column: string): string {
    const value = this.#record[column]
    if (value === undefined) throw this.#fault(column, 'is missing')
    return value
  }

  number(column: string): number {
    const value = this.optionalNumber(column)
    if (value === undefined) throw this.#fault(column, 'must be a number')
    return value
  }

  optionalNumber(column: string): number | undefined {
    const text = this.text(column)
    if (text === '') return undefined
    const value = Number(text)
    if (!Number.isFinite(value)) throw this.#fault(column, `must be a number, not "${text}"`)
    return value
  }

  oneOf<const T extends string>(column: string, allowed: readonly T[]): T {
    const text = this.text(column)
    const found = allowed.find((one) => one === text)
    if (found === undefined) throw this.#fault(column, `must be one of ${allowed.join(', ')}, not "${text}"`)
    return found
  }

  #fault(column: string, what: string): Fault {
    return new Fault('internal', `catalogue ${this.#place}: ${column} ${what}`, 'install Dientap anew')
  }
}

function byCode<T extends { readonly code: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.code, row]))
}

const confidences = ['s', 'b', 'u'] as const

function procedureOf(row: Row): ProcedureRow {
  const confidence = {
    code: row.oneOf('conf_code', confidences),
    limit: row.oneOf('conf_limit', confidences),
    fee: row.oneOf('conf_fee', confidences),
  }
  return {
    code: row.text('code'),
    nameVi: row.text('name_vi'),
    nameEn: row.text('name_en'),
    field: row.text('field'),
    decidingAuthority: row.text('deciding_authority'),
    limit: limitOf(row),
    limitNote: row.text('limit_note'),
    limitSourced: confidence.limit === 's',
    feeSourced: confidence.fee === 's',
    interconnected: row.oneOf('interconnection', ['yes', 'no']) === 'yes',
    interconnectedWith: row.text('interconnect_with'),
    onlineLevel: row.oneOf('online_level', ['full', 'partial', 'direct']),
    feeVnd: row.optionalNumber('fee_vnd'),
    feeNote: row.text('fee_note'),
    documents: row
      .text('documents')
      .split(';')
      .map((paper) => paper.trim())
      .filter((paper) => paper !== ''),
    legalBasis: row.text('legal_basis'),
    confidence,
    source: row.text('source'),
    note: row.text('note'),
  }
}

/** The usual limit (`limit_value`), or the longest (`limit_max`) where the usual one is not stated. */
function limitOf(row: Row): Limit | undefined {
  const kind = row.oneOf('limit_kind', ['same_day', 'hours', 'working_days', 'days'])
  if (kind === 'same_day') return { kind: 'same-day' }
  const length = row.optionalNumber('limit_value') || row.optionalNumber('limit_max')
  if (!length) return undefined
  switch (kind) {
    case 'hours':
      return { kind: 'working-time', workingHours: length }
    case 'working_days':
      return { kind: 'working-time', workingHours: length * WORKING_HOURS_A_DAY }
    case 'days':
      return {
        kind: 'working-time',
        workingHours: Math.ceil(length * WORKING_DAYS_A_CALENDAR_DAY * WORKING_HOURS_A_DAY),
      }
  }
}

function unitOf(row: Row): UnitRow {
  return {
    code: row.text('code'),
    name: row.text('name'),
    type: row.oneOf('type', ['xã', 'phường', 'đặc khu']),
    provinceCode: row.text('province_code'),
    province: row.text('province'),
  }
}
