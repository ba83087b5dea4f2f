import { describe, expect, it } from 'vitest'
import { type Answers, newScenario, shippedScripts } from '../../src/draft/index.ts'
import { checkScenario, expectedDossiers, formatProblem, type Plan } from '../../src/scenario/index.ts'
import { simulated } from '../scenarios/simulated.ts'
import { answers, said, unit } from './answers.ts'

/** Checks the file of some answers; what is wrong or doubtful as a user would see it. */
function written(changes: Partial<Answers>): { text: string; told: string[]; plan: Plan } {
  const text = newScenario(answers(changes))
  const { plan, problems, warnings } = checkScenario(text, 'new.yaml')
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return { text, told: [...problems, ...warnings].map(formatProblem), plan }
}

/** Dossiers of the ordinary demand of each unit. */
function volumes(plan: Plan): number[] {
  const [ordinary] = plan.streams
  if (!ordinary) throw new Error('no demand')
  const of = expectedDossiers(plan, ordinary)
  return plan.units.map((_, index) => of(index))
}

const channels = (direct: number, online: number, post: number) => said({ direct, online, post })

describe('the text of a new scenario', () => {
  it.each<[string, Partial<Answers>]>([
    ['a week in one commune', {}],
    ['in Vietnamese', { language: 'vi' }],
    ['a single day', { from: '2026-07-06', to: '2026-07-06' }],
    ['a compensating Saturday alone', { from: '2026-08-22', to: '2026-08-22' }],
    ['over Tết', { from: '2026-02-09', to: '2026-02-28' }],
    ['two whole years', { from: '2025-01-01', to: '2026-12-31' }],
    ['nothing in person', { channels: channels(0, 1, 0) }],
    ['all in person', { channels: channels(1, 0, 0) }],
    ['several units of a province', { units: [unit('31027'), unit('31012'), unit('30742')] }],
    [
      'units of two provinces with different volumes',
      { units: [unit('31027'), unit('32025', { perMonth: said(900) })] },
    ],
    ['one inhabitant', { units: [unit('31027', { population: said(1), perMonth: said(1) })] }],
    [
      'roles that nothing asks for',
      {
        units: [
          unit('31027', {
            staff: said(new Map([...['clerk', 'specialist', 'leader', 'cashier'].map((role) => [role, 2] as const)])),
          }),
        ],
      },
    ],
  ])('is valid, with nothing doubtful: %s', (_, changes) => {
    expect(written(changes).told).toEqual([])
  })

  it.each(shippedScripts().map(({ name }) => name))(
    'is valid with the script of %s, which is played as written',
    (name) => {
      const { told, plan } = written({ scripts: [name] })
      expect(told).toEqual([])
      const { conformance, conservation } = simulated(plan)
      expect(conservation.holds).toBe(true)
      const script = shippedScripts().find((one) => one.name === name)?.script
      expect(conformance?.total.steps).toBe(script?.blocks.flatMap(({ steps }) => steps).length)
      expect(conformance?.total.conformance).toBeGreaterThan(0.8)
    },
  )

  it('is valid with all scripts at once, under names that differ, and has the officials that they ask for', () => {
    const { told, plan } = written({ scripts: shippedScripts().map(({ name }) => name) })
    expect(told).toEqual([])
    const names = plan.scenario.scripts?.map(({ name }) => name) ?? []
    expect(new Set(names).size).toBe(shippedScripts().length)
    const roles = plan.scenario.units[0]?.staff.map(({ role, count }) => `${role} ${count}`)
    expect(roles).toEqual(
      expect.arrayContaining(['clerk 3', 'secretary 1', 'archivist 1', 'bank-officer 1', 'cashier 1']),
    )
  })

  it('plays scripts on the first working day, for every unit', () => {
    const { plan } = written({ scripts: ['lam-dong-2025-06-23'], from: '2026-09-01', to: '2026-09-04' })
    // 1 and 2 September are National Day.
    expect(plan.scenario.scripts?.[0]).toMatchObject({ date: '2026-09-03' })
    expect(plan.scenario.scripts?.[0]).not.toHaveProperty('units')
  })

  it('has as many dossiers as a month has, in a whole month however long, and their share in part of one', () => {
    const units = [unit('31027', { perMonth: said(1000) })]
    expect(volumes(written({ units, from: '2026-07-01', to: '2026-07-31' }).plan)).toEqual([1000])
    expect(volumes(written({ units, from: '2026-02-01', to: '2026-02-28' }).plan)).toEqual([1000])
    expect(volumes(written({ units, from: '2026-07-01', to: '2026-08-31' }).plan)).toEqual([2000])
    // Five of the 23 working days of July.
    expect(volumes(written({ units }).plan)).toEqual([Math.round((1000 * 5) / 23)])
  })

  it('gives each unit its own number of dossiers', () => {
    const units = [unit('31027', { perMonth: said(400) }), unit('31012', { perMonth: said(650) })]
    const { plan } = written({ units, from: '2026-07-01', to: '2026-07-31' })
    expect(volumes(plan).map(Math.round)).toEqual([400, 650])
  })

  it('says of what the committee gave that it did, and of the rest why it is assumed', () => {
    const { plan } = written({})
    const kinds = Object.fromEntries(plan.scenario.basis.map(({ path, kind, source }) => [path, [kind, source]]))
    const today = { vi: 'Ban Chỉ đạo cung cấp ngày 25/11/2026.', en: 'Given by the committee on 25 November 2026.' }
    expect(kinds['units.*.population']).toEqual(['reported', today])
    expect(kinds['units.*.staff.*.count']).toEqual(['reported', today])
    expect(kinds['units.*.counters']?.[0]).toBe('assumption')
    expect(kinds['demand.volume']).toEqual([
      'assumption',
      expect.objectContaining({
        en: expect.stringContaining('11.2 dossiers a month for 1,000 people, as in Rạch Giá ward'),
      }),
    ])
  })

  it('explains every section in the language that was chosen', () => {
    const sections = (text: string) => text.split('\n\n').filter((part) => /^[a-z]+:/m.test(part))
    for (const [language, word] of [
      ['vi', 'Ngày đầu và ngày cuối'],
      ['en', 'First and last day'],
    ] as const) {
      const { text } = written({ language, scripts: ['bac-lieu-2025-06-20'] })
      expect(text).toContain(word)
      for (const part of sections(text)) expect(part, part.slice(0, 60)).toMatch(/^# /m)
    }
  })

  it('has an example of an incident that is valid once its # is taken away', () => {
    const text = written({}).text.replace(/^# (incidents:)\n# ( {2}- )/m, '$1\n$2')
    const { plan, problems, warnings } = checkScenario(text, 'new.yaml')
    expect([...problems, ...warnings].map(formatProblem)).toEqual([])
    expect(plan?.scenario.incidents).toHaveLength(1)
  })

  it('with too few officials is valid all the same, and the load is told', () => {
    const staff = said(
      new Map([
        ['clerk', 1],
        ['specialist', 1],
        ['leader', 1],
      ]),
    )
    const { told } = written({ units: [unit('30742', { staff, perMonth: said(2800) })] })
    expect(told.join('\n')).toMatch(/specialists of unit 30742 are asked for \d\.\d\d times the time they have/)
  })
})
