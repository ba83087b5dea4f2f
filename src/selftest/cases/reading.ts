import type { IndicatorName } from '../../schema/index.ts'
import { figureOf } from '../../verdict/index.ts'
import type { ExactFigure, Played } from '../case.ts'
import type { Given } from '../given.ts'

/** Reads an indicator of the result, all dossiers together. */
export function indicator(name: IndicatorName): (played: Played) => number | null {
  return ({ figures }) => figureOf(figures, name)
}

/** Mean wait from arrival to the beginning of the work, as every result has it. */
export function waitMean(exact: (given: Given) => number): ExactFigure {
  return { name: 'mean wait', unit: 'min', exact, simulated: indicator('waitMeanMin') }
}

/** Mean time from arrival to the end of processing, as every result has it; theirs is in hours. */
export function turnaroundMean(exact: (given: Given) => number): ExactFigure {
  return {
    name: 'mean turnaround',
    unit: 'min',
    exact,
    simulated: ({ figures }) => {
      const hours = figureOf(figures, 'turnaroundMeanHours')
      return hours === null ? null : hours * 60
    },
  }
}

/** Share of those who came, each once, that did not get in. Who is turned away has no dossier that was received. */
export function turnedAwayShare({ figures: { turnedAway, rows } }: Played): number | null {
  const came = turnedAway + (rows[0]?.received ?? 0)
  return came === 0 ? null : turnedAway / came
}

/** Share of the received that left before they were served. */
export function gaveUpShare({ figures: { gaveUp, rows } }: Played): number | null {
  const received = rows[0]?.received ?? 0
  return received === 0 ? null : gaveUp / received
}
