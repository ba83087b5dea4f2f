import { checkScenario, offeredLoad } from '../scenario/index.ts'
import type { Answers, Sourced, StaffCounts, UnitAnswers } from './answers.ts'
import { dossiersPerThousand } from './base.ts'
import { newScenario } from './new-scenario.ts'
import { rounded } from './read-values.ts'
import { figureWords, fill } from './text.ts'
import { assumptions } from './words.ts'

/** The share of their working time for which officials may be busy, so that a bad day does not make a queue of weeks. */
const BUSY = 0.7
/** About the full-time staff of a typical centre (parameters.csv), with a second who signs when the first is away. */
const least: StaffCounts = new Map([
  ['clerk', 2],
  ['specialist', 3],
  ['leader', 2],
])

/** Dossiers a month by the ratio that was reported from the base's ward. */
export function suggestedPerMonth(inhabitants: number): Sourced<number> {
  const { perThousand, dossiers, population } = dossiersPerThousand()
  const source = fill(assumptions.perMonth, {
    perThousand: figureWords(perThousand),
    dossiers: figureWords(dossiers),
    population: figureWords(population),
  })
  return {
    value: Math.max(1, Math.round((inhabitants * perThousand) / 1000)),
    origin: { kind: 'assumption', source },
  }
}

/** So many officials of each needed role that none is asked for more than seven tenths of the time. */
export function suggestedStaff(
  answers: Omit<Answers, 'units' | 'scripts'>,
  unit: Omit<UnitAnswers, 'staff' | 'counters'>,
): Sourced<StaffCounts> {
  const source = fill(assumptions.staff, { busy: String(100 * BUSY) })
  const figure = <Value>(value: Value) => ({ value, origin: { kind: 'assumption' as const, source } })
  const drafted = { ...unit, staff: figure(least), counters: figure(1) }
  const { plan } = checkScenario(newScenario({ ...answers, units: [drafted], scripts: [] }), 'suggestion')
  const loads = plan ? offeredLoad(plan) : []
  const counts = [...least].map(([role, count]) => {
    const busiest = Math.max(0, ...loads.filter((each) => each.role === role).map(({ load }) => load))
    return [role, Math.max(count, Math.ceil((busiest * count) / BUSY))] as const
  })
  return figure(new Map(counts))
}

/** A counter for each clerk, three at least. */
export function suggestedCounters(staff: StaffCounts): Sourced<number> {
  const value = Math.max(3, staff.get('clerk') ?? 0)
  return { value, origin: { kind: 'assumption', source: assumptions.counters } }
}

const POST = 0.005
const ONLINE = 0.747

/** What is assumed where the committee says nothing. */
export const suggested = {
  channels: {
    value: { direct: rounded(1 - ONLINE - POST), online: ONLINE, post: POST },
    origin: { kind: 'assumption', source: assumptions.channels },
  },
  onTime: { value: 0.95, origin: { kind: 'assumption', source: assumptions.onTime } },
  waitMin: { value: 30, origin: { kind: 'assumption', source: assumptions.waitMin } },
} as const
