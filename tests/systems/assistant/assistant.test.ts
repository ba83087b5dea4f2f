import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assistant } from '../../../src/systems/assistant/index.ts'
import { openClient, removeDirectories, values } from '../centre.ts'
import { describeContract } from '../contract.ts'
import { type Standing, standing } from '../standing.ts'

const question = { procedureCode: '1.001193' }

afterAll(removeDirectories)

describeContract(assistant, {
  'assistant.ask': { body: question },
  'assistant.recall': async (at) => ({ params: { id: (await at.ask('assistant.ask', { body: question })).body.id } }),
  'assistant.review': async (at) => ({ params: { id: (await at.ask('assistant.ask', { body: question })).body.id } }),
})

describe('the assistant', () => {
  let at: Standing

  beforeEach(async () => {
    at = await standing(assistant)
  })
  afterEach(() => at.close())

  const ask = (procedureCode: string, call?: string) =>
    at.ask('assistant.ask', { body: { procedureCode }, at: '2025-07-01T08:00', ...(call ? { call } : {}) })

  it('says how long a procedure may take', async () => {
    expect((await ask('1.001193')).body.answer).toBe('Đăng ký khai sinh: thời hạn giải quyết 5 ngày làm việc.')
    expect((await ask('2.000815')).body.answer).toContain('trong ngày làm việc')
    expect(await ask('9.999999')).toMatchObject({ status: 404, body: { error: 'unknown-procedure' } })
  })

  it('remembers what it said', async () => {
    const { body } = await ask('1.001193')
    expect((await at.ask('assistant.recall', { params: { id: body.id } })).body).toEqual(body)
    expect((await at.ask('assistant.recall', { params: { id: body.id + 1 } })).status).toBe(404)
  })

  it('is wrong at the stated rate, and an auditor can see where', async () => {
    await at.plant({ kind: 'wrong-answers', share: 0.3 })
    let wrong = 0
    for (let n = 0; n < 400; n++) {
      const { body } = await ask('1.001193', `call-${n}`)
      const { body: judgement } = await at.ask('assistant.review', { params: { id: body.id } })
      expect(judgement.right).toBe(body.answer.includes('5 ngày'))
      if (!judgement.right) wrong++
    }
    // Binomial(400, 0.3): 120 ± 4 standard deviations of 9.2.
    expect(wrong).toBeGreaterThan(83)
    expect(wrong).toBeLessThan(157)
    expect(await at.census()).toMatchObject({
      byState: { right: 400 - wrong, wrong },
      counts: { received: 400, open: 0 },
    })
  })

  it('is wrong for the same call every time, and only while the fault lasts', async () => {
    const fromMs = Date.parse('2025-07-02T00:00+07:00')
    await at.plant({ id: 'muddled', kind: 'wrong-answers', fromMs, toMs: fromMs + 3_600_000 })
    const answer = async (time: string) =>
      (await at.ask('assistant.ask', { body: question, at: time })).body.answer as string
    expect(await answer('2025-07-01T23:59')).toContain('5 ngày')
    expect(await answer('2025-07-02T00:59')).toContain('trong ngày')
    expect(await answer('2025-07-02T01:00')).toContain('5 ngày')
  })
})

describe('the target file of the stand-ins', () => {
  it('asks the assistant', async () => {
    const at = await standing(assistant, { access: 'open' })
    const client = await openClient({ assistant: at.url })
    const { answer } = await client.call('assistant.ask', values('30742-000001', '2025-07-01T08:00'))
    expect(answer).toMatchObject({
      ok: true,
      fields: { answer: 'Đăng ký khai sinh: thời hạn giải quyết 5 ngày làm việc.' },
    })
    await client.close()
    await at.close()
  })
})
