import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Stringifier, stringify } from 'csv-stringify'
import { formatInstant } from '../calendar/index.ts'
import { Draws } from '../chance/index.ts'
import { Fault } from '../faults/index.ts'
import { arrivalsOf, PLAYED_REPLICATION } from '../operation/index.ts'
import { dossierId, People } from '../people/index.ts'
import { loadScenario, type Plan } from '../scenario/index.ts'
import { channels } from '../schema/index.ts'
import { host } from './host.ts'
import { seedOf, wholeNumber } from './seed.ts'

export interface GenerateArguments {
  readonly scenario: string
  readonly seed?: number
  readonly what: 'citizens' | 'dossiers'
  readonly format: 'ndjson' | 'csv'
  readonly count?: number
  readonly out?: string
}

type Row = Record<string, string | readonly string[]>

/** Writes the citizens or dossiers that every clock would meet, in the order of their ids. */
export async function runGenerate(args: GenerateArguments): Promise<void> {
  const plan = loadScenario(args.scenario)
  const seed = seedOf(args.seed, plan.scenario.seed)
  const most = args.count === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--count', args.count, 0, 100_000_000)
  const sink = args.out === undefined ? host.stdout : createWriteStream(args.out)
  const failed = new Promise<never>((_, reject) => {
    sink.on('error', (error: Error) => {
      reject(
        new Fault(
          'output-unwritable',
          `Can’t write ${args.out}: ${error.message}`,
          'Name another file with --out.',
          error,
        ),
      )
    })
  })
  await Promise.race([failed, writeAll(rows(plan, seed, args.what, most), args, sink)])
}

/** Columns of the CSV, also when there is no row to take them from. */
const columns = {
  citizens: ['dossier', 'synthetic', 'fullName', 'gender', 'birthDate', 'identityNumber', 'phone', 'email', 'address'],
  dossiers: [
    'dossier',
    'unit',
    'submittedAt',
    'channel',
    'procedure',
    'procedureName',
    'applicant',
    'identityNumber',
    'documents',
    'missing',
    'synthetic',
  ],
} as const

async function writeAll(
  all: Iterable<Row>,
  { format, what }: GenerateArguments,
  sink: NodeJS.WritableStream,
): Promise<void> {
  let csv: Stringifier | undefined
  if (format === 'csv') {
    csv = stringify({
      header: true,
      columns: [...columns[what]],
      cast: { object: (value) => (Array.isArray(value) ? value.join('; ') : '') },
    })
    csv.pipe(sink, { end: false })
  }
  for (const row of all) {
    const hasRoom = csv ? csv.write(row) : sink.write(`${JSON.stringify(row)}\n`)
    if (!hasRoom) await new Promise((resolve) => (csv ?? sink).once('drain', resolve))
  }
  if (csv) {
    csv.end()
    await finished(csv)
  }
  if (sink !== host.stdout) {
    sink.end()
    await finished(sink)
  }
}

function* rows(plan: Plan, seed: number, what: GenerateArguments['what'], most: number): Iterable<Row> {
  const draws = new Draws(seed, PLAYED_REPLICATION)
  const people = new People(plan, seed, PLAYED_REPLICATION)
  for (const [unitIndex, unit] of plan.units.entries()) {
    for (const arrival of arrivalsOf(plan, unitIndex, draws)) {
      const index = arrival.number
      if (index >= most) break
      const citizen = people.citizen(unitIndex, index)
      const dossier = dossierId(unit.code, index)
      if (what === 'citizens') {
        yield { dossier, ...citizen }
        continue
      }
      const procedure = plan.procedures[arrival.procedure] as Plan['procedures'][number]
      const papers = people.dossierPapers(unitIndex, index, arrival.procedure, arrival.incomplete)
      yield {
        dossier,
        unit: unit.code,
        submittedAt: formatInstant(arrival.atMs),
        channel: channels[arrival.channel] ?? '',
        procedure: procedure.code,
        procedureName: procedure.nameVi,
        applicant: citizen.fullName,
        identityNumber: citizen.identityNumber,
        documents: papers.documents,
        missing: papers.missing,
        synthetic: citizen.synthetic,
      }
    }
  }
}
