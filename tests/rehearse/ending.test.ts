import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Rehearsed, rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import type { RunningSystems } from '../../src/systems/index.ts'
import { minimal } from '../scenario/minimal.ts'
import { childCommand } from '../systems/centre.ts'

function planOf(text: string): Plan {
  const { plan, problems } = checkScenario(text, 'minimal.yaml')
  if (!plan) throw new Error(problems.map(({ message }) => message).join('\n'))
  return plan
}

const plan = planOf(minimal)
const dossiers = 50

describe('the end of a rehearsal, when the systems are asked what they hold', () => {
  let folder: string
  let systems: RunningSystems

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dientap-rehearse-'))
    systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand })
  })

  afterEach(async () => {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Replays the week; `atTheEnd` happens as soon as every call has been made. */
  function replayed(atTheEnd: (interrupt: () => void) => void): Promise<Rehearsed> {
    const interrupt = new AbortController()
    const drain = () => {
      const answer = systems.drain()
      atTheEnd(() => interrupt.abort())
      return answer
    }
    return rehearse(plan, {
      seed: 7,
      runId: 'ending',
      target: standInTarget(),
      secrets: standInSecrets(() => undefined),
      systems: { ...systems, drain },
      journal: { record() {} },
      signal: interrupt.signal,
    })
  }

  const kill = (name: string) => {
    const pid = systems.systems.find((system) => system.name === name)?.pid
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  }

  it('has their census', async () => {
    const { stopped, census, untilMs } = await replayed(() => {})
    expect({ stopped, untilMs }).toEqual({ stopped: undefined, untilMs: plan.toMs })
    expect(census?.map(({ system, counts }) => [system, counts.received])).toEqual([
      ['portal', dossiers],
      ['one-stop', dossiers],
    ])
  })

  it('names the system that dies then, and keeps what was measured', async () => {
    const { stopped, census, lag } = await replayed(() => kill('one-stop'))
    expect(stopped).toMatchObject({ code: 'system-died', message: expect.stringContaining('one-stop ended') })
    expect(census).toBeUndefined()
    expect(lag.callsPerSecond).toBeGreaterThan(0)
  })

  it('can be interrupted then', async () => {
    const { stopped, census } = await replayed((interrupt) => interrupt())
    expect(stopped).toMatchObject({ code: 'interrupted' })
    expect(census).toBeUndefined()
  })
})
