import { Draws, keyOf } from '../src/chance/index.ts'
import { EventList } from '../src/kernel/index.ts'
import type { Benchmark } from './benchmark.ts'
import { runC } from './c-program.ts'

const PENDING = 100_000
const HOLDS = 2_000_000
const SEED = 1
/** How far the clock may be from where it ought to stand at the end. */
const TOLERANCE = 0.02

const FIRST = keyOf('first')
const HOLD = keyOf('hold')

/** Takes the next event and schedules one an exponential time later, again and again; two holds a block of draws. */
function hold(events: EventList, draws: Draws, from: number, holds: number): void {
  for (let block = from; block < from + holds / 2; block++) {
    const { first, second } = draws.at(0, block, 0, HOLD)
    events.next()
    events.schedule(events.atMs - Math.log(first), 0, events.kind, events.subject)
    events.next()
    events.schedule(events.atMs - Math.log(second), 0, events.kind, events.subject)
  }
}

function holdsPerSecond(): number {
  const events = new EventList()
  const draws = new Draws(SEED, 0)
  for (let event = 0; event < PENDING; event++) {
    events.schedule(-Math.log(draws.uniform(0, event, 0, FIRST)), 0, 0, event)
  }
  hold(events, draws, 0, PENDING)
  const startedAt = events.atMs
  const from = performance.now()
  hold(events, draws, PENDING / 2, HOLDS)
  const tookMs = performance.now() - from
  // As many streams as events are pending, each of rate 1.
  const passed = ((events.atMs - startedAt) * PENDING) / HOLDS
  if (events.size !== PENDING || Math.abs(passed - 1) > TOLERANCE) {
    throw new Error(
      `After ${HOLDS} holds ${events.size} events are pending and ${passed.toFixed(3)} of the time passed.`,
    )
  }
  return (HOLDS / tookMs) * 1000
}

/** The event list alone with 100,000 events pending, against a binary heap in C. */
export const timers: Benchmark = {
  what: 'event list, 100,000 pending',
  reference: 'timers.c at -O3',
  unit: 'holds/s',
  bound: { text: 'at least 0.5', keeps: (ratio) => ratio >= 0.5 },
  async round() {
    const { holds = Number.NaN, loop_s: seconds = Number.NaN } = runC('timers', [HOLDS, PENDING, SEED])
    const against = holds / seconds
    const figure = holdsPerSecond()
    return { figure, against, ratio: figure / against }
  },
}
