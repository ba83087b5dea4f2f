/**
 * What k6 runs: citizens hand dossiers in at the instants of the plan; officials take them on from the work lists of the
 * systems. k6 itself takes the types out; nothing here may import what runs in Node alone.
 */
import { SharedArray } from 'k6/data'
import type { Options } from 'k6/options'
import type { LoadDossier, LoadPlan } from '../work/load-plan.ts'
import { handIn, workThroughLists } from './actors.ts'
import { Ending } from './caller.ts'
import { tell } from './lines.ts'

const folder = __ENV.DIENTAP_LOAD_PLAN ?? '.'
const plan = JSON.parse(open(`${folder}/plan.json`)) as LoadPlan
const dossiers = new SharedArray<LoadDossier>('dossiers', () => JSON.parse(open(`${folder}/dossiers.json`)))

/** Launched a second early: what k6 spreads evenly over a second then sleeps until its own instant. */
const EARLY_S = 1
const perSecond = plan.perSecond.length > 0 ? plan.perSecond : [0]

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
      startRate: perSecond[0] ?? 0,
      timeUnit: '1s',
      preAllocatedVUs: plan.citizenVus,
      maxVUs: plan.citizenVus,
      stages: [
        ...perSecond.flatMap((count) => [
          { target: count, duration: '0s' },
          { target: count, duration: '1s' },
        ]),
        // What rounding has left over: iterations beyond the last dossier do nothing.
        { target: 5, duration: '0s' },
        { target: 5, duration: '1s' },
      ],
      gracefulStop: `${EARLY_S + Math.ceil(plan.graceMs / 1000) + 1}s`,
    },
    ...(plan.officials.length === 0 || plan.wholeWay
      ? {}
      : {
          officials: {
            executor: 'shared-iterations',
            exec: 'official',
            vus: plan.officials.length,
            iterations: plan.officials.length,
            maxDuration: `${EARLY_S + Math.ceil((plan.durationMs + plan.graceMs) / 1000)}s`,
            gracefulStop: '2s',
          },
        }),
  },
}

/** When the first second of the plan begins, by the wall clock: the same for every VU, and told, as other k6 have theirs. */
export function setup(): { zeroMs: number } {
  const zeroMs = Date.now() + EARLY_S * 1000
  tell(['z', zeroMs])
  return { zeroMs }
}

export function citizen({ zeroMs }: { zeroMs: number }): void {
  untilTheEnd(() => handIn(plan, dossiers, zeroMs))
}

export function official({ zeroMs }: { zeroMs: number }): void {
  untilTheEnd(() => workThroughLists(plan, dossiers, zeroMs))
}

/** An iteration that k6 cuts off is no error. */
function untilTheEnd(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Ending)) throw error
  }
}
