import { DAY_MS, parseLocal } from '../calendar/index.ts'
import type { Script } from '../schema/index.ts'
import { checkScriptStep } from './check-script-step.ts'
import { checkTakesPart } from './check-units.ts'
import type { Checking } from './checking.ts'
import { calendarOf } from './office-hours.ts'
import { SCRIPT_STREAM } from './plan.ts'
import { quoted } from './problem.ts'
import { dossiersOfScript, type PlacedStep, stepsOfScript } from './scripted.ts'
import type { Path } from './source-document.ts'
import { instant } from './span.ts'
import { suggest } from './suggestion.ts'

/** Steps of all scripts over all their units: what becomes of each is kept. */
const MOST_STEPS = 1_000_000

/** Every script: its names, times, units, what its steps refer to, and the order that they are given. */
export function checkScripts(checking: Checking): void {
  const { list, scenario } = checking
  const scripts = scenario.scripts ?? []
  if (scripts.length > 0 && Object.hasOwn(scenario.demand.streams ?? {}, SCRIPT_STREAM)) {
    const at = ['demand', 'streams', SCRIPT_STREAM]
    list.error(at, `"${SCRIPT_STREAM}" is the stream of the scripts' dossiers`, 'give this stream another name', 'key')
  }
  checkNamedOnce(
    scripts.map(({ name }, index) => ({ name, at: ['scripts', index] })),
    'script',
  )
  let total = 0
  scripts.forEach((script, index) => {
    const at = ['scripts', index]
    script.units?.forEach((code, place) => {
      checkTakesPart(checking, [...at, 'units', place], code)
    })
    checkTimes(checking, at, script)
    const steps = stepsOfScript(script, at)
    total += steps.length * (script.units?.length ?? checking.unitCodes.size)
    checkNamedOnce(
      script.blocks.map(({ name }, place) => ({ name, at: [...at, 'blocks', place] })),
      'block of the script',
    )
    checkNamedOnce(
      steps.map((placed) => ({ name: placed.step.name, at: placed.at })),
      'step of the script',
    )
    checkDossiers(checking, steps, script)
    checkOrder(checking, steps)
    for (const placed of steps) checkScriptStep(checking, script, placed)
  })
  if (total > MOST_STEPS) {
    const message = `the scripts have ${total.toLocaleString('en')} steps over all units; at most ${MOST_STEPS.toLocaleString('en')} are possible`
    list.error(['scripts'], message, 'name the "units" that play them', 'key')
  }

  function checkNamedOnce(named: readonly { name: string; at: Path }[], what: string): void {
    const seen = new Set<string>()
    for (const { name, at } of named) {
      if (seen.has(name)) list.error([...at, 'name'], `another ${what} is called "${name}"`, 'give each its own name')
      seen.add(name)
    }
  }
}

function checkTimes({ list, scenario, catalogue }: Checking, at: Path, script: Script): void {
  const day = instant(list, [...at, 'date'], script.date)
  if (day === undefined) return
  const { from, to } = scenario.period
  // Dates as text are in the order of time.
  if (script.date < from || script.date > to) {
    const hint = 'a script is played on a day of the period'
    list.error([...at, 'date'], `${script.date} lies outside the period, ${from} to ${to}`, hint)
    return
  }
  script.blocks.forEach(({ start }, index) => {
    if (start !== undefined && start < script.start) {
      const message = `the block begins at ${start}, before its script, at ${script.start}`
      list.error([...at, 'blocks', index, 'start'], message)
    }
  })
  if (list.found.some(({ severity }) => severity === 'error')) return
  const calendar = calendarOf(scenario, catalogue, { fromMs: parseLocal(from), toMs: parseLocal(to) + DAY_MS })
  if (!calendar.isWorkingDay(day)) {
    const message = `the centre is closed on ${script.date}: only officials with overtime then do their steps`
    list.warning([...at, 'date'], message)
  }
}

/** Each dossier is begun by one step, and spoken of by later ones. */
function checkDossiers({ list }: Checking, steps: readonly PlacedStep[], script: Script): void {
  const known = dossiersOfScript(script).map(({ dossier }) => dossier)
  const begun = new Set<string>()
  for (const { at, step } of steps) {
    const { does } = step
    const here = [...at, 'does', 'dossier']
    const name = 'dossier' in does ? does.dossier : undefined
    if (name === undefined) continue
    if (does.kind === 'dossier') {
      if (begun.has(name)) list.error(here, `another step begins the dossier "${name}"`, 'give each its own name')
      begun.add(name)
    } else if (!known.includes(name)) {
      const hint = suggest(name, known) ?? `a step begins it: does: { kind: dossier, dossier: ${name}, … }`
      list.error(here, `no step of the script begins a dossier ${quoted(name)}`, hint)
    } else if (!begun.has(name)) {
      list.error(here, `the dossier "${name}" is begun only by a later step`, 'put that step before this one')
    }
  }
}

/** Steps that are given exist, and none waits for itself through others. */
function checkOrder({ list }: Checking, steps: readonly PlacedStep[]): void {
  const byName = new Map(steps.map((placed) => [placed.step.name, placed]))
  for (const { at, step } of steps) {
    step.given?.forEach((name, index) => {
      const here = [...at, 'given', index]
      if (!byName.has(name)) list.error(here, `the script has no step ${quoted(name)}`, suggest(name, byName.keys()))
      else if (name === step.name) list.error(here, `step "${name}" cannot wait for itself`)
    })
  }
  const found = cycleIn(byName)
  if (!found) return
  const { at, step } = found.first
  const path = step.given ? [...at, 'given'] : [...at, 'name']
  const message = `steps wait for each other in a circle: ${found.names.join(' → ')}`
  list.error(path, message, 'take one of them out of "given"; a step without it waits for the one before')
}

/** The first circle of steps that wait for each other, from its earliest step on. */
function cycleIn(byName: ReadonlyMap<string, PlacedStep>): { first: PlacedStep; names: string[] } | undefined {
  const order = [...byName.keys()]
  const done = new Set<string>()
  const visit = (name: string, path: string[]): string[] | undefined => {
    const place = path.indexOf(name)
    if (place >= 0) return path.slice(place)
    if (done.has(name)) return undefined
    const placed = byName.get(name)
    for (const given of placed?.given ?? []) {
      const circle = given === name ? undefined : visit(given, [...path, name])
      if (circle) return circle
    }
    done.add(name)
    return undefined
  }
  for (const name of order) {
    const circle = visit(name, [])
    if (!circle) continue
    const earliest = circle.reduce((a, b) => (order.indexOf(a) <= order.indexOf(b) ? a : b))
    const at = circle.indexOf(earliest)
    const names = [...circle.slice(at), ...circle.slice(0, at), earliest]
    return { first: byName.get(earliest) as PlacedStep, names }
  }
  return undefined
}
