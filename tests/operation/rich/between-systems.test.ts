/** What goes wrong from one system to the next: each as scenario data, and what it changes in the result. */
import { describe, expect, it } from 'vitest'
import type { OperationModel } from '../../../src/schema/index.ts'
import {
  agency,
  citizen,
  comeAt,
  desk,
  done,
  fixed,
  type Given,
  indicatorsOf,
  operationOf,
  resultOf,
  staffOf,
  stepOf,
  stepsOf,
  turnaroundMin,
} from './figures-of.ts'

const online = { direct: 0, online: 1, post: 0 }
/** Four standard deviations of how many of n are of a share. */
const fourDeviations = (n: number, share: number) => 4 * Math.sqrt(n * share * (1 - share))

describe('validation that blocks reception', () => {
  const given = (refuseShare: number): Given => ({
    demand: { volume: comeAt(200, 'monday', '00:00'), channels: online },
    everyDay: '00:00-24:00',
    systems: { 'one-stop': { latency: fixed(0), operations: { 'one-stop.intake': { refuseShare } } } },
    steps: {
      declare: citizen(0, { operation: 'portal.submit', state: 1, to: 'intake' }),
      intake: desk(5, { operation: 'one-stop.intake', state: 2, ifFails: { to: 'reject' }, to: 'decide' }),
      reject: desk(2, { operation: 'portal.reject', state: 3, to: 'end' }),
      decide: desk(3, done),
    },
  })

  it('refuses the online dossiers whose data cannot be entered: none, about 30 %, or all', () => {
    const [none, some, all] = [0, 0.3, 1].map((share) => resultOf(given(share)))
    expect(none?.conservation.harness).toMatchObject({ received: 200, finished: 200, refused: 0 })
    expect(all?.conservation.harness).toMatchObject({ received: 200, finished: 0, refused: 200 })
    const refused = some?.conservation.harness.refused ?? Number.NaN
    expect(Math.abs(refused - 60)).toBeLessThan(fourDeviations(200, 0.3))
    expect(some && operationOf(some, 'one-stop.intake').errors).toBe(refused)
  })
})

describe('the transfer from the portal to the civil-status system', () => {
  const given = (model: OperationModel, dossiers = 1, ifFails?: { to: string }): Given => ({
    everyDay: '00:00-24:00',
    to: '2025-07-31',
    policies: { noticeLostMin: 1440, reEntryMin: 2 },
    demand: { volume: comeAt(dossiers, 'monday', '08:00'), channels: online },
    systems: { 'civil-status': { latency: fixed(0), operations: { 'civil-status.transfer': model } } },
    steps: {
      declare: citizen(0, { operation: 'portal.submit', state: 1, to: 'transfer' }),
      transfer: agency('portal', 10, {
        operation: 'civil-status.transfer',
        ifDuplicated: 'weed-out',
        ...(ifFails && { ifFails }),
        state: 2,
        to: 'decide',
      }),
      'weed-out': desk(15, { to: 'decide' }),
      'type-in': desk(20, { to: 'decide' }),
      decide: agency('civil-status', 0, done),
    },
  })
  const transfer = (result: ReturnType<typeof resultOf>) => operationOf(result, 'civil-status.transfer')

  it('that takes four hours makes the dossier four hours older', () => {
    expect(turnaroundMin(resultOf(given({})))).toBe(10)
    expect(turnaroundMin(resultOf(given({ delay: fixed(240) })))).toBe(250)
  })

  it('that loses messages costs a day and two minutes for each, until it is sent again', () => {
    const result = resultOf(given({ lostShare: 0.3 }, 200))
    const { calls, errors, lost } = transfer(result)
    // Each time it is sent it may be lost again.
    expect(lost).toBeGreaterThan(40)
    expect([calls, errors]).toEqual([200 + lost, lost])
    expect(indicatorsOf(result).finished).toBe(200)
    expect((indicatorsOf(result).turnaroundMeanHours ?? 0) * 60 * 200).toBeCloseTo(200 * 10 + lost * 1442, 3)
  })

  it('that arrives twice makes 15 minutes of work for the clerk, who weeds out the double', () => {
    const result = resultOf(given({ duplicateShare: 0.3 }, 200))
    const { calls, errors, duplicated } = transfer(result)
    expect([calls, errors]).toEqual([200, 0])
    expect(Math.abs(duplicated - 60)).toBeLessThan(fourDeviations(200, 0.3))
    expect(stepOf(result, 'weed-out')).toMatchObject({ begun: duplicated, workMeanMin: 15 })
    expect(stepsOf(resultOf(given({}, 200)))).not.toContain('weed-out')
  })

  it('that fails is typed in at once, and that is lost is typed in when it is noticed, a day later', () => {
    const [failed, lost] = [{ failShare: 1 }, { lostShare: 1 }].map((model) =>
      resultOf(given(model, 1, { to: 'type-in' })),
    )
    expect(failed && [transfer(failed).calls, transfer(failed).lost, turnaroundMin(failed)]).toEqual([1, 0, 30])
    expect(lost && [transfer(lost).calls, transfer(lost).lost, turnaroundMin(lost)]).toEqual([1, 1, 1470])
  })

  it('that is lost leaves the official free meanwhile', () => {
    const { steps, ...rest } = given({ lostShare: 1 }, 2, { to: 'type-in' })
    const result = resultOf({
      ...rest,
      steps: { ...steps, transfer: { ...desk(10), outcomes: steps.transfer?.outcomes ?? [] } },
    })
    // Sent at 08:10 and 08:20; a day later typed in from 08:10 to 08:30 and from 08:30 to 08:50.
    expect(turnaroundMin(result)).toBe(1440 + (30 + 50) / 2)
    expect(staffOf(result, 'clerk').busyHours).toBe(1)
  })
})

describe('a search of old civil-status data', () => {
  const given = (missing: boolean, legacyUnits: number): Given => ({
    unit: { code: '11914', legacyUnits },
    systems: { 'civil-status': { latency: fixed(0), operations: { 'civil-status.search': { missing } } } },
    steps: {
      search: desk(5, { operation: 'civil-status.search', ifFails: { to: 'search-books' }, state: 4, to: 'copy' }),
      'search-books': { ...desk(15, { to: 'copy' }), eachLegacyUnit: true },
      copy: desk(10, done),
    },
  })

  it('that is not there sends the clerk to the paper books: 15 minutes for each of the old units', () => {
    // Cát Hải: ten communes and two towns.
    const [there, one, twelve] = [resultOf(given(false, 12)), resultOf(given(true, 1)), resultOf(given(true, 12))]
    expect([there, one, twelve].map((result) => turnaroundMin(result))).toEqual([15, 30, 195])
    expect([one, twelve].map((result) => stepOf(result, 'search-books').workMeanMin)).toEqual([15, 180])
    expect(stepsOf(there)).toEqual(['search', 'copy'])
  })
})

describe('land records that are only partly in the national system', () => {
  const given = (refuseShare: number): Given => ({
    everyDay: '00:00-24:00',
    to: '2025-07-31',
    demand: {
      volume: comeAt(200, 'monday', '08:00'),
      procedures: [{ code: '1.012783', weight: 1, workflow: 'way' }],
    },
    systems: { land: { latency: fixed(0), operations: { 'land.look-up': { refuseShare } } } },
    steps: {
      'look-up': desk(5, { operation: 'land.look-up', ifFails: { to: 'archive' }, state: 4, to: 'decide' }),
      archive: desk(60, { to: 'decide' }),
      decide: desk(5, done),
    },
  })

  it('are looked for in the archive: an hour for each that the look-up does not cover', () => {
    const result = resultOf(given(0.4))
    const { errors } = operationOf(result, 'land.look-up')
    expect(Math.abs(errors - 80)).toBeLessThan(fourDeviations(200, 0.4))
    expect(stepOf(result, 'archive')).toMatchObject({ begun: errors, workMeanMin: 60 })
    // 200 times ten minutes and an hour for each.
    expect(staffOf(result, 'clerk').busyHours).toBeCloseTo((200 * 10) / 60 + errors)
    expect(stepsOf(resultOf(given(0)))).toEqual(['look-up', 'decide'])
    expect(stepOf(resultOf(given(1)), 'archive').begun).toBe(200)
  })
})

describe('a birth linked with residence and health card', () => {
  const given = (
    more: { card?: OperationModel; byHand?: boolean; together?: boolean; dossiers?: number } = {},
  ): Given => ({
    everyDay: '00:00-24:00',
    demand: {
      volume: comeAt(more.dossiers ?? 1, 'monday', '08:00'),
      procedures: [{ code: '2.000986', weight: 1, workflow: 'way' }],
    },
    systems: { 'health-insurance': { latency: fixed(0), operations: { 'health-insurance.issue': more.card ?? {} } } },
    steps: {
      receive: desk(10, { state: 2, to: 'register' }),
      register: desk(20, { state: 4, starts: ['residence', 'health-card'], to: 'deliver' }),
      residence: agency('police', 120, { operation: 'residence.register', to: 'end' }),
      'health-card': agency('social-insurance', 960, {
        operation: 'health-insurance.issue',
        ...(more.byHand && { ifFails: { to: 'card-by-hand' } }),
        to: 'end',
      }),
      'card-by-hand': desk(30, { to: 'end' }),
      deliver: { ...desk(5, done), afterSubDossiers: more.together ?? true },
    },
  })

  it('starts two sub-dossiers and is done when the longest is: 10 + 20 + 960 + 5 minutes', () => {
    const result = resultOf(given())
    expect(result.legs).toEqual({ started: 2, finished: 2, open: 0 })
    expect(turnaroundMin(result)).toBe(995)
    expect(indicatorsOf(result).received).toBe(1)
  })

  it('is done after 35 minutes where the birth does not wait for the others', () => {
    expect(turnaroundMin(resultOf(given({ together: false })))).toBe(35)
  })

  it('stays open with one sub-dossier of two where the card can never be entered', () => {
    const stuck = resultOf(given({ card: { refuseShare: 1 } }))
    expect(stuck.legs).toEqual({ started: 2, finished: 1, open: 1 })
    expect(stuck.conservation.harness).toMatchObject({ finished: 0, open: 1 })
    const apart = resultOf(given({ card: { refuseShare: 1 }, together: false }))
    expect(apart.legs).toEqual({ started: 2, finished: 1, open: 1 })
    expect(apart.conservation.harness).toMatchObject({ finished: 1, open: 0 })
  })

  it('is done half an hour later where the card that fails is made by hand', () => {
    const result = resultOf(given({ card: { refuseShare: 1 }, byHand: true }))
    expect(result.legs).toEqual({ started: 2, finished: 2, open: 0 })
    expect(turnaroundMin(result)).toBe(1025)
  })

  it('leaves as many dossiers open as cards are refused', () => {
    const result = resultOf(given({ card: { refuseShare: 0.3 }, dossiers: 40 }))
    const { open } = result.legs
    expect(Math.abs(open - 12)).toBeLessThan(fourDeviations(40, 0.3))
    expect(result.legs).toEqual({ started: 80, finished: 80 - open, open })
    expect(result.conservation.harness).toMatchObject({ finished: 40 - open, open })
  })

  it('may have sub-dossiers that start further ones, each under its own number', () => {
    const { steps, ...rest } = given()
    const result = resultOf({
      ...rest,
      steps: {
        ...steps,
        residence: agency('police', 120, { starts: ['identity', 'identity'], to: 'tell-school' }),
        identity: agency('police', 60, { to: 'end' }),
        'tell-school': { ...agency('police', 1, { to: 'end' }), afterSubDossiers: true },
      },
    })
    expect(result.legs).toEqual({ started: 4, finished: 4, open: 0 })
    expect(stepOf(result, 'identity').ended).toBe(2)
  })
})

describe('three legacy systems for documents in one province', () => {
  /** A unit of old Lâm Đồng, of old Bình Thuận and of old Đắk Nông. */
  const codes = ['24781', '22924', '24615']
  const given = (same: boolean): Given => ({
    units: codes.map((code, place) => ({
      code,
      traits: { 'binh-thuan': same || place !== 1 ? 0 : 1, 'dak-nong': same || place !== 2 ? 0 : 1 },
    })),
    demand: {
      volume: comeAt(2, 'monday', '08:00'),
      traits: { 'binh-thuan': { share: 0 }, 'dak-nong': { share: 0 } },
    },
    systems: {
      documents: {
        latency: fixed(1),
        operations: {
          'documents.send-binh-thuan': { delay: fixed(30) },
          'documents.send-dak-nong': { missing: true },
        },
      },
    },
    steps: {
      draft: desk(
        10,
        { when: 'binh-thuan', operation: 'documents.send-binh-thuan', ...done },
        { when: 'dak-nong', operation: 'documents.send-dak-nong', ifFails: { to: 'type-in' }, to: 'end' },
        { operation: 'documents.send', ...done },
      ),
      'type-in': desk(20, done),
    },
  })

  it('each answer in their own way: at once, after half an hour, or not at all', () => {
    const result = resultOf(given(false))
    const rows = result.operations.map(({ operation, calls, errors, p99Ms }) => [operation, calls, errors, p99Ms])
    expect(rows).toEqual([
      ['documents.send', 2, 0, 60_000],
      ['documents.send-binh-thuan', 2, 0, 31 * 60_000],
      // How long it took to find out.
      ['documents.send-dak-nong', 2, 2, 1],
    ])
  })

  it('make work that one system does not: the clerks of one unit wait, those of another type it in', () => {
    const [three, one] = [resultOf(given(false)), resultOf(given(true))]
    expect(stepOf(three, 'type-in')).toMatchObject({ begun: 2, workMeanMin: 20 })
    expect(stepsOf(one)).toEqual(['draft'])
    // Two dossiers a unit: 2 × 11 minutes; 2 × 41; 2 × 10 and 2 × 20 and no answer to wait for.
    expect(staffOf(three, 'clerk').busyHours).toBeCloseTo((22 + 82 + 60) / 60)
    expect(staffOf(one, 'clerk').busyHours).toBeCloseTo(66 / 60)
  })

  it('and a unit for which the system is not set up has every call refused', () => {
    const { units = [], ...rest } = given(true)
    const set = (without: boolean): Given => ({
      ...rest,
      units: units.map((unit, place) => ({ ...unit, ...(without && place === 0 && { without: ['documents'] }) })),
      steps: {
        draft: desk(10, { operation: 'documents.send', ifFails: { to: 'type-in' }, ...done }),
        'type-in': desk(20, done),
      },
    })
    expect(operationOf(resultOf(set(false)), 'documents.send')).toMatchObject({ calls: 6, errors: 0 })
    expect(operationOf(resultOf(set(true)), 'documents.send')).toMatchObject({ calls: 6, errors: 2 })
  })
})
