import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { type Cell, left, right, unwanted } from '../table.ts'
import { sayIn } from '../words/index.ts'

/** A shorter trip, on average, is none that the scenario speaks of. */
const LEAST_TRIP_HOURS = 1 / 3600

/** Citizens' ways to a counter, and those who were not served. */
export const visits: SectionOf = (result, language) => {
  const { trips, tripsPerDossier, travelHours, turnedAway, gaveUp, shutOut, elsewhere } = result.visits
  if (trips + turnedAway + gaveUp + shutOut + elsewhere === 0) return undefined
  const say = sayIn(language)
  const count = (value: number) => figures.number(value, language)
  const rows: Cell[][] = [
    [say('trips'), count(trips)],
    [say('tripsPerDossier'), figures.number(tripsPerDossier, language, 2)],
    ...(travelHours > trips * LEAST_TRIP_HOURS ? [[say('travelHours'), figures.number(travelHours, language, 1)]] : []),
    [say('turnedAway'), unwanted(turnedAway, count(turnedAway))],
    [say('gaveUp'), unwanted(gaveUp, count(gaveUp))],
    ...(shutOut > 0 ? [[say('shutOut'), unwanted(shutOut, count(shutOut))]] : []),
    ...(elsewhere > 0 ? [[say('handedInElsewhere'), count(elsewhere)]] : []),
  ]
  return { heading: say('visits'), blocks: [table({ columns: [left(say('figure')), right(say('value'))], rows })] }
}
