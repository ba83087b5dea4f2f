import { type LoadOutcome as OutcomeKind, loadOutcomes as outcomeKinds } from '../../schema/index.ts'

/** What the script tells, a line each. */
export type Told =
  /** When the first second of the plan begins, by the wall clock, epoch ms. */
  | { readonly kind: 'zero'; readonly zeroMs: number }
  /** All of it was told. */
  | { readonly kind: 'ended' }
  /** A dossier begins, by so much later than intended. */
  | { readonly kind: 'begun'; readonly dossier: number; readonly lateMs: number }
  /** A call of a dossier; with −1 for the call it asks for an id, with −1 for both it is a look at a list. */
  | {
      readonly kind: 'call'
      readonly dossier: number
      readonly call: number
      /** Index into LoadPlan.operations. */
      readonly operation: number
      readonly outcome: OutcomeKind
      readonly tookUs: number
      readonly status: number
      /** Scenario time of its beginning, epoch ms. */
      readonly atMs: number
      /** By how much it began later than intended, ms: part of how long it took. */
      readonly lateMs: number
      /** The appointment date as the answer has it, '' for none; the error of a script error. */
      readonly note: string
    }
  /** What k6 itself says. */
  | { readonly kind: 'other'; readonly text: string }

/** Reads what k6 puts out, however it is cut into pieces. */
export class Lines {
  readonly #take: (told: Told) => void
  #rest = ''

  constructor(take: (told: Told) => void) {
    this.#take = take
  }

  add(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') this.#tell(line)
  }

  #tell(line: string): void {
    const told = read(line)
    // With its first call it is told that the dossier began: k6 writes one line, not two.
    if (told.kind === 'call' && told.call === 0)
      this.#take({ kind: 'begun', dossier: told.dossier, lateMs: told.lateMs })
    this.#take(told)
  }
}

function read(line: string): Told {
  const other: Told = { kind: 'other', text: line }
  if (!line.startsWith('@')) return other
  const parts = line.slice(1).split('\t')
  const number = (at: number): number => Number(parts[at])
  if (parts[0] === 'z') return { kind: 'zero', zeroMs: number(1) }
  if (parts[0] === 'e') return { kind: 'ended' }
  if (parts[0] === 'b') return { kind: 'begun', dossier: number(1), lateMs: number(2) }
  const outcome = outcomeKinds.find((kind) => kind === parts[4])
  if (parts[0] !== 'c' || outcome === undefined) return other
  return {
    kind: 'call',
    dossier: number(1),
    call: number(2),
    operation: number(3),
    outcome,
    tookUs: number(5),
    status: number(6),
    atMs: number(7),
    lateMs: number(8),
    note: parts[9] ?? '',
  }
}
