import { describe, expect, it } from 'vitest'
import { allOf, demandAt, fixed, resultOf, simulated, staffOf, stepOf, unit, way } from './result-of.ts'

const tenMinutes = way(
  `work: { by: official, role: specialist, skill: field, takes: ${fixed(10)}, outcomes: [{ state: 10, to: end }] }`,
)
const anybody = (min: number) =>
  way(`work: { by: official, role: clerk, takes: ${fixed(min)}, outcomes: [{ state: 10, to: end }] }`)
const clerks = (...groups: readonly string[]) =>
  unit('counters: 1', 'staff:', ...groups.map((group) => `  - { role: clerk, ${group} }`))

describe('skills', () => {
  // Civil status and certification; four dossiers of civil status.
  const pair = (one: string, other: string) =>
    unit(
      'counters: 1',
      'staff:',
      `  - { role: specialist, count: 1, skills: [${one}] }`,
      `  - { role: specialist, count: 1, skills: [${other}] }`,
    )

  it('of one field each leave one official to do all of a field that is asked for alone', () => {
    const result = resultOf(pair('civil_status', 'certification'), demandAt('07T08:00 4'), tenMinutes)
    // 0, 10, 20 and 30 minutes.
    expect(stepOf(result, 'work').waitMeanMin).toBe(15)
    expect(staffOf(result, 'specialist').busyHours).toBeCloseTo(40 / 60, 9)
  })

  it('of both fields let two officials share it', () => {
    const both = 'civil_status, certification'
    const result = resultOf(pair(both, both), demandAt('07T08:00 4'), tenMinutes)
    // 0, 0, 10 and 10 minutes.
    expect(stepOf(result, 'work').waitMeanMin).toBe(5)
  })
})

describe('proficiency', () => {
  const learning = (count: number, more = '') =>
    clerks(`count: ${count}, proficiency: { atFirst: 3, halvesAfterCases: 1 }${more}`)

  it('grows with every case: the excess over a practised official’s time halves', () => {
    const novice = resultOf(learning(1), demandAt('07T08:00 4'), anybody(10))
    // 10 minutes × (1 + 2, 1 + 1, 1 + ½, 1 + ¼) = 30, 20, 15 and 12.5.
    expect(stepOf(novice, 'work').workMeanMin).toBe(77.5 / 4)
    const practised = resultOf(clerks('count: 1'), demandAt('07T08:00 4'), anybody(10))
    expect(stepOf(practised, 'work').workMeanMin).toBe(10)
  })

  it('is each official’s own: two who share the cases learn half as much', () => {
    const result = resultOf(learning(2), demandAt('07T08:00 4'), anybody(10))
    expect(stepOf(result, 'work').workMeanMin).toBe((30 + 30 + 20 + 20) / 4)
  })

  it('is of one step: what was learnt in another does not help', () => {
    const step = (name: string, to: string, state: number) =>
      `${name}: { by: official, role: clerk, takes: ${fixed(10)}, outcomes: [{ state: ${state}, to: ${to} }] }`
    const result = resultOf(learning(1), demandAt('07T08:00 1'), way(step('one', 'two', 2), step('two', 'end', 10)))
    expect([stepOf(result, 'one').workMeanMin, stepOf(result, 'two').workMeanMin]).toEqual([30, 30])
  })
})

describe('a training', () => {
  const both = unit(
    'counters: 1',
    'staff:',
    '  - { role: clerk, count: 1, proficiency: { atFirst: 3, halvesAfterCases: 1 } }',
    '  - { role: specialist, count: 1, skills: [civil_status] }',
  )
  const steps = way(
    `register: { by: official, role: clerk, takes: ${fixed(10)}, outcomes: [{ state: 2, to: end }] }`,
    `check: { by: official, role: specialist, takes: ${fixed(10)}, outcomes: [{ state: 10, to: end }] }`,
  )
  // One dossier for the specialist in the morning, one for the clerk in the afternoon.
  const demand = `${demandAt('07T13:30 1')}
  streams:
    checks:
      volume: { kind: scheduled, at: [{ time: 2025-07-07T08:00, dossiers: 1 }] }
      start: check
      procedures: [{ code: "1.004873", weight: 1, workflow: way }]`
  const training = (more: string) =>
    `incidents: [{ kind: training, name: course, role: clerk, count: 1, worthCases: 2${more}, from: 2025-07-07T07:00, to: 2025-07-07T11:30 }]`
  const figures = (...sections: string[]) => {
    const result = resultOf(both, demand, steps, ...sections)
    return {
      clerkMin: stepOf(result, 'register').workMeanMin,
      checkWaitMin: stepOf(result, 'check').waitMeanMin,
      clerkHours: staffOf(result, 'clerk').presentHours,
      mentorHours: staffOf(result, 'specialist').presentHours,
    }
  }

  it('is as good as the cases that it is worth, and takes the trainee away while it lasts', () => {
    expect(figures()).toEqual({ clerkMin: 30, checkWaitMin: 0, clerkHours: 40, mentorHours: 40 })
    // 10 minutes × (1 + 2 × ¼); 07:00 to 11:30 are 4.5 hours.
    expect(figures(training(''))).toEqual({ clerkMin: 15, checkWaitMin: 0, clerkHours: 35.5, mentorHours: 40 })
  })

  it('by a mentor takes the mentor away too, and what waits for the mentor waits longer', () => {
    expect(figures(training(', mentor: specialist'))).toEqual({
      clerkMin: 15,
      // From 08:00 to 11:30; the afternoon begins with it.
      checkWaitMin: 210,
      clerkHours: 35.5,
      mentorHours: 35.5,
    })
  })

  it('by a mentor of the same role takes another official than the trainee', () => {
    const same = (mentor: string) =>
      staffOf(
        resultOf(
          clerks('count: 3, proficiency: { atFirst: 3, halvesAfterCases: 1 }'),
          demandAt('07T13:30 1'),
          anybody(10),
          training(mentor),
        ),
        'clerk',
      ).presentHours
    expect([same(''), same(', mentor: clerk')]).toEqual([3 * 40 - 4.5, 3 * 40 - 9])
  })

  it('in a skill lets dossiers of its field go on from its end', () => {
    const unskilled = unit('counters: 1', 'staff: [{ role: specialist, count: 1, skills: [certification] }]')
    const course =
      'incidents: [{ kind: training, name: course, role: specialist, count: 1, skills: [civil_status], from: 2025-07-08T07:00, to: 2025-07-08T11:30 }]'
    const result = resultOf(unskilled, demandAt('07T08:00 1'), tenMinutes, course)
    // 7 hours of Monday and the 4.5 hours of the training on Tuesday.
    expect(stepOf(result, 'work').waitMeanMin).toBe(690)
  })
})

describe('vacancies', () => {
  it('are posts whose work the others do: two of three vacant make six dossiers wait five times as long', () => {
    const short = resultOf(clerks('count: 1, vacancies: 2'), demandAt('07T08:00 6'), anybody(10))
    // 0, 10, … 50 minutes.
    expect(stepOf(short, 'work').waitMeanMin).toBe(25)
    expect(staffOf(short, 'clerk')).toMatchObject({ officials: 1, vacancies: 2, presentHours: 40 })
    const full = resultOf(clerks('count: 3'), demandAt('07T08:00 6'), anybody(10))
    // Three at once, then three after 10 minutes.
    expect(stepOf(full, 'work').waitMeanMin).toBe(5)
    expect(staffOf(full, 'clerk')).toMatchObject({ officials: 3, vacancies: 0, presentHours: 120 })
  })

  it('of a role that nobody holds are shown all the same', () => {
    const result = resultOf(
      unit('counters: 1', 'staff: [{ role: clerk, count: 1 }, { role: archivist, count: 0, vacancies: 1 }]'),
      demandAt('07T08:00 1'),
      anybody(10),
    )
    expect(staffOf(result, 'archivist')).toMatchObject({ officials: 0, vacancies: 1, presentHours: 0 })
  })
})

describe('sickness', () => {
  it('every day leaves the others alone: two clerks, one of them always ill, are as one', () => {
    const result = resultOf(clerks('count: 1', 'count: 1, sicknessPerDay: 1'), demandAt('07T08:00 4'), anybody(10))
    expect(stepOf(result, 'work').waitMeanMin).toBe(15)
    expect(staffOf(result, 'clerk')).toMatchObject({ officials: 2, presentHours: 40 })
  })

  it('takes whole days, its share of them', () => {
    const half = 'period: { from: 2025-07-01, to: 2025-12-31 }'
    const result = resultOf(half, clerks('count: 20, sicknessPerDay: 0.1'), demandAt('07T08:00 1'), anybody(10))
    const [days, share] = [20 * result.throughput.workingDays, 0.1]
    const { presentHours } = staffOf(result, 'clerk')
    expect(presentHours % 8).toBe(0)
    // Four standard deviations of a binomial number.
    expect(Math.abs(days - presentHours / 8 - share * days)).toBeLessThan(4 * Math.sqrt(days * share * (1 - share)))
  })
})

describe('a second job', () => {
  const afternoons = 'duties: [{ hours: "13:30-17:00" }]'

  it('every afternoon leaves the mornings, and work at the desk rests until the next one', () => {
    const result = resultOf(clerks(`count: 1, ${afternoons}`), demandAt('07T07:00 1'), anybody(360))
    // 4.5 hours of work on Monday morning, 1.5 on Tuesday: 8 + 1.5 hours after it came.
    expect(allOf(result).turnaroundMeanHours).toBe(9.5)
    expect(stepOf(result, 'work').workMeanMin).toBe(360)
    expect(staffOf(result, 'clerk')).toMatchObject({ presentHours: 5 * 4.5, busyHours: 6 })
    const full = resultOf(clerks('count: 1'), demandAt('07T07:00 1'), anybody(360))
    expect(allOf(full).turnaroundMeanHours).toBe(6)
    expect(staffOf(full, 'clerk')).toMatchObject({ presentHours: 40, busyHours: 6 })
  })

  it('on some weekdays and between two dates takes those hours alone', () => {
    const duty = 'duties: [{ days: [monday, friday], hours: "13:30-17:00", from: 2025-07-08, to: 2025-07-11 }]'
    const result = resultOf(clerks(`count: 1, ${duty}`), demandAt('07T07:00 1'), anybody(10))
    expect(staffOf(result, 'clerk').presentHours).toBe(40 - 3.5)
  })
})

describe('a meeting', () => {
  const onMonday = (count: number) => clerks(`count: ${count}, duties: [{ days: [monday], hours: "08:00-10:00" }]`)

  it('lets what comes during it wait for its end', () => {
    const result = resultOf(onMonday(1), demandAt('07T08:00 1', '08T08:00 1'), anybody(10))
    // Two hours on Monday, none on Tuesday.
    expect(stepOf(result, 'work').waitMeanMin).toBe(60)
  })

  it('begins for an official at a counter when the citizen has been served', () => {
    const step = `serve: { by: official, role: clerk, counter: true, takes: ${fixed(30)}, outcomes: [{ state: 10, to: end }] }`
    const result = resultOf(onMonday(1), demandAt('07T07:45 1'), way(step))
    expect(allOf(result).turnaroundMeanHours).toBe(0.5)
    // At the desk a quarter of an hour is left until after the meeting.
    const desk = resultOf(onMonday(1), demandAt('07T07:45 1'), anybody(30))
    expect(allOf(desk).turnaroundMeanHours).toBe(2.5)
  })

  it('that an incident calls takes so many, of those who serve then', () => {
    const meeting =
      'incidents: [{ kind: officials-away, name: session, role: clerk, count: 1, from: 2025-07-07T08:00, to: 2025-07-07T10:00 }]'
    const hours = (...groups: string[]) =>
      staffOf(resultOf(clerks(...groups), demandAt('08T08:00 1'), anybody(10), meeting), 'clerk').presentHours
    expect(hours('count: 2')).toBe(80 - 2)
    // The first of the staff comes on Wednesday only: it is the other who must go.
    expect(hours('count: 1, from: 2025-07-09', 'count: 1')).toBe(24 + 40 - 2)
  })

  it('and another at the same time take different officials, each until its own end', () => {
    const meetings = `incidents:
  - { kind: officials-away, name: one, role: clerk, count: 1, from: 2025-07-07T08:00, to: 2025-07-07T10:00 }
  - { kind: officials-away, name: other, role: clerk, count: 1, from: 2025-07-07T09:00, to: 2025-07-07T11:00 }`
    const { log } = simulated(clerks('count: 3'), demandAt('08T08:00 1'), anybody(10), meetings)
    const morning = log.filter(({ at }) => at > '2025-07-07T07:30' && at < '2025-07-07T11:15')
    expect(morning.map(({ at, event, by }) => `${at.slice(11, 16)} ${by} ${event}`)).toEqual([
      '08:00 clerk-1 went',
      '09:00 clerk-2 went',
      '10:00 clerk-1 came',
      '11:00 clerk-2 came',
    ])
  })
})

describe('a secondment', () => {
  const seconded = 'count: 1, from: 2025-07-09'

  it('shortens the waits from its first day on', () => {
    const demand = demandAt('07T08:00 4', '09T08:00 4')
    const alone = resultOf(clerks('count: 1'), demand, anybody(10))
    expect(stepOf(alone, 'work').waitMeanMin).toBe(15)
    const helped = resultOf(clerks('count: 1', seconded), demand, anybody(10))
    // 0, 10, 20 and 30 minutes on Monday; 0, 0, 10 and 10 on Wednesday.
    expect(stepOf(helped, 'work').waitMeanMin).toBe(10)
    expect(staffOf(helped, 'clerk')).toMatchObject({ officials: 2, presentHours: 40 + 24 })
  })

  it('to a post that was empty lets what has come wait until then', () => {
    const result = resultOf(clerks(seconded), demandAt('07T08:00 1'), anybody(10))
    // 7 hours of Monday and 8 of Tuesday.
    expect(stepOf(result, 'work').waitMeanMin).toBe(15 * 60)
  })

  it('that ends hands over what was begun at the desk to whoever stays or comes', () => {
    const demand = demandAt('07T07:00 1')
    const result = resultOf(clerks('count: 1, to: 2025-07-08', seconded), demand, anybody(20 * 60))
    // 16 hours of Monday and Tuesday by the one, 4 of Wednesday by the other.
    expect(allOf(result)).toMatchObject({ finished: 1, turnaroundMeanHours: 20 })
    expect(stepOf(result, 'work')).toMatchObject({ begun: 1, interrupted: 1, ended: 1, workMeanMin: 1200 })
    expect(staffOf(result, 'clerk')).toMatchObject({ presentHours: 16 + 24, busyHours: 20 })
    const { result: left } = simulated(clerks('count: 1, to: 2025-07-08'), demand, anybody(20 * 60))
    expect(allOf(left)).toMatchObject({ finished: 0, open: 1 })
  })
})

describe('accounts', () => {
  const step = (name: string, to: string, state: number) =>
    `${name}: { by: official, role: officer, account: civil-status.${name}, takes: ${fixed(10)}, outcomes: [{ state: ${state}, to: ${to} }] }`
  const steps = way(step('enter', 'approve', 2), step('approve', 'sign', 4), step('sign', 'end', 10))
  const officers = (...groups: readonly string[]) =>
    unit('counters: 1', 'staff:', ...groups.map((group) => `  - { role: officer, count: 1${group} }`))

  it('that are held let a dossier through in its working time', () => {
    const result = resultOf(officers(''), demandAt('07T08:00 1'), steps)
    expect(allOf(result)).toMatchObject({ finished: 1, turnaroundMeanHours: 0.5 })
  })

  it.each([
    ['enter', []],
    ['approve', ['enter']],
    ['sign', ['enter', 'approve']],
  ])('that nobody holds stop every dossier before the step that asks them: %s', (missing, done) => {
    const accounts = `, accounts: { civil-status.${missing}: false }`
    const { result, warnings } = simulated(officers(accounts), demandAt('07T08:00 3'), steps)
    expect(warnings).toEqual([
      expect.stringContaining(`no officer of unit 30742 ever holds the account "civil-status.${missing}"`),
    ])
    expect(allOf(result)).toMatchObject({ finished: 0, open: 3 })
    expect(result.steps.map(({ step, ended }) => [step, ended])).toEqual(done.map((name) => [name, 3]))
  })

  it('that are granted later let dossiers wait until that minute', () => {
    const later = officers(', accounts: { civil-status.sign: 2025-07-09T09:00 }')
    const result = resultOf(later, demandAt('07T08:00 1'), steps)
    // From Monday 08:20: 400 minutes of Monday, 480 of Tuesday, 120 of Wednesday.
    expect(stepOf(result, 'sign').waitMeanMin).toBe(1000)
    expect(allOf(result)).toMatchObject({ finished: 1, turnaroundMeanHours: 0.5 + 1000 / 60 })
  })

  it('that one of two officials lacks send all that asks for them to the other', () => {
    const unsigned = ', accounts: { civil-status.sign: false }'
    const wait = (...groups: string[]) =>
      stepOf(resultOf(officers(...groups), demandAt('07T08:00 4'), steps), 'sign').waitMeanMin
    // Signing begins at 08:40: two at once, two at 08:50; or one every 10 minutes from then, queued since 08:30 and 08:40.
    expect(wait('', '')).toBe(10)
    expect(wait('', unsigned)).toBe((10 + 20 + 20 + 30) / 4)
  })
})

describe('a doubtful case', () => {
  const counter = (name: string, min: number, outcomes: string) =>
    `${name}: { by: official, role: clerk, counter: true, takes: ${fixed(min)}, outcomes: [${outcomes}] }`
  const demand = `${demandAt('07T08:00 1')}\n  traits: { doubtful: { share: 1 } }`
  const centre = unit('counters: 1', `travel: ${fixed(60)}`, 'staff: [{ role: clerk, count: 1 }]')
  const figures = (...steps: string[]) => {
    const result = resultOf(centre, demand, way(...steps))
    const { turnaroundMeanHours, sameDayRate } = allOf(result)
    return { turnaroundMeanHours, sameDayRate, trips: result.visits.trips, travelHours: result.visits.travelHours }
  }

  it('in which the superior is asked is settled on the spot', () => {
    const consulting = figures(
      counter('receive', 10, '{ when: doubtful, to: consult }, { state: 10, to: end }'),
      `consult: { by: agency, who: superior, workingTime: true, takes: ${fixed(30)}, outcomes: [{ to: settle }] }`,
      counter('settle', 5, '{ state: 10, to: end }'),
    )
    // 10 + 30 + 5 minutes; the citizen stays.
    expect(consulting).toEqual({ turnaroundMeanHours: 0.75, sameDayRate: 1, trips: 1, travelHours: 1 })
  })

  it('in which the citizen is sent home takes a day and a second way', () => {
    const sentHome = figures(
      counter('receive', 10, '{ when: doubtful, loses: [doubtful], to: come-again }, { state: 10, to: end }'),
      `come-again: { by: citizen, takes: ${fixed(1440)}, outcomes: [{ to: receive }] }`,
    )
    // From Monday 08:00 to Tuesday 08:20.
    expect(sentHome).toEqual({ turnaroundMeanHours: 8 + 20 / 60, sameDayRate: 0, trips: 2, travelHours: 2 })
  })
})
