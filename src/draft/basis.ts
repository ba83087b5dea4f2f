import { loadCatalogue } from '../scenario/index.ts'
import type { Basis } from '../schema/index.ts'
import type { Origin, UnitAnswers } from './answers.ts'
import { BASE, shipped } from './base.ts'
import type { Draft } from './draft.ts'
import { bareName } from './find-units.ts'
import { dateWords, figureWords, fill, type Text } from './text.ts'
import { comments, sources } from './words.ts'
import { comment, quotedText } from './yaml-lines.ts'

/** One line of "basis". */
interface Line {
  readonly path: string
  readonly kind: Basis['kind']
  readonly source: Text
}

/** Where every number of the file comes from. */
export function basis(draft: Draft): string[] {
  const { channels, onTime, waitMin } = draft.answers
  const said = (path: string, origin: Origin) => lineOf(draft, path, origin)
  const all: Line[] = [
    said('period', { kind: 'given' }),
    likeBase('calendar'),
    ...ofUnits(draft),
    ...ofVolume(draft),
    said('demand.channels', channels.origin),
    ...['demand.incompleteShare', 'demand.profiles', 'demand.procedures'].map(likeBase),
    { path: 'policies.limitReduction', kind: 'law', source: sources.statutory },
    likeBase('policies'),
    likeBase('systems'),
    ...ofScripts(draft),
    said('targets.0', onTime.origin),
    ...(channels.value.direct > 0 ? [said('targets.1', waitMin.origin)] : []),
  ]
  return [...comment(comments.basis[draft.answers.language]), 'basis:', ...all.flatMap(written)]
}

function written({ path, kind, source }: Line): string[] {
  return [
    `  - path: ${path}`,
    `    kind: ${kind}`,
    '    source:',
    `      vi: ${quotedText(source.vi)}`,
    `      en: ${quotedText(source.en)}`,
  ]
}

function lineOf({ answers }: Draft, path: string, origin: Origin): Line {
  if (origin.kind !== 'given') return { path, kind: origin.kind, source: origin.source }
  return { path, kind: 'reported', source: fill(sources.given, { today: dateWords(answers.askedOn) }) }
}

/** As the base says of it. */
function likeBase(path: string): Line {
  const found = shipped(BASE).scenario.basis.find((one) => one.path === path)
  const source = found?.source ?? ''
  const text = typeof source === 'string' ? { vi: source, en: source } : source
  return { path, kind: 'assumption', source: fill(sources.likeBase, { base: BASE, text }) }
}

function ofUnits(draft: Draft): Line[] {
  const { answers, groups, scripts } = draft
  const figures: [below: string, of: (unit: UnitAnswers) => Origin][] = [
    ['population', ({ population }) => population.origin],
    ['counters', ({ counters }) => counters.origin],
    ['staff.*.count', ({ staff }) => staff.origin],
  ]
  const lines = figures.flatMap(([below, of]) => {
    const all = answers.units.map((unit, index) => lineOf(draft, `units.${index}.${below}`, of(unit)))
    const [first] = all
    const alike = all.every(({ source }) => source.vi === first?.source.vi)
    return first && alike ? [{ ...first, path: `units.*.${below}` }] : all
  })
  const added = groups.flatMap((ofUnit, unit) =>
    ofUnit.flatMap((group, place): Line[] =>
      group.added && scripts.length > 0
        ? [{ path: `units.${unit}.staff.${place}.count`, kind: 'assumption', source: sources.added }]
        : [],
    ),
  )
  const sickness = fill(sources.sickness, { base: BASE })
  return [...lines, ...added, { path: 'units.*.staff.*.sicknessPerDay', kind: 'assumption', source: sickness }]
}

/** The monthly figure and how the period's was made of it, unit by unit where they differ. */
function ofVolume(draft: Draft): Line[] {
  const { answers, months, sameVolume } = draft
  const line = (path: string, { code, perMonth }: UnitAnswers): Line => {
    const row = loadCatalogue().units.get(code)
    const { kind, source } = lineOf(draft, path, perMonth.origin)
    const name = { vi: row?.name ?? code, en: row ? bareName(row) : code }
    const figures = { each: name, perMonth: figureWords(perMonth.value), months: figureWords(months, 3) }
    const made = fill(sources.volume, figures)
    return { path, kind, source: { vi: `${source.vi} ${made.vi}`, en: `${source.en} ${made.en}` } }
  }
  const [first] = answers.units
  if (sameVolume && first) return [line('demand.volume', first)]
  const one = { vi: 'Nhân với demandFactor của từng đơn vị.', en: 'Multiplied by the demandFactor of each unit.' }
  return [
    ...answers.units.map((unit, index) => line(`units.${index}.demandFactor`, unit)),
    { path: 'demand.volume', kind: 'assumption', source: one },
  ]
}

function ofScripts({ scripts, answers }: Draft): Line[] {
  if (scripts.length === 0) return []
  const from = scripts.map(({ name }) => name).join(', ')
  const source = fill(sources.scripts, { from })
  const own = scripts.some(({ procedures }) => Object.keys(procedures).length > 0)
  const conformance = answers.channels.value.direct > 0 ? 'targets.2' : 'targets.1'
  return [
    ...(own ? [{ path: 'procedures', kind: 'assumption' as const, source }] : []),
    { path: 'scripts', kind: 'assumption', source },
    { path: conformance, kind: 'assumption', source: sources.conformance },
  ]
}
