import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallValues, SystemClient, TargetAnswer } from '../../../src/target/index.ts'
import { openClient, removeDirectories, values } from '../centre.ts'
import type { Standing } from '../standing.ts'
import { arrivals, office, PROVINCE, RACH_GIA } from './office.ts'

let at: Standing
let client: SystemClient
beforeEach(async () => {
  at = await office({ access: 'open' })
  client = await openClient({ documents: at.url })
})
afterEach(async () => {
  await client.close()
  await at.close()
})
afterAll(removeDirectories)

const call = async (operation: string, id: string, said: CallValues['values'] = {}): Promise<TargetAnswer> =>
  (await client.call(operation, { ...values(id, '2025-07-01T08:00'), values: said })).answer
const stateAfter = async (id: string, operations: readonly string[]) => {
  const states: unknown[] = []
  for (const operation of operations) {
    const answer = await call(`documents.${operation}`, id)
    states.push(answer.ok ? answer.state : answer)
  }
  return states
}

describe('the target file of the stand-ins', () => {
  it('takes an incoming document through its states', async () => {
    const steps = ['receive', 'register', 'present', 'assign', 'process', 'close']
    expect(await stateAfter('30742-000001', steps)).toEqual([1, 2, 2, 4, 9, 10])
  })

  it('takes an outgoing document through its states', async () => {
    const steps = ['draft', 'draft', 'review', 'sign', 'number', 'issue', 'send']
    expect(await stateAfter('30742-000002', steps)).toEqual([2, 2, 4, 4, 4, 9, 10])
  })

  it('refuses, and asks back, what it may', async () => {
    await call('documents.receive', '30742-000006')
    expect(await stateAfter('30742-000003', ['receive', 'refuse'])).toEqual([1, 3])
    expect(await stateAfter('30742-000004', ['draft', 'review', 'sign', 'number', 'issue', 'send', 'recall'])).toEqual([
      2, 4, 4, 4, 9, 10, 10,
    ])
    expect(await call('documents.answer-recall', '30742-000006')).toMatchObject({
      ok: false,
      reason: 'no-recall-asked',
    })
  })

  it('looks a file up in the archive', async () => {
    expect(await call('documents.search', '30742-000005')).toMatchObject({
      ok: true,
      fields: { box: expect.stringMatching(/^\d+$/) },
    })
    await at.plant({ kind: 'archive-undescribed' })
    expect(await call('documents.search', '30742-000005')).toMatchObject({ ok: false, reason: 'description-missing' })
  })

  it('speaks edXML with the exchange axis', async () => {
    const about = { subject: 'Khẩn & <quan trọng>' }
    expect(await call('documents.send-edoc', 'letter', about)).toMatchObject({ ok: true, fields: { result: 'OK' } })
    expect(await arrivals(at, RACH_GIA)).toMatchObject([
      { subject: 'Khẩn & <quan trọng>', exchangeId: `${PROVINCE},letter` },
    ])
    for (const operation of ['get-agencies-list', 'get-received-edoc-list', 'update-status']) {
      expect(await call(`documents.${operation}`, 'letter')).toMatchObject({ ok: true, fields: { result: 'OK' } })
    }
    const stranger = { from: '000.00.00.X99' }
    expect(await call('documents.send-edoc', 'another', stranger)).toMatchObject({
      ok: false,
      status: 404,
      reason: 'unknown-agency',
    })
  })
})
