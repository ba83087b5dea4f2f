import { sleep } from 'k6'
import exec from 'k6/execution'
import type { LoadList, LoadOfficial, LoadOperation, LoadPlan, LoadRequest } from '../work/load-plan.ts'
import { Caller } from './caller.ts'
import { keep } from './captured.ts'
import { type DossierLine, OpenDossier, type Turn } from './dossier-lines.ts'

export interface Dossiers {
  /** By place; each in an array. */
  readonly lines: readonly (readonly [DossierLine])[]
  /** All ids by place, between tabs, as the only text: one taken out of a line would keep the whole line in memory. */
  readonly ids: readonly (readonly [string])[]
}

function dossierAt(dossiers: Dossiers, place: number): OpenDossier | undefined {
  const line = dossiers.lines[place]?.[0]
  return line ? new OpenDossier(line) : undefined
}

/** Between two looks at a list in which nothing is for one, s. */
const LOOK_S = 0.5
/** Without lists: so many calls to one look at a list, tries of a call, and the time between two of them. */
const CALLS_A_LOOK = 10
const MOST_TRIES = 5
const RETRY_S = 0.5
/** So that an instant is met although sleeping takes a little longer than asked. */
const SLEEP_EARLY_MS = 1
const MOST_STANDS = 1000
/** So that a VU's memory does not grow with the dossiers that it has seen. */
const MOST_OWNERS = 4000
const MOST_REACHED = 4000
const NOBODY = -2

let caller: Caller | undefined
/** Kept, as k6 makes another one at each look at it; what it tells is always of now. */
let scenario: typeof exec.scenario | undefined
let places: Map<string, number> | undefined

/** A citizen hands in the dossier whose turn it is, at its instant; every dossier is handed in once. */
export function handIn(plan: LoadPlan, dossiers: Dossiers, zeroMs: number): void {
  scenario ??= exec.scenario
  const place = scenario.iterationInTest
  const dossier = dossierAt(dossiers, place)
  if (!dossier) return
  caller ??= new Caller(plan, zeroMs, plan.wholeWay)
  const intendedMs = zeroMs + dossier.atMs
  const early = intendedMs - Date.now() - SLEEP_EARLY_MS
  if (early > 0) sleep(early / 1000)
  const lateMs = Math.max(0, Date.now() - intendedMs)
  const isIn = caller.call(dossier, place, 0, lateMs)
  if (isIn && plan.wholeWay) goTheWay(plan, dossier, place, zeroMs, caller)
  caller.forget(place)
}

/** All calls of a dossier after its first, as fast as the systems answer; nothing new once the run is over. */
function goTheWay(plan: LoadPlan, dossier: OpenDossier, place: number, zeroMs: number, caller: Caller): void {
  const endMs = zeroMs + plan.durationMs
  const { turns } = dossier
  for (let at = 1, tries = 0; at < turns.length && Date.now() < endMs; ) {
    const list = plan.officials[(turns[at] as Turn).who]?.lists[0]
    // A look at the work list finds work for several calls.
    if (list && tries === 0 && (place + at) % CALLS_A_LOOK === 0)
      caller.look(JSON.stringify(list), listOf(plan, list), 0)
    if (caller.call(dossier, place, at, 0)) {
      at++
      tries = 0
    } else if (caller.refused || ++tries === MOST_TRIES) return
    else sleep(RETRY_S)
  }
}

/** One official, or whoever is none, for as long as the run goes: looks at the list, does what is theirs, looks again. */
export function workThroughLists(plan: LoadPlan, dossiers: Dossiers, zeroMs: number): void {
  const official = plan.officials[exec.scenario.iterationInTest]
  if (!official) return
  caller ??= new Caller(plan, zeroMs, true)
  places ??= new Map((dossiers.ids[0]?.[0] ?? '').split('\t').map((id, place) => [id, place]))
  new Worker(plan, dossiers, zeroMs, official, caller, places).run()
}

function listOf(plan: LoadPlan, { operation }: LoadRequest): LoadList {
  // What is asked for as a work list is read as one.
  return (plan.operations[operation] as LoadOperation).list as LoadList
}

/** What an official knows of a dossier between two looks at the list. */
interface Known {
  /** The next call, as the list shows it. */
  readonly next: number
  /** The call to go on with: a later one where those before it are made, and no list shows it. */
  readonly at: number
  /** Not before, by the wall clock. */
  readonly notBeforeMs: number
}

/** A work list: how it is asked for, as JSON, and how it is read. */
interface WorkList {
  readonly request: string
  readonly list: LoadList
}

class Worker {
  readonly #plan: LoadPlan
  readonly #dossiers: Dossiers
  readonly #endMs: number
  readonly #official: LoadOfficial
  readonly #lists: readonly WorkList[]
  readonly #caller: Caller
  readonly #places: ReadonlyMap<string, number>
  readonly #known = new Map<number, Known>()
  readonly #owners = new Map<number, number>()
  /** Of dossiers whose list shows their state alone: the place after the last call that this official has made. */
  readonly #reached = new Map<number, number>()

  constructor(
    plan: LoadPlan,
    dossiers: Dossiers,
    zeroMs: number,
    official: LoadOfficial,
    caller: Caller,
    places: ReadonlyMap<string, number>,
  ) {
    this.#plan = plan
    this.#dossiers = dossiers
    this.#endMs = zeroMs + plan.durationMs
    this.#official = official
    this.#lists = official.lists.map((list) => ({ request: JSON.stringify(list), list: listOf(plan, list) }))
    this.#caller = caller
    this.#places = places
  }

  run(): void {
    while (Date.now() < this.#endMs) {
      let done = 0
      for (const list of this.#lists) done += this.#workThrough(list)
      if (done === 0) this.#rest(LOOK_S * 1000)
    }
  }

  /** Goes through a list part by part, until something was done: then it is no longer as it was read. */
  #workThrough({ request, list }: WorkList): number {
    for (let part = 0; Date.now() < this.#endMs; part++) {
      const rows = this.#caller.look(request, list, part) ?? []
      let done = 0
      for (const { about, stand, item } of rows) {
        if (Date.now() >= this.#endMs) return done
        const place = this.#places.get(about)
        if (place !== undefined && this.#takeOn(place, stand, list, item)) done++
      }
      if (done > 0 || list.size === null || rows.length < list.size) return done
    }
    return 0
  }

  /** Does the dossier's next calls as long as they are this official's. @returns whether one was made */
  #takeOn(place: number, stand: number, list: LoadList, item: unknown): boolean {
    const byState = list.states !== null
    if (this.#ownerOf(place, stand, byState) !== this.#official.who) return false
    const dossier = dossierAt(this.#dossiers, place) as OpenDossier
    const { turns } = dossier
    const next = byState ? nextInState(turns, stand, this.#reached.get(place) ?? 0) : nextAfter(turns, stand)
    const turn = turns[next]
    if (!turn) return false
    const known = this.#seen(place, next, turn)
    if (Date.now() < known.notBeforeMs) return false
    if (list.captures.length > 0) this.#caller.keep(place, list.captures, item)
    const failed = this.#inOneGo(dossier, known, place, byState)
    if (!failed) this.#known.delete(place)
    else {
      const notBeforeMs = Date.now() + Math.max(1000, this.#wallMs(this.#plan.retryMs))
      this.#known.set(place, { ...failed, notBeforeMs })
    }
    return true
  }

  /** @returns where it goes on once the call that has failed is tried again; undefined where none has */
  #inOneGo(
    dossier: OpenDossier,
    known: Known,
    place: number,
    byState: boolean,
  ): Omit<Known, 'notBeforeMs'> | undefined {
    const { turns } = dossier
    let { next } = known
    for (let { at } = known; at < turns.length; at++) {
      const each = turns[at] as Turn
      if (at > known.at) {
        // What no list shows is done at once, in the name of whoever does it.
        const { shown } = turns[at - 1] as Turn
        if (shown && each.who !== this.#official.who) return undefined
        // Who remembers how far they have come find it again when its time has come.
        if ((shown || byState) && each.beforeMs > 0) return undefined
      }
      this.#rest(this.#wallMs(each.handleMs) / this.#plan.staffFactor)
      if (Date.now() >= this.#endMs) return undefined
      if (!this.#caller.call(dossier, place, at, 0)) return { next, at }
      if (byState) keep(this.#reached, place, at + 1, MOST_REACHED)
      if (byState || each.shown) next = at + 1
    }
    this.#reached.delete(place)
    this.#caller.forget(place)
    return undefined
  }

  /** Who is to take a dossier on that stands there; remembered, as a list shows the same ones again and again. */
  #ownerOf(place: number, stand: number, byState: boolean): number {
    const key = place * MOST_STANDS + stand
    const known = this.#owners.get(key)
    if (known !== undefined) return known
    const turns = dossierAt(this.#dossiers, place)?.turns ?? []
    const owner = turns[byState ? nextInState(turns, stand, 0) : nextAfter(turns, stand)]?.who ?? NOBODY
    if (this.#owners.size >= MOST_OWNERS) this.#owners.clear()
    this.#owners.set(key, owner)
    return owner
  }

  #seen(place: number, next: number, turn: Turn): Known {
    const known = this.#known.get(place)
    if (known && known.next === next) return known
    const now = { next, at: next, notBeforeMs: Date.now() + this.#wallMs(turn.beforeMs) }
    this.#known.set(place, now)
    return now
  }

  #wallMs(scenarioMs: number): number {
    return this.#plan.noThink ? 0 : scenarioMs / this.#plan.compression
  }

  #rest(ms: number): void {
    const most = this.#endMs - Date.now()
    if (ms > 0 && most > 0) sleep(Math.min(ms, most) / 1000)
  }
}

/** Place of the first call after so many changes. */
function nextAfter(turns: readonly Turn[], changes: number): number {
  let seen = 0
  for (let at = 0; at < turns.length; at++) {
    if (seen === changes) return at
    if ((turns[at] as Turn).shown) seen++
  }
  return turns.length
}

/** Place of the first call, from one place on, before which a dossier is in a state: whoever makes one makes all of them. */
function nextInState(turns: readonly Turn[], state: number, from: number): number {
  for (let at = Math.max(1, from); at < turns.length; at++) if ((turns[at - 1] as Turn).state === state) return at
  return turns.length
}
