/**
 * What k6 runs: citizens hand dossiers in at the instants of the plan; officials take them on from the work lists of the
 * systems. k6 itself takes the types out; nothing here may import what runs in Node alone.
 */
import { SharedArray } from 'k6/data'
import type { Options } from 'k6/options'
import type { LoadPlan } from '../work/load-plan.ts'
import { type Dossiers, handIn, workThroughLists } from './actors.ts'
import { type DossierLine, idOf } from './dossier-lines.ts'
import { Ending } from './ending.ts'
import { tell } from './lines.ts'

const folder = __ENV.DIENTAP_LOAD_PLAN ?? '.'
const plan = JSON.parse(open(`${folder}/plan.json`)) as LoadPlan
// What is shared k6 makes once, in its first VU: the file is read once for both, and let go.
let read: DossierLine[] | undefined
const lines = (): DossierLine[] => {
  read ??= open(`${folder}/dossiers.tsv`).split('\n')
  return read
}
// Each line in an array: a bare string k6 freezes letter by letter.
const dossiers: Dossiers = {
  lines: new SharedArray('dossiers', () => lines().map((line): readonly [DossierLine] => [line])),
  ids: new SharedArray('ids', () => [[lines().map(idOf).join('\t')] as const]),
}
read = undefined

/** Launched a slot early: what k6 spreads evenly over a slot then sleeps until its own instant. */
const earlyMs = plan.slotMs
const slots = plan.arrivals.length > 0 ? plan.arrivals : [0]
const seconds = (ms: number): string => `${Math.ceil(ms / 1000)}s`

export const options: Options = {
  discardResponseBodies: false,
  noConnectionReuse: false,
  systemTags: ['status', 'error_code', 'scenario'],
  summaryTrendStats: ['count', 'p(95)'],
  ...(plan.mostPerSecond === null ? {} : { rps: plan.mostPerSecond }),
  hosts: { ...plan.hosts },
  thresholds: Object.fromEntries(Object.entries(plan.thresholds).map(([name, bounds]) => [name, [...bounds]])),
  scenarios: {
    citizens: {
      executor: 'ramping-arrival-rate',
      exec: 'citizen',
      startRate: slots[0] ?? 0,
      timeUnit: `${plan.slotMs}ms`,
      // All from the start: while k6 makes another one it drops the dossier that waits for it.
      preAllocatedVUs: plan.citizenVus,
      maxVUs: plan.citizenVus,
      stages: [
        ...slots.flatMap((count) => [
          { target: count, duration: '0s' },
          { target: count, duration: `${plan.slotMs}ms` },
        ]),
        // What rounding has left over: iterations beyond the last dossier do nothing.
        { target: 2, duration: '0s' },
        { target: 2, duration: `${plan.slotMs}ms` },
      ],
      gracefulStop: seconds(earlyMs + plan.graceMs + 1000),
    },
    ...(plan.officials.length === 0 || plan.wholeWay
      ? {}
      : {
          officials: {
            executor: 'shared-iterations',
            exec: 'official',
            vus: plan.officials.length,
            iterations: plan.officials.length,
            maxDuration: seconds(earlyMs + plan.durationMs + plan.graceMs),
            gracefulStop: '2s',
          },
        }),
  },
}

/** When the plan begins, by the wall clock: the same for every VU, and told, as other k6 have theirs. */
export function setup(): { zeroMs: number } {
  const zeroMs = Date.now() + earlyMs
  tell(`z\t${zeroMs}`)
  return { zeroMs }
}

/** Told by every k6 that came to its end: what it told before is then all of it. */
export function teardown(): void {
  tell('e')
}

export function citizen({ zeroMs }: { zeroMs: number }): void {
  try {
    handIn(plan, dossiers, zeroMs)
  } catch (error) {
    assertEnding(error)
  }
}

export function official({ zeroMs }: { zeroMs: number }): void {
  try {
    workThroughLists(plan, dossiers, zeroMs)
  } catch (error) {
    assertEnding(error)
  }
}

/** An iteration that k6 cuts off is no error. */
function assertEnding(error: unknown): void {
  if (!(error instanceof Ending)) throw error
}
