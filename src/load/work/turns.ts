import type { Actors } from './actors.ts'
import { changesDossier } from './changes.ts'
import type { LoadCall } from './load-plan.ts'
import type { WayCall } from './ways.ts'

/** State of a dossier that was handed in. */
const NEW = 1

/**
 * Whose turn each call of a dossier is, and how the lists show that it was made.
 * Where lists show states alone, nothing in them tells one call from another before which the state is the same. Virtual
 * users know nothing of each other, so one of them makes all of these, in the name of whoever does each: the one whose
 * turn the first of them is. It remembers how far it has come.
 */
export function turnsOf(
  calls: readonly WayCall[],
  stand: 'changes' | 'state',
  actors: Actors,
): Pick<LoadCall, 'who' | 'handleMs' | 'beforeMs' | 'shown' | 'state'>[] {
  const owners = new Map<number, number>()
  let state = NEW
  return calls.map((each, index) => {
    const { call, by, handleMs, beforeMs } = each
    const before = state
    // A sub-dossier's state is its own.
    if (call.leg === 0) state = each.state
    const who = index === 0 ? -1 : (owners.get(before) ?? actors.of(each, before))
    if (index > 0 && stand === 'state') owners.set(before, who)
    const isOfficial = by >= 0
    return {
      who,
      // Citizens and agencies do not stand in line for each other: what they need passes for each of them.
      handleMs: isOfficial ? Math.round(handleMs) : 0,
      beforeMs: Math.round(beforeMs + (isOfficial ? 0 : handleMs)),
      shown: stand === 'state' ? state !== before : changesDossier(call.operation) && call.leg === 0,
      state,
    }
  })
}
