import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { END } from '../../src/scenario/index.ts'
import { minimal, minimalWith, planOf } from './minimal.ts'

const plan = planOf(minimal)

describe('a compiled plan', () => {
  it('spans from the start of the first day to the end of the last', () => {
    expect([plan.fromMs, plan.toMs]).toEqual([parseLocal('2025-07-07'), parseLocal('2025-07-12')])
  })

  it('has its units with name, province and identity prefixes from the catalogue', () => {
    expect(plan.units[0]).toMatchObject({
      name: 'Phường Rạch Giá',
      provinceCode: '91',
      identityPrefixes: ['089', '091'],
      counters: 2,
    })
  })

  it('numbers the officials of a role through all its groups', () => {
    expect(plan.units[0]?.officials.map(({ id }) => id)).toEqual([
      'clerk-1',
      'clerk-2',
      'specialist-1',
      'specialist-2',
      'specialist-3',
    ])
    expect(plan.units[0]?.officials.map(({ sicknessPerDay }) => sicknessPerDay)).toEqual([0.02, 0.02, 0, 0, 0])
  })

  it('has procedures with the statutory limit, and says where it has no source', () => {
    expect(plan.procedures.map(({ code, limit, workflow }) => [code, limit, workflow])).toEqual([
      ['2.000815', { kind: 'same-day' }, 0],
      ['1.004873', { kind: 'working-time', workingHours: 24 }, 0],
    ])
    expect(plan.procedures[0]?.limitSourced).toBe(true)
  })

  it('has steps that lead to each other by index, and rounds in order of the day', () => {
    const [workflow] = plan.workflows
    expect(workflow?.steps.map(({ name }) => name)).toEqual(['bring', 'receive', 'process'])
    expect(workflow?.start).toEqual([0, 0, 0])
    expect(workflow?.steps[1]?.outcomes.map(({ to }) => to)).toEqual([1, END, 2])
    expect(workflow?.steps[1]?.outcomes[1]?.operation).toEqual({ name: 'one-stop.refuse', system: 'one-stop' })
    expect(workflow?.steps[2]?.by).toMatchObject({ kind: 'official', counter: false, roundsMin: [570, 900] })
  })

  it('takes the published defaults for what the scenario leaves out', () => {
    expect(plan.policies).toEqual({
      limitReduction: 0.3,
      retryMs: 900_000,
      reEntryMs: 120_000,
      order: 'fifo',
      paperFirst: false,
      noticeLostMs: 86_400_000,
      forward: undefined,
      assistant: undefined,
    })
    expect(plan.sameDayCutOffMin).toBe(15 * 60)
    expect(plan.systems.portal).toMatchObject({ concurrent: Infinity, shared: false, planned: [], operations: {} })
    expect(plan.systems.payment).toBeUndefined()
  })

  it('keeps the office hours, and closes on public holidays only if the scenario says so', () => {
    const text = (holidays: string) =>
      minimalWith(
        ['from: "2025-07-07", to: "2025-07-11"', 'from: "2025-09-01", to: "2025-09-05"'],
        ['from: "2025-07-08T08:00", to: "2025-07-08T10:00"', 'from: "2025-09-04T08:00", to: "2025-09-04T10:00"'],
        ['holidays: vietnam', `holidays: ${holidays}`],
      )
    const nationalDay = parseLocal('2025-09-02T08:00')
    expect(planOf(text('vietnam')).units[0]?.calendar.isOpen(nationalDay)).toBe(false)
    expect(planOf(text('none')).units[0]?.calendar.isOpen(nationalDay)).toBe(true)
    expect(planOf(text('none')).units[0]?.calendar.isOpen(parseLocal('2025-09-02T12:00'))).toBe(false)
  })

  it('follows the catalogue’s workflow where the scenario has none of that name, and else its own', () => {
    const own = minimalWith(
      ['  simple:\n', '  standard:\n'],
      ['weight: 3, workflow: simple', 'weight: 3, workflow: standard'],
      ['weight: 1, workflow: simple', 'weight: 1, workflow: standard'],
    )
    expect(planOf(own).workflows[0]?.steps).toHaveLength(3)
    const borrowed = minimalWith(
      ['weight: 1, workflow: simple', 'weight: 1, workflow: standard'],
      ['      - { role: clerk,', '      - { role: leader, count: 1 }\n      - { role: clerk,'],
    )
    expect(planOf(borrowed).workflows.map(({ name }) => name)).toEqual(['simple', 'standard'])
    expect(planOf(borrowed).workflows[1]?.steps.length).toBeGreaterThan(3)
  })

  it('has a fingerprint that only the text and the catalogues decide', () => {
    expect(plan.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(planOf(minimal).sha256).toBe(plan.sha256)
    expect(planOf(`${minimal}# one more line\n`).sha256).not.toBe(plan.sha256)
  })
})
