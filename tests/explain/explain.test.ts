import { describe, expect, it } from 'vitest'
import { type Explained, explain, type Life, type Moment } from '../../src/explain/index.ts'
import {
  agency,
  citizen,
  comeAt,
  counter,
  desk,
  done,
  type Given,
  playedOnce,
  SAME_DAY,
} from '../operation/rich/figures-of.ts'

function explained(given: Given, id: string): Explained {
  const { plan, lines } = playedOnce(given)
  return explain(plan, plan.scenario.seed, lines, plan.toMs, id)
}

function lifeOf(given: Given, id = '30742-000000'): Life {
  const told = explained(given, id)
  if ('like' in told) throw new Error(`there is none; ${told.like.join(' or ')}?`)
  return told.life
}

/** What it waited for, in whole minutes. */
const kept = ({ keptBy }: Life) => keptBy.map(({ kind, name, workingMin }) => [kind, name, Math.round(workingMin)])

const of = <K extends Moment['kind']>(life: Life, kind: K) =>
  life.moments.filter((moment): moment is Extract<Moment, { kind: K }> => moment.kind === kind)

const clock = (at: string | null) => at?.slice(8, 16)

/** What two dossiers that come on Monday at 08:00 wait for; the second of them is told. */
const second = (given: Given) => lifeOf({ demand: { volume: comeAt(2, 'monday', '08:00') }, ...given }, '30742-000001')

describe('a dossier that waits in a line waits for', () => {
  it('officials who are busy with others', () => {
    expect(kept(second({ steps: { receive: counter(30, done) } }))).toEqual([['busy', 'clerk', 30]])
  })

  it('officials who are not there, from the moment they leave until they are back, in working time', () => {
    const away = { kind: 'officials-away', name: 'meeting', role: 'clerk', count: 1 } as const
    const life = lifeOf({
      steps: { receive: counter(30, done) },
      incidents: [{ ...away, from: '2025-07-07T07:00', to: '2025-07-07T14:30' }],
    })
    // From 08:00 to 11:30 and from 13:30 to 14:30.
    expect(kept(life)).toEqual([['absent', 'clerk', 270]])
  })

  it('a free counter, when there are more officials than places', () => {
    const unit = { counters: 1, staff: [{ role: 'clerk', count: 2 }] }
    expect(kept(second({ steps: { receive: counter(30, done) }, unit }))).toEqual([
      ['counter', 'Clerk', 30].with(1, ''),
    ])
  })

  it('equipment that is in use', () => {
    const unit = { counters: 4, equipment: { scanner: 1 }, staff: [{ role: 'clerk', count: 2 }] }
    const steps = { receive: { ...counter(30, done), equipment: ['scanner'] } }
    expect(kept(second({ steps, unit }))).toEqual([['equipment', 'scanner', 30]])
  })

  it('an account that nobody holds yet, and then for those who are busy', () => {
    const staff = [{ role: 'clerk', count: 1, accounts: { 'civil-status.sign': '2025-07-07T09:00' } }]
    const life = second({ steps: { receive: { ...desk(30, done), account: 'civil-status.sign' } }, unit: { staff } })
    expect(kept(life)).toEqual([
      ['account', 'civil-status.sign', 60],
      ['busy', 'clerk', 30],
    ])
  })

  it('somebody trained in its field, until the training is over', () => {
    const training = { kind: 'training' as const, name: 'lesson', role: 'clerk', count: 1, skills: ['civil_status'] }
    const life = lifeOf({
      steps: { receive: { ...desk(30, done), skill: 'field' } },
      incidents: [{ ...training, from: '2025-07-07T08:00', to: '2025-07-07T10:00' }],
    })
    expect(kept(life)).toEqual([['skill', 'civil_status', 120]])
    expect(life.appointment).toBeNull()
  })

  it('the next round of who signs', () => {
    const life = lifeOf({ steps: { sign: { ...desk(5, done), rounds: ['09:30'] } } })
    expect(kept(life)).toEqual([['round', 'clerk', 90]])
  })

  it('a system that is out, until it is tried again and answers', () => {
    const life = lifeOf({
      steps: { receive: desk(10, { operation: 'one-stop.receive', ...done }) },
      policies: { retryMin: 15 },
      incidents: [
        { kind: 'connection-lost', name: 'cut', system: 'one-stop', from: '2025-07-07T07:00', to: '2025-07-07T09:00' },
      ],
    })
    expect(life.keptBy[0]).toMatchObject({ kind: 'system', name: 'one-stop' })
    const calls = of(life, 'call')
    expect(calls.map(({ status }) => status)).toEqual([...calls.slice(1).map(() => 'connection-lost'), 'ok'])
    expect(calls.length).toBeGreaterThan(2)
  })
})

describe('a dossier that is not in a line', () => {
  it('waits for its citizen, then for an agency', () => {
    const life = lifeOf({
      steps: {
        receive: counter(10, { state: 2, to: 'bring' }),
        bring: citizen(60, { to: 'verify' }),
        verify: agency('Land office', 30, { to: 'finish' }),
        finish: desk(5, done),
      },
    })
    expect(kept(life)).toEqual([
      ['citizen', '', 60],
      ['agency', 'Land office', 30],
    ])
    expect(of(life, 'wait').map(({ step }) => step)).toEqual(['bring', 'verify'])
    expect(Math.round(life.workedMin)).toBe(15)
  })

  it('waits for its sub-dossiers, whose own lives are told beside it', () => {
    const life = lifeOf({
      steps: {
        receive: counter(10, { state: 2, starts: ['look-up'], to: 'finish' }),
        finish: { ...desk(5, done), afterSubDossiers: true },
        'look-up': agency('Archive', 45, { to: 'end' }),
      },
    })
    expect(kept(life)).toEqual([['legs', '', 45]])
    expect(life.legs).toHaveLength(1)
    expect(life.legs[0]?.moments.map(({ kind }) => kind)).toContain('over')
  })

  it('is with the citizen while papers lack, at the end of the period too', () => {
    const life = lifeOf({
      steps: {
        receive: counter(10, { state: 2, to: 'check' }),
        check: desk(10, { state: 5, to: 'bring' }),
        bring: citizen(20_000, done),
      },
    })
    expect(life.keptBy.map(({ kind }) => kind)).toEqual(['citizen'])
    expect(of(life, 'wait').at(-1)).toMatchObject({ to: null, step: 'bring' })
  })
})

describe('the appointment', () => {
  const supplement = {
    receive: counter(10, { state: 2, to: 'check' }),
    check: desk(10, { state: 5, to: 'bring' }),
    bring: citizen(24 * 60, { state: 4, to: 'finish' }),
    finish: desk(10, done),
  }

  it('is moved by the working time for which the clock stood in state 5', () => {
    const { appointment, finishedAt } = lifeOf({ steps: supplement })
    expect(clock(appointment?.first ?? null)).toBe('10T08:15')
    expect(clock(appointment?.due ?? null)).toBe('11T08:15')
    expect(appointment?.stops).toMatchObject([{ state: 5 }])
    expect(appointment?.stops.map(({ from, to }) => [clock(from), clock(to)])).toEqual([['07T08:20', '08T08:20']])
    expect(appointment?.stops[0]?.workingMin).toBeCloseTo(480, 5)
    expect(appointment?.verdict).toBe('before')
    expect(clock(finishedAt)).toBe('08T08:30')
  })

  it('is missed by the working hours after it, by date', () => {
    const slow = {
      receive: counter(10, { state: 2, to: 'wait' }),
      wait: agency('Office', 2880, { to: 'end-it' }),
      'end-it': desk(10, done),
    }
    const life = lifeOf({ steps: slow, demand: { procedures: [{ code: SAME_DAY, weight: 1, workflow: 'way' }] } })
    expect(life.appointment).toMatchObject({ verdict: 'overdue' })
    expect(clock(life.appointment?.due ?? null)).toBe('07T17:00')
    // Wednesday 08:20, after the whole of Tuesday and 80 minutes.
    expect(life.appointment?.lateWorkingHours).toBeCloseTo(8 + 80 / 60, 3)
  })

  it('of an open dossier is overdue past its date, but not while the clock stands', () => {
    const given = { demand: { procedures: [{ code: SAME_DAY, weight: 1, workflow: 'way' }] } }
    const never = { receive: counter(10, { state: 2, to: 'wait' }), wait: agency('Office', 20_000, done) }
    expect(lifeOf({ ...given, steps: never }).appointment).toMatchObject({ verdict: 'open-overdue' })
    const stopped = { ...supplement, bring: citizen(20_000, done) }
    expect(lifeOf({ ...given, steps: stopped }).appointment).toMatchObject({ verdict: 'open', lateWorkingHours: 0 })
  })
})

describe('an unknown dossier', () => {
  it('is answered with the ids most like it, and none where nothing is like it', () => {
    const given = { steps: { receive: counter(1, done) }, demand: { volume: comeAt(20, 'monday', '08:00') } }
    expect(explained(given, '30742-00012')).toEqual({ like: ['30742-000012'] })
    expect(explained(given, 'a dossier')).toEqual({ like: [] })
  })
})

describe('a whole life', () => {
  it('has waits and work that fill the time from arrival to the end, each once', () => {
    const { plan, lines } = playedOnce({
      steps: {
        receive: counter(12, { operation: 'one-stop.receive', state: 2, to: 'process' }),
        process: { ...desk(25, { state: 4, to: 'sign' }), interruptible: true },
        sign: { ...desk(3, done), rounds: ['10:00', '15:00'] },
      },
      demand: { volume: comeAt(30, 'monday', '08:00') },
    })
    for (const number of [0, 11, 29]) {
      const id = `30742-0000${String(number).padStart(2, '0')}`
      const told = explain(plan, 7, lines, plan.toMs, id)
      if ('like' in told) throw new Error(id)
      const stretches = told.life.moments.filter((moment) => moment.kind === 'wait' || moment.kind === 'work')
      for (const [index, { to }] of stretches.entries()) {
        const next = stretches[index + 1]
        // The system's answer is neither: it comes after the work.
        if (next) expect(Date.parse(next.at) - Date.parse(to ?? '')).toBeLessThan(2_000)
      }
      const keptMin = told.life.keptBy.reduce((sum, { workingMin }) => sum + workingMin, 0)
      const waitedMin = stretches.reduce((sum, moment) => sum + (moment.kind === 'wait' ? moment.workingMin : 0), 0)
      expect(keptMin).toBeCloseTo(waitedMin, 6)
    }
  })
})
