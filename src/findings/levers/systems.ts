import type { Change, OperationModel, SystemName } from '../../schema/index.ts'
import { entriesOf, type Lever } from './place.ts'
import { concerns, faultsOf, overlaps } from './staff.ts'

/** Some trouble of one operation is gone: in its model, and as a planted fault. */
const without =
  (keys: readonly (keyof OperationModel)[], isFault: (fault: string) => boolean): Lever =>
  (place, suspect) => [
    ...[...suspect.names.systems].flatMap((system) =>
      [...suspect.names.operations].flatMap((operation) => {
        const model = place.scenario.systems[system as SystemName]?.operations?.[operation]
        return keys
          .filter((key) => model?.[key] !== undefined)
          .map((key): Change => ({ path: `systems.${system}.operations.${operation}.${key}`, remove: true }))
      }),
    ),
    ...faultsOf(place, suspect, isFault),
  ]

export const offerFunction = without(['missing'], (fault) => fault === 'server-error')
export const acceptData = without(['refuseShare', 'refuseShareOf'], (fault) => fault === 'refused')
export const loseNothing = without(['lostShare'], (fault) => fault === 'transfer-lost')
export const doubleNothing = without(['duplicateShare'], (fault) => fault === 'transfer-duplicated')
export const failNothing = without(
  ['failShare'],
  (fault) => fault === 'garbage' || fault === 'error-200' || fault === 'failed',
)

/** The systems are set up for the units. */
export const setUp: Lever = (place, suspect) =>
  entriesOf(place, suspect).flatMap(({ at, unit }): Change[] => {
    const left = (unit.without ?? []).filter((system) => system !== suspect.subject)
    if (left.length === (unit.without ?? []).length) return []
    return [left.length === 0 ? { path: `${at}.without`, remove: true } : { path: `${at}.without`, value: left }]
  })

const OUT: ReadonlySet<string> = new Set(['server-error', 'time-out', 'closed'])

/** The line holds: what took several systems at once away does not happen. */
export const keepLine: Lever = (place, suspect) =>
  (place.scenario.incidents ?? []).flatMap((incident, index): Change[] => {
    if (incident.kind !== 'connection-lost' || !concerns(place, suspect, incident.unit)) return []
    const isIt = incident.system === 'all' || suspect.names.systems.has(incident.system)
    return isIt && overlaps(suspect, incident) ? [{ path: `incidents.${index}`, remove: true }] : []
  })

/** The system is up, as planned and by chance. */
export const keepUp: Lever = (place, suspect) => {
  const systems = [...suspect.names.systems] as SystemName[]
  return [
    ...keepLine(place, suspect),
    ...faultsOf(place, suspect, (fault) => OUT.has(fault)),
    ...systems.flatMap((system): Change[] => {
      const model = place.scenario.systems[system]
      return [
        ...(model?.planned === undefined ? [] : [{ path: `systems.${system}.planned`, remove: true as const }]),
        ...(model?.outages === undefined ? [] : [{ path: `systems.${system}.outages`, remove: true as const }]),
      ]
    }),
  ]
}

/** The system works on any number of calls at once, and lines are as fast as elsewhere. */
export const speedUp: Lever = (place, suspect) => [
  ...([...suspect.names.systems] as SystemName[]).flatMap((system): Change[] =>
    place.scenario.systems[system]?.concurrent === undefined
      ? []
      : [{ path: `systems.${system}.concurrent`, remove: true }],
  ),
  ...entriesOf(place, suspect).flatMap(({ at, unit }): Change[] =>
    (unit.latencyFactor ?? 1) > 1 ? [{ path: `${at}.latencyFactor`, remove: true }] : [],
  ),
  ...faultsOf(place, suspect, (fault) => fault === 'slow'),
]
