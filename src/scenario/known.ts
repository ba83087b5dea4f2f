import { Fault } from '../faults/index.ts'

/** What the checks have made sure of: where it is missing after all, they have a gap. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new Fault('internal', `no ${what}, though the scenario was checked`, 'please report this with the scenario')
  return value
}

/** Place in a list of what the checks have found there. */
export function indexIn<T extends string>(list: readonly T[], name: T, what: string): number {
  const index = list.indexOf(name)
  return known(index === -1 ? undefined : index, `${what} ${name}`)
}

/** HH:MM to minutes after midnight. */
export function minutesOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}
