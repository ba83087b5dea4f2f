import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventLine } from '../../src/operation/index.ts'
import {
  assertRehearsable,
  type Outside,
  rehearse,
  standInSecrets,
  standInTarget,
  startStandIns,
} from '../../src/rehearse/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import type { EventLine, TargetFile } from '../../src/schema/index.ts'
import type { TargetFiles } from '../../src/target/index.ts'
import { Tally, tallyOfLog } from '../../src/verdict/index.ts'
import {
  act,
  atDesk,
  call,
  conformanceOf,
  planOf,
  type SmallScript,
  type StepGiven,
  smallScript,
} from '../operation/scripts/small-script.ts'
import { childCommand } from '../systems/centre.ts'
import { withServer } from '../target/server.ts'

const secrets = standInSecrets(() => undefined)

/** How the small document system of these tests is asked. */
function documents(url: string): TargetFiles {
  const own: TargetFile = {
    version: 2,
    name: 'documents',
    systems: { documents: { url, answer: { done: [201], fields: { number: 'data.number', state: 'data.state' } } } },
    headers: { 'x-call': '{call}', 'x-by': '{by}' },
    operations: {
      'documents.receive': {
        method: 'POST',
        path: '/letters/{about}',
        body: { json: { subject: '{value.subject}', urgent: '{value.urgent}' } },
        values: { urgent: false },
        answer: { captures: { letter: 'data.id' } },
      },
      'documents.register': { method: 'POST', path: '/register/{captured.letter}' },
    },
  }
  return { own, dialects: new Map() }
}

interface Asked {
  readonly url: string
  readonly body: unknown
  readonly call: string
  readonly by: string
}

const letter = (more: Partial<StepGiven> = {}) =>
  call('letter', {
    does: { kind: 'operation', operation: 'documents.receive', about: 'letter-12', values: { subject: 'Công văn' } },
    expects: { evidence: [{ name: 'document-number', field: 'number' }] },
    ...more,
  })
const register = call('register', {
  does: { kind: 'operation', operation: 'documents.register', about: 'letter-12' },
})

/** Rehearses a script against a document system that answers so, one answer after the other. */
async function rehearsed(small: SmallScript, ...answers: readonly { status: number; body: unknown }[]) {
  const plan = planOf(smallScript(small))
  const asked: Asked[] = []
  const tally = new Tally(plan)
  const lines: EventLine[] = []
  await withServer(
    (app) => {
      app.post('/*', (request, reply) => {
        const { headers, url, body } = request
        asked.push({ url, body, call: String(headers['x-call']), by: String(headers['x-by']) })
        const { status, body: said } = answers[Math.min(asked.length, answers.length) - 1] ?? { status: 500, body: {} }
        return reply.code(status).send(said as object)
      })
    },
    async (url) => {
      const { stopped } = await rehearse(plan, {
        ...{ seed: 7, runId: 'scripts', target: documents(url), systems: undefined, secrets },
        journal: {
          record: (entry) => {
            tally.record(entry)
            lines.push(JSON.parse(JSON.stringify(eventLine(plan, entry))))
          },
        },
        signal: new AbortController().signal,
      })
      expect(stopped).toBeUndefined()
    },
  )
  tally.close(plan.toMs)
  expect(tallyOfLog(plan, lines).state()).toEqual(tally.state())
  return { asked, conformance: conformanceOf(plan, tally) }
}

const good = { status: 201, body: { data: { id: 'L7', number: '12/UBND' } } }

describe('a step of a script over HTTP', () => {
  it('sends its values, about what it says, and finds its evidence in the answer', async () => {
    const { asked, conformance } = await rehearsed({ steps: [letter(), register] }, good)
    expect(asked).toMatchObject([
      { url: '/letters/30742-trial-letter-12', body: { subject: 'Công văn', urgent: false }, by: 'clerk-1' },
      // The id that the first answer told.
      { url: '/register/L7' },
    ])
    expect(new Set(asked.map((each) => each.call)).size).toBe(2)
    expect(conformance.total).toMatchObject({ steps: 2, conforming: 2 })
  })

  it('that is answered without its evidence lacks it', async () => {
    const { conformance } = await rehearsed({ steps: [letter()] }, { status: 201, body: { data: { number: '' } } })
    expect(conformance.trace[0]).toMatchObject({ outcome: 'done', evidenceMissing: ['document-number'] })
  })

  it('that is refused fails with the request, the word and the status of the answer; the rest goes on', async () => {
    const refused = { status: 403, body: { error: 'no-account' } }
    const steps = [letter(), register, act('room', 5, { given: [] })]
    const { conformance } = await rehearsed({ steps }, refused)
    expect(conformance.trace.map(({ outcome }) => outcome)).toEqual(['failed', 'not-reached', 'done'])
    expect(conformance.trace[0]?.failures).toEqual([
      { operation: 'documents.receive', reason: 'no-account', status: 403, times: 1 },
    ])
  })

  it('that is answered with a page, or an error, is tried again as the script says, as another call', async () => {
    const ifFails: StepGiven['ifFails'] = [{ do: 'retry', times: 3, afterMin: 5 }]
    const refused = { status: 409, body: { error: 'numbering-locked' } }
    const { asked, conformance } = await rehearsed({ steps: [letter({ ifFails })] }, refused, refused, good)
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map((each) => each.call)).size).toBe(3)
    expect(conformance.trace[0]).toMatchObject({
      outcome: 'done',
      failures: [{ operation: 'documents.receive', reason: 'numbering-locked', status: 409, times: 2 }],
      remedies: [{ remedy: 'retry', who: '', times: 2 }],
    })
    const broken = await rehearsed({ steps: [letter({ ifFails })] }, { status: 502, body: {} }, good)
    // Nobody knows whether the first was carried out: the same call is sent again.
    expect(new Set(broken.asked.map((each) => each.call)).size).toBe(1)
    expect(broken.conformance.trace[0]).toMatchObject({ outcome: 'done' })
  })
})

describe('a script that the target can’t serve is refused before anything starts', () => {
  const outside: Outside = { surroundings: { nowMs: () => 0, resolve: () => Promise.resolve([]) }, secrets }
  const plan = (does: StepGiven['does']): Plan => planOf(smallScript({ steps: [call('letter', { does })] }))
  const target = () => {
    const { own, dialects } = documents('http://127.0.0.1:9')
    return { own: { ...own, operations: { ...standInTarget().own.operations, ...own.operations } }, dialects }
  }

  it('for an operation that it does not have, and for a value that is not given', () => {
    const values = { subject: 'Công văn' }
    const fine = plan({ kind: 'operation', operation: 'documents.receive', values })
    expect(() => assertRehearsable(fine, target(), outside)).not.toThrow()
    const mistyped = plan({ kind: 'operation', operation: 'documents.recieve', values })
    expect(() => assertRehearsable(mistyped, target(), outside)).toThrow(
      'step letter of the script trial calls documents.recieve, which the target documents does not have',
    )
    const lacking = plan({ kind: 'operation', operation: 'documents.receive' })
    expect(() => assertRehearsable(lacking, target(), outside)).toThrow(
      'needs {value.subject}; the step does not give it',
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
    const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand })
    try {
      const tally = new Tally(plan)
      const { stopped, census } = await rehearse(plan, {
        ...{ seed: 7, runId: 'scripts', target: standInTarget(), systems, secrets, journal: tally },
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
