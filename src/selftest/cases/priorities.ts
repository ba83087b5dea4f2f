import type { Case, ExactFigure } from '../case.ts'
import { priorities } from '../formulas/index.ts'
import type { Given } from '../given.ts'

/** Streams by urgency, the most urgent first; undefined is the ordinary demand. Each has a workflow of its name. */
const three = [
  { workflow: 'urgent', stream: 'urgent' },
  { workflow: 'ordinary', stream: undefined },
  { workflow: 'patient', stream: 'patient' },
] as const
const two = three.slice(0, 2)

/** One official, several streams of different urgency. */
export const prioritiesCases: readonly Case[] = [
  {
    name: 'priorities',
    about: 'M/G/1, priorities',
    figures: three.map(
      ({ workflow }, index): ExactFigure => ({
        name: `mean wait, ${workflow}`,
        unit: 'min',
        exact: (given) => nth(priorities.waitsMin(classesOf(given, three)), index),
        simulated: ({ steps }) => steps.meanWaitMin('serve', workflow),
      }),
    ),
  },
  {
    name: 'interruptions',
    about: 'M/M/1, interruptions',
    figures: two.map(
      ({ workflow }, index): ExactFigure => ({
        name: `mean turnaround, ${workflow}`,
        unit: 'min',
        exact: (given) => nth(priorities.preemptiveSojournsMin(classesOf(given, two)), index),
        simulated: ({ steps }) => steps.meanStayMin('serve', workflow),
      }),
    ),
  },
]

function classesOf(
  given: Given,
  streams: readonly { readonly workflow: string; readonly stream: string | undefined }[],
): priorities.PriorityClass[] {
  return streams.map(({ workflow, stream }) => ({
    ratePerMin: given.ratePerMin(stream),
    service: given.moments('serve', workflow),
  }))
}

function nth(values: readonly number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`there is no class ${index}`)
  return value
}
