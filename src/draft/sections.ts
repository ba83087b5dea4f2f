import { isMap } from 'yaml'
import { loadCatalogue } from '../scenario/index.ts'
import { channels } from '../schema/index.ts'
import { BASE, shipped } from './base.ts'
import { type Draft, SICKNESS_PER_DAY } from './draft.ts'
import { copiedScripts, copyOf } from './shipped-scripts.ts'
import type { Group } from './staff.ts'
import { dateWords, figureWords, fill } from './text.ts'
import { comments } from './words.ts'
import { comment, flow, nodeLines, quotedText } from './yaml-lines.ts'

/** One section of the file, as lines. */
type Section = (draft: Draft) => string[]

/** The comment of a section in the language of the answers. */
function told({ answers }: Draft, key: keyof typeof comments, values: Parameters<typeof fill>[1] = {}): string {
  return fill(comments[key], values)[answers.language]
}

export const head: Section = (draft) => {
  const { answers, title } = draft
  const { name, from, to, schema, askedOn } = answers
  const values = { title, today: dateWords(askedOn) }
  return [
    `# yaml-language-server: $schema=${schema}`,
    '#',
    ...comment(told(draft, 'head', values)),
    '',
    'version: 1',
    `name: ${name}`,
    'title:',
    `  vi: ${quotedText(title.vi)}`,
    `  en: ${quotedText(title.en)}`,
    ...comment(told(draft, 'seed')),
    `seed: ${from.replaceAll('-', '')}`,
    ...comment(told(draft, 'period')),
    `period: { from: ${from}, to: ${to} }`,
  ]
}

export const calendar: Section = (draft) => [
  ...comment(told(draft, 'calendar')),
  'calendar:',
  ...nodeLines(copyOf(shipped(BASE), ['calendar']), '  '),
]

export const units: Section = (draft) => {
  const { answers, groups, dossiers, sameVolume } = draft
  const lines = answers.units.flatMap(({ code, population, perMonth, counters }, index) => {
    const row = loadCatalogue().units.get(code)
    const perMonthText = { perMonth: figureWords(perMonth.value) }
    return [
      `  - code: ${quotedText(code)} # ${row?.name}, ${row?.province}`,
      `    population: ${population.value}`,
      ...(sameVolume ? [] : [`    demandFactor: ${dossiers[index]} # ${told(draft, 'demandFactor', perMonthText)}`]),
      `    counters: ${counters.value}`,
      '    staff:',
      ...(groups[index] ?? []).map((group) => `      - ${groupLine(draft, group)}`),
    ]
  })
  return [...comment(told(draft, 'units')), 'units:', ...lines]
}

function groupLine(draft: Draft, { role, count, skills, added }: Group): string {
  const who = flow({
    role,
    count,
    ...(skills.length > 0 ? { skills } : {}),
    sicknessPerDay: SICKNESS_PER_DAY,
  })
  const what = role in comments ? told(draft, role as keyof typeof comments) : role
  return `${who} # ${what}${added ? ` (${told(draft, 'added')})` : ''}`
}

export const demand: Section = (draft) => {
  const { answers, dossiers, sameVolume } = draft
  const base = shipped(BASE)
  const period = {
    vi: `${dateWords(answers.from).vi} – ${dateWords(answers.to).vi}`,
    en: `${dateWords(answers.from).en} to ${dateWords(answers.to).en}`,
  }
  const profiles = copyOf(base, ['demand', 'profiles'])
  if (isMap(profiles)) {
    for (const channel of channels) if (answers.channels.value[channel] === 0) profiles.delete(channel)
    // Compensating Saturdays are working days: whoever comes in person can come then.
    for (const channel of ['direct', 'post'])
      if (profiles.has(channel))
        for (const day of ['saturday', 'sunday']) profiles.setIn([channel, 'dayWeights', day], 1)
  }
  return [
    ...comment(told(draft, 'demand', { period })),
    ...(sameVolume ? [] : comment(told(draft, 'factor'))),
    'demand:',
    `  volume: { kind: poisson, dossiers: ${sameVolume ? dossiers[0] : 1} }`,
    ...comment(told(draft, 'channels'), '  '),
    `  channels: ${flow(answers.channels.value)}`,
    ...comment(told(draft, 'incomplete'), '  '),
    `  incompleteShare: ${flow(base.scenario.demand.incompleteShare)}`,
    ...comment(told(draft, 'profiles'), '  '),
    '  profiles:',
    ...nodeLines(profiles, '    '),
    ...comment(told(draft, 'procedures'), '  '),
    '  procedures:',
    ...base.scenario.demand.procedures.map((procedure) => {
      const row = loadCatalogue().procedures.get(procedure.code)
      const name = answers.language === 'vi' ? row?.nameVi : row?.nameEn
      const { code, ...rest } = procedure
      return `    - { code: ${quotedText(code)}, ${flow(rest).slice(1).trim()} # ${name}`
    }),
  ]
}

export const procedures: Section = (draft) => {
  const own = Object.assign({}, ...draft.scripts.map((script) => script.procedures)) as Record<string, unknown>
  const entries = Object.entries(own)
  if (entries.length === 0) return []
  return [
    ...comment(told(draft, 'ownProcedures')),
    'procedures:',
    ...entries.map(([code, procedure]) => `  ${code}: ${flow(procedure)}`),
  ]
}

export const policies: Section = (draft) => {
  const { retryMin, reEntryMin } = shipped(BASE).scenario.policies
  return [
    ...comment(told(draft, 'policies')),
    'policies:',
    '  limitReduction: 0',
    `  retryMin: ${retryMin}`,
    `  reEntryMin: ${reEntryMin}`,
  ]
}

export const systems: Section = (draft) => [
  ...comment(told(draft, 'systems')),
  'systems:',
  ...nodeLines(copyOf(shipped(BASE), ['systems']), '  '),
]

export const incidents: Section = (draft) => {
  const day = draft.firstWorkingDay
  return [
    ...comment(told(draft, 'incidents')),
    '# incidents:',
    `#   - { kind: connection-lost, name: line-down, system: one-stop, from: ${day}T08:30, to: ${day}T09:30 }`,
  ]
}

export const scripts: Section = (draft) => {
  const { scripts: copied, firstWorkingDay } = draft
  if (copied.length === 0) return comment(told(draft, 'noScripts'))
  const from = copied.map(({ name }) => name).join(', ')
  return [
    ...comment(told(draft, 'scripts', { from })),
    'scripts:',
    ...copiedScripts(copied, firstWorkingDay).flatMap((node) => {
      const [first = '', ...rest] = nodeLines(node, '    ')
      return [`  - ${first.trimStart()}`, ...rest]
    }),
  ]
}

export const targets: Section = (draft) => {
  const { channels: shares, onTime, waitMin } = draft.answers
  return [
    ...comment(told(draft, 'targets')),
    'targets:',
    `  - { indicator: onTimeRate, atLeast: ${onTime.value} }`,
    ...(shares.value.direct > 0 ? [`  - { indicator: waitP90Min, channel: direct, atMost: ${waitMin.value} }`] : []),
    ...(draft.scripts.length > 0 ? ['  - { indicator: conformance, atLeast: 0.9 }'] : []),
  ]
}
