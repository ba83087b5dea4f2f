import { sleep } from 'k6'
import exec from 'k6/execution'
import type { LoadOfficial, LoadPlan } from '../work/load-plan.ts'
import { Caller } from './caller.ts'
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
const PAGE = 40
/** Without lists: so many calls to one look at a list, tries of a call, and the time between two of them. */
const CALLS_A_LOOK = 10
const MOST_TRIES = 5
const RETRY_S = 0.5
/** So that an instant is met although sleeping takes a little longer than asked. */
const SLEEP_EARLY_MS = 1
const MOST_CHANGES = 1000
/** So that a VU's memory does not grow with the dossiers that it has seen. */
const MOST_OWNERS = 4000
const NOBODY = -2

let caller: Caller | undefined
let places: Map<string, number> | undefined

/** A citizen hands in the dossier whose turn it is, at its instant; every dossier is handed in once. */
export function handIn(plan: LoadPlan, dossiers: Dossiers, zeroMs: number): void {
  const place = exec.scenario.iterationInTest
  const dossier = dossierAt(dossiers, place)
  const first = dossier?.request(0)
  if (!dossier || first === undefined) return
  caller ??= new Caller(plan, zeroMs)
  const intendedMs = zeroMs + dossier.atMs
  const early = intendedMs - Date.now() - SLEEP_EARLY_MS
  if (early > 0) sleep(early / 1000)
  const lateMs = Math.max(0, Date.now() - intendedMs)
  const isIn = caller.call(first, place, 0, lateMs)
  if (isIn && plan.wholeWay) goTheWay(plan, dossier, place, zeroMs, caller)
}

/** All calls of a dossier after its first, as fast as the systems answer; nothing new once the run is over. */
function goTheWay(plan: LoadPlan, dossier: OpenDossier, place: number, zeroMs: number, caller: Caller): void {
  const endMs = zeroMs + plan.durationMs
  const { turns } = dossier
  for (let at = 1, tries = 0; at < turns.length && Date.now() < endMs; ) {
    const list = plan.officials[(turns[at] as Turn).who]?.lists[0]
    // A look at the work list finds work for several calls.
    if (list && tries === 0 && (place + at) % CALLS_A_LOOK === 0) caller.look(JSON.stringify(list), 0, PAGE)
    if (caller.call(dossier.request(at) as string, place, at, 0)) {
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
  caller ??= new Caller(plan, zeroMs)
  places ??= new Map((dossiers.ids[0]?.[0] ?? '').split('\t').map((id, place) => [id, place]))
  new Worker(plan, dossiers, zeroMs, official, caller, places).run()
}

/** What an official knows of a dossier between two looks at the list. */
interface Known {
  /** How often it was changed when it was first seen so. */
  readonly changes: number
  /** Not before, by the wall clock. */
  notBeforeMs: number
}

class Worker {
  readonly #plan: LoadPlan
  readonly #dossiers: Dossiers
  readonly #endMs: number
  readonly #official: LoadOfficial
  /** Requests, as JSON. */
  readonly #lists: readonly string[]
  readonly #caller: Caller
  readonly #places: ReadonlyMap<string, number>
  readonly #known = new Map<number, Known>()
  readonly #owners = new Map<number, number>()

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
    this.#lists = official.lists.map((list) => JSON.stringify(list))
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
  #workThrough(list: string): number {
    for (let start = 0; Date.now() < this.#endMs; start += PAGE) {
      const rows = this.#caller.look(list, start, start + PAGE) ?? []
      let done = 0
      for (const { about, changes } of rows) {
        if (Date.now() >= this.#endMs) return done
        const place = this.#places.get(about)
        if (place !== undefined && this.#takeOn(place, changes)) done++
      }
      if (done > 0 || rows.length < PAGE) return done
    }
    return 0
  }

  /** Does the dossier's next calls as long as they are this official's. @returns whether one was made */
  #takeOn(place: number, changes: number): boolean {
    if (this.#ownerOf(place, changes) !== this.#official.who) return false
    const dossier = dossierAt(this.#dossiers, place) as OpenDossier
    const first = nextAfter(dossier.turns, changes)
    const known = this.#seen(place, changes, dossier.turns[first] as Turn)
    if (Date.now() < known.notBeforeMs) return false
    if (this.#inOneGo(dossier, first, place)) this.#known.delete(place)
    else known.notBeforeMs = Date.now() + Math.max(1000, this.#wallMs(this.#plan.retryMs))
    return true
  }

  /** @returns false where a call has failed */
  #inOneGo(dossier: OpenDossier, first: number, place: number): boolean {
    const { turns } = dossier
    for (let at = first; at < turns.length; at++) {
      const each = turns[at] as Turn
      // What no list shows is done at once, in the name of whoever does it.
      const shown = at > first && (turns[at - 1] as Turn).changes
      if (shown && (each.who !== this.#official.who || each.beforeMs > 0)) return true
      this.#rest(this.#wallMs(each.handleMs) / this.#plan.staffFactor)
      if (Date.now() >= this.#endMs) return true
      if (!this.#caller.call(dossier.request(at) as string, place, at, 0)) return false
    }
    return true
  }

  /** Who is to take a dossier on after so many changes; remembered, as a list shows the same ones again and again. */
  #ownerOf(place: number, changes: number): number {
    const key = place * MOST_CHANGES + changes
    const known = this.#owners.get(key)
    if (known !== undefined) return known
    const turns = dossierAt(this.#dossiers, place)?.turns ?? []
    const owner = turns[nextAfter(turns, changes)]?.who ?? NOBODY
    if (this.#owners.size >= MOST_OWNERS) this.#owners.clear()
    this.#owners.set(key, owner)
    return owner
  }

  #seen(place: number, changes: number, turn: Turn): Known {
    const known = this.#known.get(place)
    if (known && known.changes === changes) return known
    const now = { changes, notBeforeMs: Date.now() + this.#wallMs(turn.beforeMs) }
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
    if ((turns[at] as Turn).changes) seen++
  }
  return turns.length
}
