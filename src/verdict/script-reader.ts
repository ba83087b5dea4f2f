import { CITIZEN, type ScriptEntry } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { EventLine } from '../schema/index.ts'

/** What a line tells of a step of a script, names turned into indexes. */
export interface ScriptTold {
  readonly script: ScriptEntry
  /** Index of the official; CITIZEN where somebody else did it. */
  readonly by: number
}

/** Turns lines about steps of scripts back into what was recorded. */
export class ScriptReader {
  readonly #plan: Plan
  readonly #scripts: ReadonlyMap<string, number>
  readonly #steps: readonly ReadonlyMap<string, number>[]

  constructor(plan: Plan) {
    this.#plan = plan
    this.#scripts = numbered(plan.scripts)
    this.#steps = plan.scripts.map(({ steps }) => numbered(steps))
  }

  /**
   * @param unit index of the unit
   * @param dossier number of the dossier that the line names; −1 without one
   * @returns what is wrong with the line, in a sentence, where it does not belong to the plan
   */
  read(line: EventLine, unit: number, dossier: number): ScriptTold | string {
    const script = this.#scripts.get(line.script ?? '')
    if (script === undefined) return `the plan has no script ${shown(line.script)}`
    const plan = this.#plan.scripts[script] as Plan['scripts'][number]
    if (!plan.units.includes(unit)) return `unit ${shown(line.unit)} does not play the script ${shown(line.script)}`
    const step = this.#steps[script]?.get(line.step)
    if (step === undefined) return `the script has no step ${shown(line.step)}`
    if (dossier >= 0 && !plan.dossiers.some(({ number }) => number === dossier)) {
      return `${shown(line.dossier)} is no dossier of the script`
    }
    if (typeof line.by !== 'string') return `"by" is ${shown(line.by)}`
    const evidence = line.evidence ?? []
    if (!Array.isArray(evidence)) return `"evidence" is ${shown(line.evidence)}`
    const said = { remedy: line.remedy ?? '', status: line.status ?? 0 }
    const by = this.#plan.units[unit]?.officials.findIndex(({ id }) => id === line.by) ?? CITIZEN
    return {
      script: { script, step, dossier, who: by < 0 ? line.by : '', ...said, evidence },
      by: by < 0 ? CITIZEN : by,
    }
  }
}

function numbered(named: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  return new Map(named.map(({ name }, number) => [name, number]))
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}
