import { describe, expect, it } from 'vitest'
import { HOUR_MS, parseLocal } from '../../src/calendar/index.ts'
import { loadCatalogue } from '../../src/scenario/index.ts'
import { firstUnit, minimalWith, planOf, withDemand, withUnits } from './minimal.ts'

const at = parseLocal
const allUnits: [string, string][] = [
  ['code: "30742"', 'each: {}'],
  ['    organisationId: 000.00.30.H01\n', ''],
]
const oneCode: [string, string] = ['code: "30742"', 'each: { province: "91", type: đặc khu }']
const noId: [string, string] = ['    organisationId: 000.00.30.H01\n', '']
const clerks = '{ role: clerk, count: 2, sicknessPerDay: 0.02 }'
const withClerks = (more: string) => planOf(minimalWith([clerks, `{ role: clerk, count: 2, ${more} }`]))
const firstClerk = (more: string) => {
  const [clerk] = firstUnit(withClerks(more)).officials
  if (!clerk) throw new Error('there is no clerk')
  return clerk
}

describe('units that stand for many', () => {
  it('are all 3,321 of the catalogue, in its order', () => {
    const plan = planOf(minimalWith(...allUnits))
    expect(plan.units.map(({ code }) => code)).toEqual([...loadCatalogue().units.keys()])
    expect(plan.groups).toHaveLength(3321)
  })

  it('are those of a province and a kind', () => {
    const plan = planOf(minimalWith(oneCode, noId))
    expect(plan.units.map(({ name }) => name)).toEqual(['Đặc khu Phú Quốc', 'Đặc khu Thổ Châu', 'Đặc khu Kiên Hải'])
  })

  it('leave out those that other entries name, and stand where their entry stands', () => {
    const rest = withUnits({ code: '30742' })
    const plan = planOf(minimalWith(['code: "30742"', 'each: { province: "91", type: phường }'], noId, rest))
    const codes = plan.units.map(({ code }) => code)
    expect(codes.at(-1)).toBe('30742')
    expect(new Set(codes).size).toBe(codes.length)
    expect(plan.units.every(({ provinceCode }) => provinceCode === '91')).toBe(true)
    expect(codes.length).toBeGreaterThan(10)
  })

  it('go to the first entry that they fit', () => {
    const islands = withUnits({ code: '00004', lines: '    legacyUnits: 2\n' })
    const text = minimalWith(['code: "30742"', 'each: { province: "91" }'], noId, islands)
    const { units } = planOf(text.replace('code: "00004"', 'each: { type: đặc khu }'))
    const ofIslands = units.filter(({ name }) => name.startsWith('Đặc khu'))
    expect(ofIslands).toHaveLength(13)
    for (const { provinceCode, legacyUnits } of ofIslands) expect(legacyUnits).toBe(provinceCode === '91' ? 1 : 2)
  })

  it('have organisation ids that are made up, each once, and the same whoever takes part', () => {
    const all = planOf(minimalWith(...allUnits)).units
    expect(new Set(all.map(({ organisationId }) => organisationId)).size).toBe(3321)
    for (const unit of all) {
      const form = new RegExp(`^000\\.\\d{2}\\.${unit.code.slice(-2)}\\.H${unit.provinceCode}$`)
      expect(unit.organisationId).toMatch(form)
    }
    const few = planOf(minimalWith(oneCode, noId)).units
    for (const { code, organisationId } of few)
      expect(all.find((unit) => unit.code === code)?.organisationId).toBe(organisationId)
  })
})

describe('the main site of a unit', () => {
  it('stands first, always open, with room for everybody where nothing is said', () => {
    const unit = firstUnit(planOf(minimalWith()))
    expect(unit.sites).toEqual([
      {
        name: '',
        counters: 2,
        seats: Infinity,
        areas: {},
        equipment: {},
        travel: undefined,
        visitors: undefined,
        travelElsewhere: undefined,
        opensMs: -Infinity,
        closesMs: Infinity,
      },
    ])
    expect(unit).toMatchObject({ demandFactor: 1, legacyUnits: 1, latencyFactor: 1, without: [], vacancies: [] })
  })

  it('has the seats that its waiting area has room for', () => {
    const seats = (lines: string, policy = '') =>
      firstUnit(
        planOf(
          minimalWith(
            ['counters: 2', `counters: 2\n    ${lines}`],
            ['{ limitReduction: 0.3 }', `{ limitReduction: 0.3${policy} }`],
          ),
        ),
      ).sites[0]?.seats
    // 20 m² ÷ 1.5 m² = 13.3.
    expect(seats('waitingAreaM2: 20')).toBe(13)
    expect(seats('waitingAreaM2: 20', ', m2PerPerson: 2')).toBe(10)
    expect(seats('seats: 7')).toBe(7)
  })

  it('has as much equipment as its money buys', () => {
    const lines = 'equipment: { scanner: 3, kiosk: { budgetVnd: 100000000, priceVnd: 30000000 } }'
    const plan = planOf(minimalWith(['counters: 2', `counters: 2\n    ${lines}`]))
    expect(firstUnit(plan).sites[0]?.equipment).toEqual({ scanner: 3, kiosk: 3 })
  })
})

describe('a further site', () => {
  const plan = planOf(
    minimalWith(
      withDemand('  traits:\n    far: { share: 0.3 }\n'),
      [
        'counters: 2',
        'counters: 2\n    sites:\n      - { name: old-office, counters: 1, visitors: far, opens: "2025-07-08", closes: "2025-07-09" }',
      ],
      [clerks, '{ role: clerk, count: 1 }\n      - { role: clerk, count: 1, site: old-office }'],
    ),
  )

  it('is open from the start of its first day to the end of its last', () => {
    expect(firstUnit(plan).sites[1]).toMatchObject({
      name: 'old-office',
      visitors: plan.traits.indexOf('far'),
      opensMs: at('2025-07-08'),
      closesMs: at('2025-07-10'),
    })
  })

  it('has its officials, numbered on from those of the main site', () => {
    expect(
      firstUnit(plan)
        .officials.filter(({ role }) => role === 'clerk')
        .map(({ id, site }) => [id, site]),
    ).toEqual([
      ['clerk-1', 0],
      ['clerk-2', 1],
    ])
  })
})

describe('an official', () => {
  it('is there from the start of the first day to the end of the last, or always', () => {
    expect(firstClerk('from: "2025-07-08", to: "2025-07-10"')).toMatchObject({
      fromMs: at('2025-07-08'),
      toMs: at('2025-07-11'),
    })
    expect(firstClerk('sicknessPerDay: 0')).toMatchObject({ fromMs: -Infinity, toMs: Infinity })
  })

  it('holds accounts from the start, from a time, or never', () => {
    const { accounts } = firstClerk(
      'accounts: { portal.enter: true, portal.sign: false, land.enter: 2025-07-09T08:00 }',
    )
    expect([...accounts]).toEqual([
      ['portal.enter', -Infinity],
      ['portal.sign', Infinity],
      ['land.enter', at('2025-07-09T08:00')],
    ])
  })

  it('has duties on the weekdays given, on all without', () => {
    const { duties } = firstClerk(
      'duties: [{ days: [monday, sunday], hours: "08:00-09:30", to: "2025-07-08" }, { hours: "10:00-24:00" }]',
    )
    expect(duties).toEqual([
      {
        days: [true, false, false, false, false, false, true],
        startMin: 480,
        endMin: 570,
        fromMs: -Infinity,
        toMs: at('2025-07-09'),
      },
      { days: Array(7).fill(true), startMin: 600, endMin: 1440, fromMs: -Infinity, toMs: Infinity },
    ])
  })

  it('works overtime on working days, or on the weekdays and dates given, but not on public holidays', () => {
    const hours = (overtime: string, date: string) => {
      const { calendar } = firstClerk(`overtime: [{ hours: "17:00-19:00"${overtime} }]`)
      return calendar.between(at(date), at(date) + 24 * HOUR_MS) / HOUR_MS
    }
    expect(hours('', '2025-07-08')).toBe(10)
    expect(hours(', days: [monday]', '2025-07-07')).toBe(10)
    expect(hours(', days: [monday]', '2025-07-08')).toBe(8)
    expect(hours(', from: "2025-07-09"', '2025-07-08')).toBe(8)
    expect(hours(', from: "2025-07-09"', '2025-07-09')).toBe(10)
    const autumn = minimalWith(
      ['from: "2025-07-07", to: "2025-07-11"', 'from: "2025-08-25", to: "2025-09-07"'],
      ['from: "2025-07-08T08:00", to: "2025-07-08T10:00"', 'from: "2025-09-04T08:00", to: "2025-09-04T10:00"'],
      [clerks, '{ role: clerk, count: 1, overtime: [{ hours: "08:00-10:00", days: [saturday, tuesday] }] }'],
    )
    const calendar = firstUnit(planOf(autumn)).officials[0]?.calendar
    expect(calendar?.isWorkingDay(at('2025-08-30'))).toBe(true) // a Saturday
    expect(calendar?.isWorkingDay(at('2025-09-02'))).toBe(false) // National Day, a Tuesday
  })

  it('has hours for entering papers that hold the other hours too', () => {
    const { calendar, backEntryCalendar } = firstClerk(
      'overtime: [{ hours: "17:00-18:00" }, { hours: "18:00-20:00", only: back-entry }]',
    )
    const tuesday = [at('2025-07-08'), at('2025-07-09')] as const
    expect(calendar.between(...tuesday)).toBe(9 * HOUR_MS)
    expect(backEntryCalendar?.between(...tuesday)).toBe(11 * HOUR_MS)
    expect(firstClerk('overtime: [{ hours: "17:00-18:00" }]').backEntryCalendar).toBeUndefined()
  })

  it('keeps the unit’s own calendar without overtime, and shares it with overtime of the same hours', () => {
    const unit = firstUnit(
      planOf(
        minimalWith([
          clerks,
          '{ role: clerk, count: 2, overtime: [{ hours: "17:00-18:00" }] }\n      - { role: clerk, count: 1, overtime: [{ hours: "17:00-18:00" }] }',
        ]),
      ),
    )
    const [first, second, third, specialist] = unit.officials
    expect(first?.calendar).not.toBe(unit.calendar)
    expect(second?.calendar).toBe(first?.calendar)
    expect(third?.calendar).toBe(first?.calendar)
    expect(specialist?.calendar).toBe(unit.calendar)
  })

  it('leaves a post that nobody holds to the vacancies of the unit', () => {
    const plan = planOf(
      minimalWith(
        [clerks, '{ role: clerk, count: 2, vacancies: 3 }'],
        ['skills: [certification] }', 'skills: [certification], vacancies: 1 }'],
      ),
    )
    expect(firstUnit(plan).vacancies).toEqual([
      { role: 'clerk', count: 3 },
      { role: 'specialist', count: 1 },
    ])
    expect(firstUnit(plan).officials).toHaveLength(5)
  })
})

describe('units that deal with each other', () => {
  const three = withUnits({ code: '00004', lines: '    hub: "00008"\n' }, { code: '00008' })
  const groupsWith = (...changes: [string, string][]) => planOf(minimalWith(three, ...changes)).groups
  const system = (more: string): [string, string] => ['one-stop: { latency', `one-stop: { ${more}, latency`]

  it('stand alone where nothing joins them', () => {
    expect(groupsWith()).toEqual([[0], [1], [2]])
  })

  it('are one group with the hub at which dossiers are handed in', () => {
    expect(groupsWith(withDemand('  elsewhere: { share: 0.1, at: hub }\n'))).toEqual([[0], [1, 2]])
  })

  it('are one group with the listed units, whoever of the stream is joined to them', () => {
    const elsewhere = '{ share: 0.1, at: ["00008"] }'
    expect(groupsWith(withDemand(`  elsewhere: ${elsewhere}\n`))).toEqual([[0, 1, 2]])
    expect(groupsWith(withDemand(`  units: ["30742"]\n  elsewhere: ${elsewhere}\n`))).toEqual([[0, 2], [1]])
  })

  it('stand alone where no share is handed in elsewhere', () => {
    expect(groupsWith(withDemand('  elsewhere: { share: 0, at: hub }\n'))).toEqual([[0], [1], [2]])
  })

  it('are all one group in a shared system of limited capacity, and only there', () => {
    expect(groupsWith(system('shared: true, concurrent: 5'))).toEqual([[0, 1, 2]])
    expect(groupsWith(system('shared: true'))).toEqual([[0], [1], [2]])
    expect(groupsWith(system('concurrent: 5'))).toEqual([[0], [1], [2]])
  })

  it('know their hub by its place', () => {
    expect(planOf(minimalWith(three)).units.map(({ hub }) => hub)).toEqual([undefined, 2, undefined])
  })
})
