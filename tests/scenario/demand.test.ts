import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { checkScenario, END, type Plan } from '../../src/scenario/index.ts'
import { minimalWith, placeOf, planOf, withDemand, withUnits } from './minimal.ts'

const at = parseLocal
const mix = '{ code: "2.000815", weight: 1, workflow: simple }'
const stream = (name: string, more: string, procedures = mix) =>
  withDemand(`  streams:\n    ${name}: { volume: { kind: fixed, dossiers: 5 }, ${more} procedures: [${procedures}] }\n`)
const second = (plan: Plan) => {
  const [, found] = plan.streams
  if (!found) throw new Error('there is no second stream')
  return found
}

describe('the streams of a plan', () => {
  it('are the ordinary demand and then the others in their order', () => {
    const text = minimalWith(
      withDemand(
        `  streams:\n    zebra: { volume: { kind: poisson, dossiers: 2 }, procedures: [${mix}] }\n    admissions: { volume: { kind: poisson, dossiers: 1 }, procedures: [${mix}] }\n`,
      ),
    )
    expect(planOf(text).streams.map(({ name }) => name)).toEqual(['', 'zebra', 'admissions'])
  })

  it('bring dossiers in person where they say nothing of channels', () => {
    expect(second(planOf(minimalWith(stream('home', '')))).given.channels).toEqual({ direct: 1, online: 0, post: 0 })
  })

  it('belong to all units, or to those they name, in the plan’s order', () => {
    const units = withUnits({ code: '00004' }, { code: '00008' })
    expect(second(planOf(minimalWith(units, stream('home', '')))).units).toEqual([0, 1, 2])
    expect(second(planOf(minimalWith(units, stream('home', 'units: ["00008", "30742"],')))).units).toEqual([0, 2])
  })

  it('share a procedure where code, workflow, limit and reduction are the same', () => {
    const plan = planOf(minimalWith(stream('home', '')))
    expect(plan.procedures).toHaveLength(2)
    expect(second(plan).mix).toEqual([{ procedure: 0, weight: 1 }])
  })

  it('have procedures of their own where the reduction differs, the mix’s before the policy’s', () => {
    const reduced = '{ code: "2.000815", weight: 1, workflow: simple, limitReduction: 0.5 }'
    const plan = planOf(minimalWith(stream('home', '', reduced)))
    expect(plan.procedures.map(({ code, limitReduction }) => [code, limitReduction])).toEqual([
      ['2.000815', 0.3],
      ['1.004873', 0.3],
      ['2.000815', 0.5],
    ])
    expect(second(plan).mix).toEqual([{ procedure: 2, weight: 1 }])
  })

  it('have procedures due on the same day where the stream says so, also without a limit in the catalogue', () => {
    const procedures =
      '{ code: "1.004873", weight: 1, workflow: simple }, { code: "1.011606", weight: 1, workflow: other }'
    const other = `  other:
    start: { direct: only, online: only, post: only }
    steps:
      only: { by: citizen, takes: { kind: fixed, min: 1 }, outcomes: [{ to: end }] }
policies: {`
    const plan = planOf(minimalWith(stream('home', 'limit: same-day,', procedures), ['policies: {', other]))
    expect(plan.procedures.map(({ code, limit }) => [code, limit.kind])).toEqual([
      ['2.000815', 'same-day'],
      ['1.004873', 'working-time'],
      ['1.004873', 'same-day'],
      ['1.011606', 'same-day'],
    ])
  })

  it('may have a procedure with two workflows', () => {
    const twice = `${mix}, { code: "2.000815", weight: 1, workflow: certification }`
    const leader: [string, string] = [
      '- { role: clerk, count: 2',
      '- { role: leader, count: 1 }\n      - { role: clerk, count: 2',
    ]
    expect(second(planOf(minimalWith(leader, stream('home', '', twice)))).mix).toHaveLength(2)
  })

  it('begin at a step of their own, by its place in each workflow of the mix', () => {
    const twice = `${mix}, { code: "1.004873", weight: 1, workflow: standard }`
    const leader: [string, string] = [
      '- { role: clerk, count: 2',
      '- { role: leader, count: 1 }\n      - { role: clerk, count: 2',
    ]
    const plan = planOf(minimalWith(leader, stream('home', 'start: receive,', twice)))
    const { start } = second(plan)
    expect(start?.map((step, index) => plan.workflows[index]?.steps[step]?.name)).toEqual(['receive', 'receive'])
    expect(new Set(start).size).toBe(2)
    expect(plan.streams[0]?.start).toBeUndefined()
  })

  it('have a backlog received so many days before the period', () => {
    const backlog = '  backlog: [{ dossiers: 12, step: process, receivedDaysAgo: 10 }]\n'
    expect(planOf(minimalWith(withDemand(backlog))).streams[0]?.backlog).toEqual([
      { dossiers: 12, receivedMs: at('2025-06-27'), steps: [2, 2] },
    ])
  })
})

describe('the traits of a plan', () => {
  const traits = '  traits:\n    elderly: { share: 0.2 }\n    helped: { share: 0.5, among: elderly }\n'
  const steps: [string, string][] = [
    [
      '- { when: incomplete, state: 5, completes: true, to: receive }',
      '- { when: helped, unless: online, gains: [seen], loses: [helped], state: 5, to: receive }',
    ],
    [
      'takes: { kind: uniform, lowMin: 5, highMin: 10 }',
      'takes: { kind: uniform, lowMin: 5, highMin: 10 }\n        longerFor: { elderly: 1.5, seen: 2 }',
    ],
  ]
  const plan = planOf(
    minimalWith(withDemand(traits), ...steps, ['counters: 2', 'counters: 2\n    traits: { elderly: 0.4 }']),
  )

  it('stand in the order of the streams, then those that steps give', () => {
    expect(plan.traits).toEqual(['elderly', 'helped', 'seen'])
    expect(plan.streams[0]?.traits).toEqual([
      { trait: 0, share: 0.2, among: undefined },
      { trait: 1, share: 0.5, among: 0 },
    ])
  })

  it('have another share in a unit that says so', () => {
    expect([...(plan.units[0]?.traitShares ?? [])]).toEqual([[0, 0.4]])
  })

  it('are conditions, bits and factors by index in the steps', () => {
    const [, receive, process] = plan.workflows[0]?.steps ?? []
    expect(receive?.outcomes[0]).toMatchObject({ when: { trait: 1 }, unless: { channel: 1 }, gains: 4, loses: 2 })
    expect(process?.longerFor).toEqual([
      { trait: 0, factor: 1.5 },
      { trait: 2, factor: 2 },
    ])
  })
})

describe('the steps of a plan', () => {
  it('hold what the scenario says of them, with the published defaults', () => {
    const plan = planOf(
      minimalWith(
        [
          '- { operation: one-stop.receive, state: 2, to: process }',
          '- { operation: one-stop.receive, ifFails: { to: paper }, ifDuplicated: paper, starts: [process], forwards: true, to: process }',
        ],
        [
          '      process:\n',
          '      paper: { by: agency, who: province, workingTime: true, takes: { kind: fixed, min: 1 }, outcomes: [{ to: end }] }\n      process:\n',
        ],
        [
          'counter: true',
          'counter: true\n        account: one-stop.enter\n        equipment: [scanner]\n        area: intake\n        interruptible: true\n        priority: 2',
        ],
      ),
    )
    const [, receive, paper, process] = plan.workflows[0]?.steps ?? []
    expect(receive?.by).toMatchObject({
      account: 'one-stop.enter',
      equipment: ['scanner'],
      area: 'intake',
      priority: 2,
      interruptible: true,
    })
    expect(receive?.outcomes[2]).toMatchObject({
      ifFails: { after: 1, to: 2 },
      ifDuplicated: 2,
      starts: [3],
      forwards: true,
      to: 3,
    })
    expect(paper).toMatchObject({ by: { kind: 'agency', who: 'province', workingTime: true }, outcomes: [{ to: END }] })
    expect(process?.by).toMatchObject({
      account: undefined,
      equipment: [],
      priority: 5,
      interruptible: false,
      eachLegacyUnit: false,
    })
    expect(process?.outcomes[0]).toMatchObject({ ifFails: undefined, starts: [], forwards: false, gains: 0, loses: 0 })
  })
})

describe('recorded arrivals', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-recorded-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'scenario.yaml')
  const volume: [string, string] = ['{ kind: fixed, dossiers: 50 }', '{ kind: file, file: log.csv }']
  const text = minimalWith(volume)
  const checked = (csv: string, scenario = text) => {
    writeFileSync(join(folder, 'log.csv'), csv)
    return checkScenario(scenario, file)
  }

  it('are read from beside the scenario, in order of time, with what their rows say', () => {
    const { plan } = checked(
      'unit,time,procedure,channel\n,2025-07-08T09:00:30,,\n30742,2025-07-07T08:15,1.004873,online\n',
    )
    expect(plan?.streams[0]?.recorded).toEqual([
      { atMs: at('2025-07-07T08:15'), unit: 0, procedure: 1, channel: 1 },
      { atMs: at('2025-07-08T09:00') + 30_000, unit: undefined, procedure: undefined, channel: undefined },
    ])
  })

  it('may come in any column order, with a byte order mark and Windows line ends', () => {
    expect(checked('\uFEFFtime\r\n2025-07-07T08:15\r\n').plan?.streams[0]?.recorded).toHaveLength(1)
  })

  it('count in the fingerprint', () => {
    const one = checked('time\n2025-07-07T08:15\n').plan?.sha256
    expect(checked('time\n2025-07-07T08:15\n').plan?.sha256).toBe(one)
    expect(checked('time\n2025-07-07T08:16\n').plan?.sha256).not.toBe(one)
  })

  it('have every bad row told, with the file and the line', () => {
    const { plan, problems } = checked(
      'time,unit,procedure,channel\n2025-07-07T08:15,,,\n2025-07-07 08:15,,,\n2025-02-30T08:15,,,\n2025-07-12T00:00,,,\n2025-07-07T08:15,30743,,\n2025-07-07T08:15,,2.000851,\n2025-07-07T08:15,,,onlin\n',
    )
    expect(plan).toBeUndefined()
    expect(problems.map(({ file: name, line }) => [name, line])).toEqual(
      [3, 4, 5, 6, 7, 8].map((line) => [join(folder, 'log.csv'), line]),
    )
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/"2025-07-07 08:15" is not a time/),
      expect.stringMatching(/"2025-02-30T08:15" is not a time/),
      expect.stringMatching(/outside the period, 2025-07-07 to 2025-07-11/),
      expect.stringMatching(/no unit "30743"/),
      expect.stringMatching(/no procedure "2\.000851"/),
      expect.stringMatching(/no channel "onlin"/),
    ])
    expect(problems[5]?.hint).toMatch(/"online"/)
  })

  it.each([
    ['without a time column', 'tme\n2025-07-07T08:15\n', /unknown column "tme"|no column "time"/],
    ['without rows', 'time\n', /no rows/],
    ['with a row of another length', 'time,unit\n2025-07-07T08:15\n', /not readable as CSV/],
  ])('are refused %s', (_how, csv, message) => {
    expect(checked(csv).problems[0]?.message).toMatch(message)
  })

  it('whose file is not there are told at its name', () => {
    const lost = text.replace('log.csv', 'lost.csv')
    const [problem] = checkScenario(lost, file).problems
    expect(problem?.message).toContain(`${join(folder, 'lost.csv')} cannot be read`)
    expect(`${problem?.line}:${problem?.column}`).toBe(placeOf(lost, 'lost.csv'))
  })
})
