/** Where a dotted path with "*" breaks off. */
export interface Nowhere {
  /** The segment that leads nowhere, and the way to it. */
  readonly segment: string
  readonly before: readonly string[]
  /** What stands there instead. */
  readonly known: readonly string[]
}

/** The places that a path leads to, each as its own path without "*"; or where it breaks off. */
export type Places = { readonly places: readonly (readonly string[])[] } | { readonly nowhere: Nowhere }

/**
 * Follows a dotted path into plain data. "*" stands for every element of a list or mapping; of those, the ones in which
 * the rest leads nowhere are left out, and one at least must be left.
 * @param mayBeNew whether the last key of a mapping may be one that is not there yet
 */
export function placesOf(value: unknown, path: string, mayBeNew: boolean): Places {
  const segments = path.split('.')
  const walk = (at: unknown, before: readonly string[]): Places => {
    const segment = segments[before.length]
    if (segment === undefined) return { places: [before] }
    const known = keysOf(at)
    if (segment === '*') {
      const all = known.map((key) => walk(childOf(at, key), [...before, key]))
      const places = all.flatMap((each) => ('places' in each ? each.places : []))
      const [first] = all
      if (places.length > 0) return { places }
      return first ?? { nowhere: { segment, before, known } }
    }
    const isLast = before.length === segments.length - 1
    if (known.includes(segment)) return walk(childOf(at, segment), [...before, segment])
    const isNew = mayBeNew && isLast && isMapping(at) && segment !== '__proto__'
    return isNew ? { places: [[...before, segment]] } : { nowhere: { segment, before, known } }
  }
  return walk(value, [])
}

/** What stands at a path without "*"; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, segment) => (keysOf(at).includes(segment) ? childOf(at, segment) : undefined), value)
}

/** Puts a value at a path that `placesOf` has found. */
export function putAt(value: unknown, path: readonly string[], put: unknown): void {
  const holder = valueAt(value, path.slice(0, -1)) as Record<string, unknown>
  holder[path.at(-1) ?? ''] = put
}

/** Takes what stands at a path out of its list or mapping. */
export function removeAt(value: unknown, path: readonly string[]): void {
  const holder = valueAt(value, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else delete (holder as Record<string, unknown>)[last]
}

/** Whether removing what stands at a path moves what comes after it. */
export function isInList(value: unknown, path: readonly string[]): boolean {
  return Array.isArray(valueAt(value, path.slice(0, -1)))
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

function childOf(value: unknown, key: string): unknown {
  return (value as Record<string, unknown>)[key]
}
