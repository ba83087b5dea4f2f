import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { eventLine, ModelledSystems, Operation } from '../../src/operation/index.ts'
import type { EventLine } from '../../src/schema/index.ts'
import { Tally, tallyOfLog } from '../../src/verdict/index.ts'
import { rachGiaPlan } from '../operation/rach-gia.ts'

describe('the event log alone', () => {
  const plan = rachGiaPlan()
  const live = new Tally(plan)
  const written: string[] = []
  const draws = new Draws(plan.scenario.seed, 0)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), {
    record: (entry) => {
      live.record(entry)
      written.push(JSON.stringify(eventLine(plan, entry)))
    },
  })
  while (operation.advance());
  const file = `${written.join('\n')}\n`
  const lines = file.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as EventLine]))
  const replayed = tallyOfLog(plan, lines)

  it('gives every indicator of the run that wrote it', () => {
    expect(live.counts().received).toBe(2800)
    expect(replayed.counts()).toEqual(live.counts())
    expect(replayed.indicators(plan.toMs, 'fields')).toEqual(live.indicators(plan.toMs, 'fields'))
  })

  it('gives its throughput by day and the figures of every operation', () => {
    expect(replayed.byDay()).toEqual(live.byDay())
    expect(replayed.operations()).toEqual(live.operations())
    expect(replayed.p95Ms).toBe(live.p95Ms)
    expect(live.operations().some(({ errors }) => errors > 0)).toBe(true)
  })

  it('gives other figures when a line is missing', () => {
    const of = (event: EventLine['event'], state: number) =>
      lines.findIndex((line) => line.event === event && line.state === state)
    const without = (index: number) => tallyOfLog(plan, lines.toSpliced(index, 1))
    expect(without(of('called', 2)).operations()).not.toEqual(live.operations())
    expect(without(of('ended', 3)).counts()).not.toEqual(live.counts())
    expect(without(of('begun', 1)).indicators(plan.toMs, 'fields')).not.toEqual(live.indicators(plan.toMs, 'fields'))
  })
})
