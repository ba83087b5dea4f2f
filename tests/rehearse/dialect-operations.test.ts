import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import type { RunningSystems } from '../../src/systems/index.ts'
import { operationsFor, SystemClient, type TargetAnswer, Targets } from '../../src/target/index.ts'
import { childCommand } from '../systems/centre.ts'
import { callOf } from '../target/values.ts'
import { threeWards } from './three-wards.ts'

const plan = threeWards(['opencps', 'igate', 'new-portal'])
const secrets = standInSecrets(() => undefined)
const target = standInTarget()
const folder = mkdtempSync(join(tmpdir(), 'dientap-dialects-'))
let systems: RunningSystems
let client: SystemClient

beforeAll(async () => {
  systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  client = await SystemClient.open(new Targets(target, systems.urls), { secrets })
})

afterAll(async () => {
  await client.close()
  await systems.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe.each(plan.units.map((unit) => [unit.oneStop, unit] as const))(
  'the stand-in centre that speaks %s',
  (dialect, unit) => {
    const asked = new Set<string>()

    /** Asks for an operation as an official, or as the centre for a citizen; minutes after 08:00 of 1 July. */
    const ask = async (id: string, what: string, by: string, minute: number): Promise<TargetAnswer> => {
      asked.add(what)
      const atMs = parseLocal('2025-07-01T08:00') + minute * 60_000
      const call = callOf(`${unit.code}-${id}`, { by, atMs, unit, place: unit, procedureCode: '1.004873' })
      return (await client.call(what, call, dialect)).answer
    }

    it('does all that the target has for it, each by the official whose work it is', async () => {
      const way: [string, string, string, number][] = [
        ['ticket', 'citizen', '', 0],
        ['register', 'citizen', 'state', 1],
        ['receive', 'clerk-1', 'state', 2],
        ['digitise', 'clerk-1', 'state', 2],
        ['hand-over', 'clerk-2', 'state', 4],
        ['ask-supplement', 'specialist-1', 'state', 5],
        ['supply', 'citizen', 'state', 4],
        ['demand-payment', 'specialist-1', 'state', 6],
        ['confirm-payment', 'clerk-1', 'state', 4],
        ['process', 'specialist-1', 'state', 4],
        ['apologise', 'clerk-1', 'state', 4],
        ['sign', 'leader-1', 'state', 9],
        ['return', 'clerk-1', 'state', 10],
      ]
      const answers = new Map<string, TargetAnswer>()
      for (const [index, [what, by, says, state]] of way.entries()) {
        const answer = await ask('a', `one-stop.${what}`, by, index * 10)
        expect(answer, what).toMatchObject(
          says === 'state' ? { ok: true, state } : { ok: true, fields: { ticketNo: expect.any(String) } },
        )
        answers.set(what, answer)
      }
      const received = answers.get('receive')
      const apologised = answers.get('apologise')
      if (!received?.ok || !apologised?.ok) throw new Error('not received')
      expect(received.dossierNo).toBe(`${unit.organisationId}-250701-0001`)
      expect(received.dueAtMs).toBeGreaterThan(parseLocal('2025-07-02'))
      expect(apologised.dueAtMs).toBeGreaterThan(received.dueAtMs ?? Number.POSITIVE_INFINITY)
    })

    it('takes in what came from the portal, of which nobody told an id, and ends it in each other way', async () => {
      for (const [id, end, by, state] of [
        ['p', 'refuse', 'clerk-1', 3],
        ['q', 'withdraw', 'citizen', 7],
      ] as const) {
        expect(await ask(id, 'portal.submit', 'citizen', 200)).toMatchObject({ ok: true })
        expect(await ask(id, 'one-stop.intake', 'clerk-1', 210)).toMatchObject({ ok: true, state: 2 })
        expect(await ask(id, `one-stop.${end}`, by, 220)).toMatchObject({ ok: true, state })
      }
      expect(await ask('r', 'one-stop.register', 'citizen', 230)).toMatchObject({ ok: true, state: 1 })
      expect(await ask('r', 'one-stop.ask-supplement', 'clerk-1', 240)).toMatchObject({ ok: true, state: 5 })
      expect(await ask('r', 'one-stop.stop', 'citizen', 250)).toMatchObject({ ok: true, state: 8 })
      expect(await ask('s', 'one-stop.register', 'citizen', 260)).toMatchObject({ ok: true, state: 1 })
      expect(await ask('s', 'one-stop.todo', 'clerk-1', 270)).toMatchObject({ ok: true, fields: { total: '1' } })
      expect(await ask('s', 'one-stop.list', 'clerk-1', 275)).toMatchObject({ ok: true })
      expect(await ask('s', 'one-stop.duplicates', 'clerk-1', 280)).toMatchObject({ ok: true, fields: { total: '0' } })
    })

    it('refuses in the words that all dialects share', async () => {
      expect(await ask('r', 'one-stop.register', 'citizen', 300)).toMatchObject({
        reason: 'already-registered',
        status: 409,
      })
      expect(await ask('s', 'one-stop.sign', 'leader-1', 310)).toMatchObject({
        reason: 'action-not-allowed',
        status: 409,
      })
      expect(await ask('s', 'one-stop.sign', 'clerk-1', 320)).toMatchObject({ reason: 'forbidden', status: 403 })
      expect(await ask('t', 'one-stop.receive', 'clerk-1', 330)).toMatchObject({
        reason: 'unknown-dossier',
        status: dialect === 'igate' ? 200 : 404,
      })
    })

    it('has been asked for every one of its operations', () => {
      const all = [...operationsFor(target, dialect)].filter(
        (name) => name.startsWith('one-stop.') && name !== 'one-stop.find',
      )
      expect(all.filter((name) => !asked.has(name))).toEqual([])
    })
  },
)
