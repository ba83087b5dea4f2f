import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { population } from '../../../src/systems/population/index.ts'
import { SIGNED } from '../../../src/systems/population/messages.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'

const MORNING = '2025-07-01T08:00'
const birth = {
  requestNo: 'd-1',
  event: 'birth',
  provinceCode: '91',
  fullName: 'Nguyễn Bảo Khang',
  identityNumber: '',
  sex: 'male',
  registrationNo: '1/2025',
}

/** Tells of a birth or a death as the civil-status system’s post does. */
async function tell(at: Standing, more: object = {}): Promise<{ status: number; body: { identityNumber: string } }> {
  const body = { ...birth, ...more }
  const atMs = Date.parse(`${MORNING}+07:00`)
  const id = JSON.stringify(body).slice(0, 200)
  const message = {
    id,
    from: 'civil-status',
    kind: SIGNED,
    subject: 'x',
    atMs,
    dueMs: atMs,
    ordered: true,
    call: '',
    body,
  }
  const answer = await fetch(`${at.url}/inner/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [message] }),
  })
  return ((await answer.json()) as { replies: [never] }).replies[0]
}

afterAll(removeDirectories)

describeContract(population, {
  'population.check': { body: { identityNumber: '091812345678', fullName: 'Trần Văn An' } },
  'population.person': async (at) => ({ params: { identityNumber: (await tell(at)).body.identityNumber } }),
})

describe('the population database', () => {
  let at: Standing
  beforeEach(async () => {
    at = await standing(population)
  })
  afterEach(() => at.close())

  const check = async (identityNumber: string, fullName = 'Nguyễn Bảo Khang') =>
    at.ask('population.check', { body: { identityNumber, fullName }, at: MORNING })

  it('takes whoever is made up at their word, and knows no number that a living person can have', async () => {
    expect((await check('091812345678')).body).toMatchObject({ matched: true, state: 'living', differs: '' })
    expect((await check('000012345678')).body.matched).toBe(true)
    expect(await check('091012345678')).toMatchObject({ status: 404, body: { error: 'unknown-person' } })
  })

  it('numbers each child that was born, once, with a number that no living person can have', async () => {
    const first = (await tell(at)).body.identityNumber
    expect(first).toBe('091825000001')
    expect((await tell(at, { registrationNo: '1/2025 ' })).body.identityNumber).toBe(first)
    const more = async (changes: object) => (await tell(at, changes)).body.identityNumber
    expect(await more({ requestNo: 'd-2' })).toBe('091825000002')
    expect(await more({ requestNo: 'd-3', sex: 'female' })).toBe('091925000001')
    expect(await more({ requestNo: 'd-4', provinceCode: '' })).toBe('000825000001')
    expect(await at.census()).toMatchObject({ byState: { living: 4 } })
  })

  it('finds that a name does not belong to a number that it gave, however it is written', async () => {
    const { identityNumber } = (await tell(at)).body
    expect((await check(identityNumber, ' nguyễn  Bảo khang')).body.matched).toBe(true)
    expect((await check(identityNumber, 'Nguyễn Bảo Khánh')).body).toMatchObject({
      matched: false,
      differs: 'fullName',
    })
  })

  it('knows who died', async () => {
    await tell(at, { event: 'death', requestNo: 'd-9', identityNumber: '091812345678' })
    expect((await check('091812345678')).body).toMatchObject({ matched: true, state: 'deceased' })
    expect((await tell(at, { event: 'death', requestNo: 'd-8', identityNumber: '12' })).status).toBe(422)
  })

  it('has data that do not agree for the stated share of the people, the same ones every time', async () => {
    await at.plant({ kind: 'data-mismatch', share: 0.3 })
    const wrong: string[] = []
    for (let n = 0; n < 150; n++) {
      const number = String(91_812_345_000 + n).padStart(12, '0')
      if (!(await check(number)).body.matched) wrong.push(number)
    }
    // Binomial(150, 0.3): 45 ± 4 standard deviations of 5.6.
    expect(wrong.length).toBeGreaterThan(22)
    expect(wrong.length).toBeLessThan(68)
    for (const number of wrong.slice(0, 5)) expect((await check(number)).body.matched).toBe(false)
  })
})
