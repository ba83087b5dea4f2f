import { describe, expect, it } from 'vitest'
import { allOf, demandAt, fixed, resultOf, simulated, staffOf, stepOf, timesOf, unit, way } from './result-of.ts'

const mix = 'procedures: [{ code: "1.004873", weight: 1, workflow: way }]'
const counter = (name: string, min: number, to: string, state: number) =>
  `${name}: { by: official, role: clerk, counter: true, takes: ${fixed(min)}, outcomes: [{ state: ${state}, to: ${to} }] }`
const desk = (name: string, role: string, min: number, to: string, state: number) =>
  `${name}: { by: official, role: ${role}, takes: ${fixed(min)}, outcomes: [{ state: ${state}, to: ${to} }] }`

describe('a centre that opens on a date: Cát Hải, 15,000 of 71,000 people behind a ferry', () => {
  /** 71 citizens on the Friday before and 71 on the Monday of the opening, 15 of each from the island. */
  const demand = `demand:
  volume: { kind: scheduled, at: [${timesOf(['18T07:00 56', '21T07:00 56'])}] }
  ${mix}
  streams:
    islanders:
      volume: { kind: scheduled, at: [${timesOf(['18T07:00 15', '21T07:00 15'])}] }
      traits: { islander: { share: 1 } }
      ${mix}`
  const catHai = (island: string, clerkThere: string) => `period: { from: 2025-07-18, to: 2025-07-21 }
units:
  - code: "11914"
    population: 71000
    counters: 1
    travel: ${fixed(30)}
    sites:
      - { name: island, counters: 1, visitors: islander${island}, travel: ${fixed(20)}, travelElsewhere: ${fixed(240)} }
    staff: [{ role: clerk, count: 1 }, { role: clerk, count: 1, site: island${clerkThere} }]`
  const serve = way(counter('serve', 5, 'end', 10))

  it('spares the islanders the ferry and everybody a part of the wait, from 21 July on', () => {
    const result = resultOf(catHai(', opens: 2025-07-21', ''), demand, serve)
    // On Friday 71 in one line: 175 minutes in the mean, with 5 minutes each. On Monday 56 and 15.
    const waits = 71 * 175 + 56 * 137.5 + 15 * 35
    expect(allOf(result)).toMatchObject({ finished: 142, waitMeanMin: waits / 142 })
    // Half an hour for the others, 4 hours by ferry, 20 minutes to the new centre.
    expect(result.visits).toMatchObject({ trips: 142, travelHours: 112 * 0.5 + 15 * 4 + 15 / 3 })
    // Its clerk is at work there from the opening on.
    expect(staffOf(result, 'clerk')).toMatchObject({ officials: 2, presentHours: 16 + 8 })
  })

  it('does nothing of that while it is not open', () => {
    const { result, warnings } = simulated(catHai(', opens: 2025-07-22', ''), demand, serve)
    expect(warnings).toEqual([expect.stringContaining('site "island" opens on 2025-07-22, after the period')])
    expect(allOf(result)).toMatchObject({ finished: 142, waitMeanMin: 175 })
    expect(result.visits.travelHours).toBe(112 * 0.5 + 30 * 4)
  })

  it('does nothing of that either before its first official comes', () => {
    const { result } = simulated(catHai(', opens: 2025-07-18', ', from: 2025-07-21'), demand, serve)
    expect(result.visits.travelHours).toBe(112 * 0.5 + 15 * 4 + 15 / 3)
  })
})

describe('a site that closes', () => {
  const harbour = (closes: string) =>
    unit(
      'counters: 1',
      `sites: [{ name: harbour, counters: 1, visitors: islander${closes} }]`,
      'staff: [{ role: clerk, count: 1 }, { role: clerk, count: 1, site: harbour }]',
    )
  const islanders = (...times: string[]) => `${demandAt(...times)}\n  traits: { islander: { share: 1 } }`
  const closes = ', closes: 2025-07-08'

  it('leaves those who still wait there on its last evening to the main site the next morning', () => {
    const result = resultOf(harbour(closes), islanders('08T16:50 3'), way(counter('serve', 10, 'end', 10)))
    // One is served until 17:00; the others at 07:00 and 07:10 on Wednesday.
    expect(allOf(result)).toMatchObject({ finished: 3, waitMeanMin: (0 + 10 + 20) / 3 })
    expect(staffOf(result, 'clerk')).toMatchObject({ presentHours: 40 + 16, busyHours: 0.5 })
  })

  it('leaves the papers on its desks to the main site, half-done ones too', () => {
    const steps = way(counter('receive', 10, 'file', 2), desk('file', 'clerk', 60, 'end', 10))
    const result = resultOf(harbour(closes), islanders('08T16:00 2'), steps)
    // Both are received by 16:20, one paper is worked on for 40 minutes; 20 and 60 are left for Wednesday.
    expect(allOf(result)).toMatchObject({ finished: 2, open: 0 })
    expect(stepOf(result, 'file')).toMatchObject({ begun: 2, interrupted: 1, ended: 2, workMeanMin: 60 })
    expect(result.throughput.byDay).toMatchObject([
      { date: '2025-07-08', finished: 0 },
      { date: '2025-07-09', finished: 2 },
    ])
  })

  it('has its visitors go to the main site afterwards', () => {
    const demand = islanders('08T08:00 1', '09T08:00 1')
    const { log, result } = simulated(harbour(closes), demand, way(counter('serve', 10, 'end', 10)))
    expect(log.filter(({ event }) => event === 'queued').map(({ site }) => site)).toEqual(['harbour', undefined])
    expect(allOf(result)).toMatchObject({ finished: 2, waitMeanMin: 0 })
  })
})

describe('scattered offices', () => {
  const steps = way(
    desk('prepare', 'specialist', 10, 'sign', 2),
    desk('sign', 'leader', 5, 'stamp', 4),
    desk('stamp', 'specialist', 5, 'end', 10),
  )
  const offices = (leader: string, ...lines: string[]) =>
    unit('counters: 1', ...lines, `staff: [{ role: specialist, count: 1 }, { role: leader, count: 1${leader} }]`)
  const committee = 'sites: [{ name: committee }]'
  const turnaround = (...sections: string[]) =>
    allOf(resultOf(demandAt('07T08:00 1'), steps, ...sections)).turnaroundMeanHours

  it('cost a courier’s way to the signature and one back, in working time', () => {
    expect(turnaround(offices(''))).toBe(20 / 60)
    const scattered = resultOf(
      demandAt('07T08:00 1'),
      steps,
      offices(', site: committee', committee, `courier: ${fixed(90)}`),
    )
    expect(allOf(scattered).turnaroundMeanHours).toBe(20 / 60 + 3)
    expect(['prepare', 'sign', 'stamp'].map((step) => stepOf(scattered, step).waitMeanMin)).toEqual([0, 90, 90])
  })

  it('without a courier’s time cost nothing: files move at once', () => {
    expect(turnaround(offices(', site: committee', committee))).toBe(20 / 60)
  })

  it('send papers that come over night on their way in the morning', () => {
    // From Monday 08:10 with 8 hours on the way: Tuesday 08:10, and back on Wednesday 08:15.
    expect(turnaround(offices(', site: committee', committee, `courier: ${fixed(480)}`))).toBe(16 + 20 / 60)
  })

  it('make papers miss a signature round that they would have met', () => {
    const rounds = way(
      desk('prepare', 'specialist', 10, 'sign', 2),
      `sign: { by: official, role: leader, rounds: ["09:00", "15:00"], takes: ${fixed(5)}, outcomes: [{ state: 10, to: end }] }`,
    )
    const end = (...sections: string[]) =>
      allOf(resultOf(demandAt('07T08:00 1'), rounds, ...sections)).turnaroundMeanHours
    expect(end(offices(''))).toBe(65 / 60)
    // There at 09:40: signed at 15:05, after 3.5 hours of the morning and 95 minutes of the afternoon.
    expect(end(offices(', site: committee', committee, `courier: ${fixed(90)}`))).toBe(3.5 + 95 / 60)
  })
})

describe('old offices kept as reception points', () => {
  /** Nine citizens at eight o'clock: three of the seat, three of each of two old communes. */
  const demand = (reception: boolean) => {
    const stream = (name: string) => `
    ${name}:
      volume: { kind: scheduled, at: [${timesOf(['07T08:00 3'])}] }
      ${reception ? `traits: { ${name}: { share: 1 } }\n      ${mix}` : mix}`
    return `${demandAt('07T08:00 3')}\n  streams:${stream('north')}${stream('south')}`
  }
  const office = (name: string) =>
    `  - { name: ${name}-office, counters: 1, visitors: ${name}, travel: ${fixed(10)}, travelElsewhere: ${fixed(60)} }`
  const steps = way(counter('receive', 10, 'process', 2), desk('process', 'specialist', 5, 'end', 10))
  const specialist = '  - { role: specialist, count: 1 }'

  it('shorten the ways and the lines, while the papers are worked on in one place', () => {
    const kept = resultOf(
      unit(
        'counters: 1',
        `travel: ${fixed(60)}`,
        'sites:',
        office('north'),
        office('south'),
        'staff:',
        '  - { role: clerk, count: 1 }',
        '  - { role: clerk, count: 1, site: north-office }',
        '  - { role: clerk, count: 1, site: south-office }',
        specialist,
      ),
      demand(true),
      steps,
    )
    expect(kept.visits).toMatchObject({ trips: 9, travelHours: 3 + 6 / 6 })
    expect(stepOf(kept, 'receive').waitMeanMin).toBe(10)
    expect(staffOf(kept, 'specialist').busyHours).toBe(0.75)

    const one = resultOf(
      unit('counters: 1', `travel: ${fixed(60)}`, 'staff:', '  - { role: clerk, count: 3 }', specialist),
      demand(false),
      steps,
    )
    expect(one.visits).toMatchObject({ trips: 9, travelHours: 9 })
    // 0, 10, … 80 minutes at the only counter.
    expect(stepOf(one, 'receive').waitMeanMin).toBe(40)
    expect(staffOf(one, 'specialist').busyHours).toBe(0.75)
  })
})
