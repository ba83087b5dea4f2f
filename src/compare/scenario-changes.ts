import type { Change } from './comparison.ts'

/** Sections that say where numbers come from and what things are called: nothing is run by them. */
const ONLY_TOLD: ReadonlySet<string> = new Set(['basis', 'takenAway', 'title', 'difficulties'])

/** Where two scenarios differ, as data: order of keys, comments, layout and what is only told are no difference. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const changes: Change[] = []
  walk('', before, after, changes)
  return changes.filter(({ path }) => !ONLY_TOLD.has(path.split('.')[0] ?? ''))
}

function walk(path: string, before: unknown, after: unknown, changes: Change[]): void {
  if (isPlain(before) && isPlain(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      walk(path === '' ? key : `${path}.${key}`, before[key], after[key], changes)
    }
  } else if (isNamedList(before) && isNamedList(after)) {
    walk(path, byName(before), byName(after), changes)
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      walk(`${path}.${index}`, before[index], after[index], changes)
    }
  } else if (!Object.is(before, after)) changes.push({ path, before, after })
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Incidents and the like go by name: one that is taken away does not move the others. */
function isNamedList(value: unknown): value is readonly { readonly name: string }[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((each) => isPlain(each) && typeof each.name === 'string')
  )
}

function byName(list: readonly { readonly name: string }[]): Record<string, unknown> {
  return Object.fromEntries(list.map((each) => [each.name, each]))
}
