/** Days on which everything happens at once: what must hold whatever a scenario says. */
import { describe, expect, it } from 'vitest'
import { Draws } from '../../../src/chance/index.ts'
import { type Entry, ModelledSystems, Operation } from '../../../src/operation/index.ts'
import { checkScenario, formatProblem, type Plan } from '../../../src/scenario/index.ts'
import type { Duration, Outcome, Scenario, Step, Unit } from '../../../src/schema/index.ts'
import { comeAt, type Given, momentOf, resultOf, SAME_DAY, scenarioOf, THREE_DAYS } from './figures-of.ts'

/** Choices that follow from a number alone. */
class Dice {
  readonly #draws: Draws
  #throws = 0

  constructor(seed: number) {
    this.#draws = new Draws(seed, 0)
  }

  chance(share: number): boolean {
    return this.#draws.uniform(0, this.#throws++, 0, 0) < share
  }

  one<T>(...of: readonly [T, ...T[]]): T {
    return of[Math.floor(this.#draws.uniform(0, this.#throws++, 0, 0) * of.length)] as T
  }

  /** A length around a mean. */
  about(meanMin: number): Duration {
    return this.one<Duration>(
      { kind: 'fixed', min: meanMin },
      { kind: 'exponential', meanMin },
      { kind: 'uniform', lowMin: 0, highMin: 2 * meanMin },
    )
  }
}

function staffOf(dice: Dice): Unit['staff'] {
  const group = (role: string, count: number): Unit['staff'][number] => ({
    role,
    count,
    ...(dice.chance(0.3) && { sicknessPerDay: 0.2 }),
    ...(dice.chance(0.5) && {
      overtime: [{ hours: '17:00-20:00', ...(dice.chance(0.7) && { only: 'back-entry' as const }) }],
    }),
    ...(dice.chance(0.3) && { duties: [{ days: ['tuesday'], hours: '08:00-09:30' }] }),
    ...(dice.chance(0.3) && { proficiency: { atFirst: 3, halvesAfterCases: 5 } }),
    ...(dice.chance(0.4) && {
      breakdowns: { while: dice.one('working', 'always'), up: dice.about(120), down: dice.about(20) },
    }),
  })
  return [group('clerk', 2), group('clerk', 1), group('specialist', 2), group('leader', 1)]
}

function unitsOf(dice: Dice): Partial<Unit>[] {
  return ['30742', '31012', '31027'].map((code, place) => ({
    code,
    counters: dice.one(1, 3),
    travel: dice.about(30),
    equipment: { scanner: 1 },
    legacyUnits: 3,
    ...(dice.chance(0.3) && { seats: dice.one(0, 4) }),
    ...(place === 1 && { hub: '30742' }),
    ...(dice.chance(0.5) && { courier: dice.about(20) }),
    sites: [{ name: 'old', counters: 1, visitors: 'elderly', opens: '2025-07-08' }],
    staff: [...staffOf(dice), { role: 'clerk', count: 1, site: 'old' }],
  }))
}

function stepsOf(dice: Dice): Record<string, Step> {
  const call = (operation: string, more: Outcome): Outcome => ({
    operation,
    ...(dice.chance(0.4) && { ifFails: { after: dice.one(1, 2), to: 'by-hand' } }),
    ...(dice.chance(0.4) && { ifDuplicated: 'by-hand' }),
    ...more,
  })
  const official = (role: string, meanMin: number, ...outcomes: Outcome[]) =>
    ({ by: 'official', role, takes: dice.about(meanMin), outcomes }) as const
  return {
    receive: {
      ...official(
        'clerk',
        8,
        { when: 'incomplete', operation: 'one-stop.ask', state: 5, to: 'bring' },
        call('one-stop.receive', { state: 2, forwards: true, to: 'process' }),
      ),
      counter: true,
      equipment: ['scanner'],
      longerFor: { elderly: 1.5 },
    },
    intake: { ...official('clerk', 5, call('one-stop.receive', { state: 2, to: 'process' })), interruptible: true },
    bring: {
      by: 'citizen',
      takes: dice.about(200),
      outcomes: [
        { share: 0.1, state: 7, to: 'end' },
        { completes: true, to: 'receive' },
      ],
    },
    process: {
      ...official(
        'specialist',
        15,
        { when: 'linked', loses: ['linked'], starts: ['police', 'visit'], state: 4, to: 'search' },
        call('civil-status.transfer', { state: 4, to: 'search' }),
      ),
      priority: 7,
      interruptible: true,
      ...(dice.chance(0.3) && { rounds: ['09:00', '15:00'] }),
    },
    search: official('specialist', 10, { operation: 'land.look-up', ifFails: { to: 'books' }, to: 'sign' }),
    books: { ...official('specialist', 5, { to: 'sign' }), eachLegacyUnit: true },
    'by-hand': official('specialist', 5, { to: 'sign' }),
    sign: { ...official('leader', 3, call('one-stop.sign', { state: 9, to: 'end' })), afterSubDossiers: true },
    police: {
      by: 'agency',
      who: 'police',
      takes: dice.about(200),
      outcomes: [{ operation: 'residence.register', to: 'end' }],
    },
    visit: {
      ...official('clerk', 10, { share: 0.3, starts: ['police'], to: 'tell' }, { to: 'tell' }),
      travel: dice.about(30),
    },
    tell: { ...official('leader', 2, { to: 'end' }), afterSubDossiers: true },
  }
}

function everythingOf(seed: number): Given {
  const dice = new Dice(seed)
  const procedures = [THREE_DAYS, SAME_DAY].map((code) => ({ code, weight: 1, workflow: 'way' }))
  const model = () => ({
    latency: dice.about(1),
    ...(dice.chance(0.4) && { concurrent: 1, shared: dice.chance(0.5) }),
    ...(dice.chance(0.5) && { outages: { up: dice.about(300), down: dice.about(60) } }),
  })
  const faults = { failShare: 0.1, lostShare: 0.1, duplicateShare: 0.2 }
  return {
    units: unitsOf(dice),
    steps: stepsOf(dice),
    start: { online: 'intake', post: 'intake' },
    demand: {
      volume: dice.one<Scenario['demand']['volume']>(
        { kind: 'fixed', dossiers: 60 },
        { kind: 'renewal', between: dice.about(60) },
      ),
      channels: { direct: 0.5, online: 0.4, post: 0.1 },
      channelsOf: { elderly: { direct: 1, online: 0, post: 0 } },
      traits: { elderly: { share: 0.3 }, linked: { share: 0.3 } },
      incompleteShare: { direct: 0.2, online: 0, post: 0 },
      procedures,
      elsewhere: { share: 0.4, at: 'hub' },
      backlog: [{ dossiers: 5, step: 'process', receivedDaysAgo: 3 }],
      ...(dice.chance(0.6) && {
        patience: { waits: dice.about(30), comesBack: 0.5, after: { kind: 'fixed', min: 200 } },
      }),
      streams: {
        zalo: {
          volume: comeAt(10, 'tuesday', '14:00'),
          channels: { direct: 0, online: 1, post: 0 },
          limit: 'same-day',
          priority: 1,
          procedures,
        },
      },
    },
    policies: {
      paperFirst: dice.chance(0.7),
      order: dice.one('fifo', 'earliest-deadline', 'shortest-first'),
      noticeLostMin: 120,
      forward: dice.about(60),
      ...(dice.chance(0.6) && { assistant: { steps: ['receive', 'process', 'visit'], factor: 0.5, wrongShare: 0.3 } }),
    },
    systems: {
      portal: model(),
      'one-stop': { ...model(), operations: { 'one-stop.receive': faults } },
      'civil-status': { ...model(), operations: { 'civil-status.transfer': faults } },
      land: { ...model(), operations: { 'land.look-up': { refuseShare: 0.4 } } },
      residence: model(),
    },
    incidents: [
      {
        kind: 'connection-lost',
        name: 'cut',
        system: dice.one('all', 'one-stop'),
        from: momentOf('monday', '09:00'),
        to: momentOf(dice.one('monday', 'tuesday'), '16:00'),
      },
    ],
  }
}

/** Everything that happens among some units, or all. */
function play(plan: Plan, units?: readonly number[]): Entry[] {
  const entries: Entry[] = []
  const draws = new Draws(plan.scenario.seed, 0)
  const journal = { record: (entry: Readonly<Entry>) => void entries.push({ ...entry }) }
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), journal, units)
  while (operation.advance());
  return entries
}

function planOf(given: Given): Plan {
  const { plan, problems } = checkScenario(JSON.stringify(scenarioOf(given), null, 1), 'everything.yaml')
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return plan
}

/** What is wrong with a story, if anything: an official with two dossiers, or one heard of after its way is over. */
function wrongIn(entries: readonly Entry[]): string[] {
  const busyWith = new Map<string, string>()
  const over = new Set<string>()
  return entries.flatMap((entry, index) => {
    const { event, by } = entry
    const wrong = entry.atMs < (entries[index - 1]?.atMs ?? 0) ? [`${index}: back in time`] : []
    if (entry.dossier < 0) return wrong
    const dossier = `${entry.unit}/${entry.dossier}/${entry.leg}`
    const official = `${entry.atUnit}/${by}`
    if (over.has(dossier)) wrong.push(`${index}: ${dossier} goes on after its end`)
    if (entry.over) over.add(dossier)
    if (by < 0) return wrong
    const before = busyWith.get(official)
    if (event === 'begun' || event === 'resumed') {
      if (before !== undefined) wrong.push(`${index}: ${official} takes ${dossier} and has ${before}`)
      busyWith.set(official, dossier)
    } else if (['ended', 'interrupted', 'failed'].includes(event) && before === dossier) busyWith.delete(official)
    else if (event === 'entered' && before !== undefined) wrong.push(`${index}: ${official} enters and has ${before}`)
    return wrong
  })
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('week %i in which everything happens', (seed) => {
  const given = everythingOf(seed)
  const plan = planOf(given)
  const entries = play(plan)

  it('has officials who do one thing at a time, and dossiers that end once', () => {
    expect(wrongIn(entries)).toEqual([])
  })

  it('adds up, tells the same by its event log, and keeps nobody busier than there is time', () => {
    const { staff, conservation, legs, paper } = resultOf(given)
    expect(conservation.harness.received).toBeGreaterThan(60)
    expect(legs.started).toBe(legs.finished + legs.open)
    expect(paper.steps).toBe(paper.entered + paper.toEnter)
    for (const { utilisation } of staff) expect(utilisation ?? 0).toBeLessThanOrEqual(1 + 1e-9)
  })

  it('is the same for units that deal with each other, whether others are played or not', () => {
    const told = (of: readonly Entry[], unit: number) =>
      of.filter((entry) => entry.unit === unit).map(({ slot: _, ...entry }) => entry)
    for (const group of plan.groups) {
      const alone = play(plan, group)
      for (const unit of group) expect(told(alone, unit)).toEqual(told(entries, unit))
    }
  })
})
