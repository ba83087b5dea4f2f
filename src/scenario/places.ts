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
 * the rest leads nowhere are left out, and one at least must be left. A key may hold dots itself, as an operation's name.
 * @param mayBeNew whether the last key of a mapping may be one that is not there yet
 */
export function placesOf(value: unknown, path: string, mayBeNew: boolean): Places {
  return walk(value, path.split('.'), [], mayBeNew)
}

function walk(at: unknown, segments: readonly string[], before: readonly string[], mayBeNew: boolean): Places {
  const [segment] = segments
  if (segment === undefined) return { places: [before] }
  const known = keysOf(at)
  const into = (key: string, length: number) =>
    walk(childOf(at, key), segments.slice(length), [...before, key], mayBeNew)
  if (segment === '*') {
    const all = known.map((key) => into(key, 1))
    const places = all.flatMap((each) => ('places' in each ? each.places : []))
    return places.length > 0 ? { places } : (all[0] ?? { nowhere: { segment, before, known } })
  }
  for (let length = segments.length; length > 0; length--) {
    const key = segments.slice(0, length).join('.')
    if (known.includes(key)) return into(key, length)
  }
  const isNew = mayBeNew && segments.length === 1 && isMapping(at) && segment !== '__proto__'
  return isNew ? { places: [[...before, segment]] } : { nowhere: { segment, before, known } }
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
