import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { channels, type Stream } from '../schema/index.ts'
import { checkTakesPart } from './check-units.ts'
import type { Checking } from './checking.ts'
import { isBuiltIn } from './conditions.ts'
import { quoted } from './problem.ts'
import { proceduresOf } from './procedures.ts'
import type { Path } from './source-document.ts'
import { checkDays, instant } from './span.ts'
import { type NamedStream, streamName } from './streams.ts'
import { suggest } from './suggestion.ts'
import { workflowNamed } from './workflows.ts'

const SHARE_TOLERANCE = 1e-6

/** Every stream of demand: its mix, and every name, share and time in it. Profiles have a check of their own. */
export function checkDemand(checking: Checking): void {
  for (const named of checking.streams) {
    checkMix(checking, named)
    checkSteps(checking, named)
    checkShares(checking, named)
    checkTraits(checking, named)
    checkUnitsOf(checking, named)
    checkTimesOf(checking, named)
  }
}

function checkMix({ list, scenario, catalogue }: Checking, { at: top, stream }: NamedStream): void {
  const procedures = proceduresOf(scenario, catalogue)
  const seen = new Set<string>()
  stream.procedures.forEach(({ code, workflow }, index) => {
    const at = [...top, 'procedures', index]
    const procedure = procedures.get(code)
    const key = `${code} ${workflow}`
    if (seen.has(key)) list.error([...at, 'code'], `procedure ${code} stands twice in the mix`, 'add up their weights')
    else if (!procedure) {
      const label = (near: string) => `"${near}" (${procedures.get(near)?.nameEn})`
      const hint = suggest(code, procedures.keys(), label)
      list.error([...at, 'code'], `there is no procedure with the code ${quoted(code)}`, hint)
    } else if (!procedure.limit && stream.limit === undefined) {
      const hint = `${procedure.nameEn} has no fixed limit (${procedure.limitNote}), so its dossiers have no appointment date; take it out of the mix`
      list.error([...at, 'code'], `procedure ${code} has no time limit in the catalogue`, hint)
    }
    seen.add(key)
    if (!workflowNamed(workflow, scenario, catalogue)) {
      const known = new Set([...Object.keys(scenario.workflows ?? {}), ...Object.keys(catalogue.workflows)])
      list.error([...at, 'workflow'], `there is no workflow ${quoted(workflow)}`, suggest(workflow, known))
    }
  })
}

/** A step at which dossiers begin must be there in every workflow of the mix. */
function checkSteps({ list, scenario, catalogue }: Checking, { at, stream }: NamedStream): void {
  const workflows = new Set(stream.procedures.map(({ workflow }) => workflow))
  const check = (path: Path, step: string) => {
    for (const name of workflows) {
      const workflow = workflowNamed(name, scenario, catalogue)
      if (!workflow || Object.hasOwn(workflow.steps, step)) continue
      const message = `workflow ${quoted(name)} of the mix has no step ${quoted(step)}`
      list.error(path, message, suggest(step, Object.keys(workflow.steps)))
    }
  }
  if (stream.start !== undefined) check([...at, 'start'], stream.start)
  stream.backlog?.forEach(({ step }, index) => {
    check([...at, 'backlog', index, 'step'], step)
  })
}

function checkShares({ list }: Checking, { at, stream }: NamedStream): void {
  if (stream.channels) check([...at, 'channels'], stream.channels)
  for (const [trait, shares] of Object.entries(stream.channelsOf ?? {})) check([...at, 'channelsOf', trait], shares)

  function check(path: Path, shares: NonNullable<Stream['channels']>): void {
    const total = channels.reduce((sum, channel) => sum + shares[channel], 0)
    if (Math.abs(total - 1) > SHARE_TOLERANCE)
      list.error(
        path,
        `the shares of the channels make ${Number(total.toFixed(6))}, not 1`,
        'direct, online and post are shares of one whole: 0.2, 0.75 and 0.05 for example',
        'key',
      )
  }
}

function checkTraits({ list }: Checking, { name, at, stream }: NamedStream): void {
  const before = new Set<string>()
  for (const [trait, { among }] of Object.entries(stream.traits ?? {})) {
    const here = [...at, 'traits', trait]
    if (isBuiltIn(trait))
      list.error(
        here,
        `a trait cannot be called "${trait}": conditions have that word for something else`,
        undefined,
        'key',
      )
    if (among !== undefined && !before.has(among)) {
      const hint = suggest(among, before) ?? 'traits are drawn in the order in which they stand'
      list.error([...here, 'among'], `no trait ${quoted(among)} stands before "${trait}"`, hint)
    }
    before.add(trait)
  }
  for (const trait of Object.keys(stream.channelsOf ?? {})) {
    if (before.has(trait)) continue
    const message = `${streamName(name)} has no trait ${quoted(trait)}`
    list.error([...at, 'channelsOf', trait], message, suggest(trait, before), 'key')
  }
}

function checkUnitsOf(checking: Checking, { at, stream }: NamedStream): void {
  stream.units?.forEach((code, index) => {
    checkTakesPart(checking, [...at, 'units', index], code)
  })
  const { elsewhere } = stream
  if (elsewhere === undefined) return
  if (elsewhere.at === 'hub') {
    if (checking.entries.some(({ given }) => given.hub !== undefined)) return
    const hint = 'give the units their "hub", the code of one that takes part'
    checking.list.error([...at, 'elsewhere', 'at'], 'no unit has a hub at which its dossiers could be handed in', hint)
    return
  }
  elsewhere.at.forEach((code, index) => {
    checkTakesPart(checking, [...at, 'elsewhere', 'at', index], code)
  })
}

function checkTimesOf({ list, scenario }: Checking, { at, stream }: NamedStream): void {
  const { period } = scenario
  const { volume } = stream
  stream.surges?.forEach(({ from, to }, index) => {
    const here = [...at, 'surges', index]
    if (checkDays(list, here, from, to) && (to < period.from || from > period.to))
      list.warning([...here, 'from'], 'this surge lies outside the period and has no effect')
  })
  if (stream.surges && ['renewal', 'scheduled', 'file'].includes(volume.kind)) {
    const message = `surges have no effect on a volume of the kind "${volume.kind}": it says itself when dossiers come`
    list.warning([...at, 'surges'], message, undefined, 'key')
  }
  if (volume.kind !== 'scheduled') return
  volume.at.forEach(({ time }, index) => {
    const here = [...at, 'volume', 'at', index, 'time']
    const atMs = instant(list, here, time)
    if (atMs === undefined) return
    if (atMs < parseLocal(period.from) || atMs >= parseLocal(period.to) + DAY_MS)
      list.error(here, `${time} lies outside the period, ${period.from} to ${period.to}`, 'nobody would come then')
  })
}
