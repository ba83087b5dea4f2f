import Type from 'typebox'
import type { FaultKind, Faults } from '../../core/faults.ts'
import { closed, text } from '../../core/shapes.ts'
import type { Numbering } from './numbering.ts'

export const SEPARATE_NUMBERING = 'separate-numbering'

/** The fault that makes two sites of a centre number apart. */
export const separateNumbering: FaultKind = {
  what: 'Two sites of a centre number dossiers apart from each other, so that numbers come twice.',
  more: closed(
    { secondSite: Type.Optional(text(4000, 1, 'Officials of the second site, by id, with commas in between.')) },
    'Who is where. Without it: half of the officials, by name.',
  ),
}

interface Numberer {
  readonly operation: string
  readonly id: string
  readonly atMs: number
  /** User of the account, or id of the official. */
  readonly by: string
  /** Code of the unit whose dossier it is. */
  readonly unit: string | undefined
}

/** From which sequence an official takes a number. */
export function numberingFor(faults: Faults, who: Numberer): Numbering {
  const fault = faults.find(SEPARATE_NUMBERING, who)
  if (!fault) return { kind: 'shared' }
  // The user of an account is <unit code>.<official id>.
  const official = who.by.slice(who.by.indexOf('.') + 1)
  const { secondSite } = fault.more ?? {}
  const isSecondSite =
    secondSite === undefined
      ? isInSecondHalf(official)
      : String(secondSite)
          .split(',')
          .some((id) => id.trim() === official)
  return { kind: 'apart', since: fault.id, isSecondSite }
}

/** Officials are numbered from 1: every other one sits at the second site. */
function isInSecondHalf(official: string): boolean {
  const number = /(\d+)$/.exec(official)?.[1]
  return number !== undefined && Number(number) % 2 === 0
}
