import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertRehearsable, rehearse, startStandIns } from '../../src/rehearse/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { atDesk, call, conformanceOf, planOf, type StepGiven, smallScript } from '../operation/scripts/small-script.ts'
import { childCommand } from '../systems/centre.ts'

describe('a script that the stand-ins can’t serve', () => {
  it('is refused before anything starts', () => {
    const plan = planOf(smallScript({ steps: [call('letter')] }))
    expect(() => assertRehearsable(plan)).toThrow(
      'step letter of the script trial calls documents.receive, which the stand-in systems do not have',
    )
  })
})

describe('dossiers of scripts at the stand-ins', () => {
  const way = {
    register: {
      by: 'citizen' as const,
      takes: { kind: 'fixed' as const, min: 1 },
      outcomes: [{ operation: 'one-stop.register', state: 1, to: 'receive' }],
    },
    receive: atDesk(10, { operation: 'one-stop.receive', state: 2, to: 'hand-over' }),
    'hand-over': atDesk(1, { operation: 'one-stop.hand-over', state: 4, to: 'sign' }),
    sign: atDesk(5, { operation: 'one-stop.sign', state: 9, to: 'return' }),
    return: atDesk(1, { operation: 'one-stop.return', state: 10, to: 'end' }),
  }
  const submit = (dossier: string): StepGiven => ({
    name: `submit-${dossier}`,
    does: { kind: 'dossier', dossier, procedure: '1.004873', channel: 'direct' },
  })
  const awaited = (dossier: string, state: number): StepGiven => ({
    name: `${dossier}-in-${state}`,
    does: { kind: 'await', dossier, state },
    given: [`submit-${dossier}`],
  })

  it('are dossiers there as all others: every step done, and both sides count the same', {
    timeout: 30_000,
  }, async () => {
    const steps = [submit('a'), submit('b'), awaited('a', 2), awaited('b', 10), awaited('a', 10)]
    const plan = planOf(smallScript({ way, steps, citizens: ['08:10', '08:20'] }))
    const folder = mkdtempSync(join(tmpdir(), 'dientap-scripts-'))
    const systems = await startStandIns(plan, { folder, childCommand })
    try {
      const tally = new Tally(plan)
      const { stopped, census } = await rehearse(plan, {
        ...{ seed: 7, runId: 'scripts', systems, journal: tally },
        signal: new AbortController().signal,
      })
      tally.close(plan.toMs)
      expect(stopped).toBeUndefined()
      expect(tally.counts()).toEqual({ received: 4, finished: 4, refused: 0, withdrawn: 0, open: 0 })
      expect(census?.find(({ system }) => system === 'one-stop')?.counts).toEqual(tally.counts())
      expect(conformanceOf(plan, tally).total).toMatchObject({ steps: 5, done: 5, conforming: 5 })
    } finally {
      await systems.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
