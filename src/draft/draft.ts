import type { Answers } from './answers.ts'
import { dossiersIn, monthsIn, workingDays } from './period.ts'
import { findScript, type ShippedScript } from './shipped-scripts.ts'
import { type Group, groupsOf, needsOf } from './staff.ts'
import type { Text } from './text.ts'
import { titleOf } from './title.ts'

/** Answers, and what follows from them for every section of the file. */
export interface Draft {
  readonly answers: Answers
  readonly title: Text
  readonly scripts: readonly ShippedScript[]
  /** Of each unit. */
  readonly groups: readonly (readonly Group[])[]
  /** How many months the period is. */
  readonly months: number
  /** Dossiers of each unit in the period. */
  readonly dossiers: readonly number[]
  /** Whether every unit has as many as the others. */
  readonly sameVolume: boolean
  readonly firstWorkingDay: string
}

/** @throws TypeError for a script that no shipped scenario has: the answers were not checked */
export function draftOf(answers: Answers): Draft {
  const { from, to, units } = answers
  const scripts = answers.scripts.map((name) => {
    const found = findScript(name)
    if ('near' in found) throw new TypeError(`no script ${name} is shipped`)
    return found
  })
  const needs = needsOf(scripts)
  const months = monthsIn(from, to)
  const dossiers = units.map(({ perMonth }) => dossiersIn(months, perMonth.value))
  return {
    ...{ answers, scripts, months, dossiers },
    title: titleOf(
      units.map(({ code }) => code),
      from,
      to,
    ),
    groups: units.map(({ staff }) => groupsOf(staff.value, needs)),
    sameVolume: new Set(dossiers).size === 1,
    firstWorkingDay: workingDays(from, to)[0] ?? from,
  }
}

/** As in the base, for every official. */
export const SICKNESS_PER_DAY = 0.02
