import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { removeDirectories } from '../folders.ts'
import { type Asking, type Planted, type Standing, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

let at: Standing
beforeAll(async () => {
  at = await standing(workshop())
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

let items = 0
const make = (asking: Asking = {}) => at.ask('province.make', { body: { id: `item-${++items}` }, ...asking })
const raw = (asking: Asking = {}) => at.fetch('province.make', { body: { id: `item-${++items}` }, ...asking })
const received = async () => (await at.census()).counts.received

/** Plants a fault for as long as something is done. */
async function during<T>(fault: Planted, what: () => Promise<T>): Promise<T> {
  await at.plant({ id: 'the-fault', ...fault })
  try {
    return await what()
  } finally {
    await at.ask('control.remove-fault', { params: { id: 'the-fault' } })
  }
}

describe('a planted fault of any operation', () => {
  it('connection-lost answers 503 and nothing is written', async () => {
    const before = await received()
    const answer = await during({ kind: 'connection-lost' }, () => make())
    expect(answer).toMatchObject({ status: 503, body: { error: 'connection-lost' } })
    expect(await received()).toBe(before)
    expect((await make()).status).toBe(201)
  })

  it('server-error answers the status asked for, 500 without', async () => {
    expect((await during({ kind: 'server-error' }, () => make())).status).toBe(500)
    expect((await during({ kind: 'server-error', more: { status: 502 } }, () => make())).status).toBe(502)
  })

  it('time-out never answers, and lets go when the caller leaves', async () => {
    const before = await received()
    await during({ kind: 'time-out' }, async () => {
      const call = fetch(`${at.url}/items`, {
        method: 'POST',
        signal: AbortSignal.timeout(150),
        headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'never' }),
      })
      await expect(call).rejects.toThrow('timeout')
    })
    expect(await received()).toBe(before)
  })

  it('slow answers later by what is stated, and does what was asked', async () => {
    const fromMs = performance.now()
    expect((await during({ kind: 'slow', more: { addMs: 120 } }, () => make())).status).toBe(201)
    expect(performance.now() - fromMs).toBeGreaterThanOrEqual(119)
  })

  it('closed cuts the connection without an answer', async () => {
    await during({ kind: 'closed' }, async () => {
      await expect(raw()).rejects.toThrow('fetch failed')
    })
  })

  it('garbage answers 200 with what is no JSON', async () => {
    const answer = await during({ kind: 'garbage' }, () => raw())
    expect(answer.status).toBe(200)
    await expect(answer.json()).rejects.toThrow('JSON')
  })

  it('error-200 answers 200 with the body of an error', async () => {
    const answer = await during({ kind: 'error-200' }, () => raw())
    expect(answer.status).toBe(200)
    expect(await answer.json()).toHaveProperty('error')
  })
})

describe('a planted fault of half the calls', () => {
  const answered = async (calls: readonly string[]) => {
    const said: string[] = []
    for (const call of calls) {
      const { status, body } = await make({ call })
      said.push(`${status} ${body.error ?? ''}`)
    }
    return said
  }
  const attempts = Array.from({ length: 12 }, (_, n) => `a-dossier.${n}`)

  it('failed answers 422 and nothing is written; the same asked again may succeed', async () => {
    const before = await received()
    const said = await during({ kind: 'failed', share: 0.5 }, () => answered(attempts))
    expect(new Set(said)).toEqual(new Set(['422 failed', '201 ']))
    expect(await received()).toBe(before + said.filter((each) => each === '201 ').length)
  })

  it('refused answers 422 and nothing is written, to every call about a subject that it hits and to none about others', async () => {
    const before = await received()
    const bySubject = await during({ kind: 'refused', share: 0.5 }, async () => {
      const said: string[][] = []
      for (let n = 0; n < 12; n++) said.push(await answered([`dossier-${n}.first`, `dossier-${n}.again`]))
      return said
    })
    expect(new Set(bySubject.map((said) => said.join()))).toEqual(new Set(['422 refused,422 refused', '201 ,201 ']))
    expect(await received()).toBe(before + bySubject.flat().filter((each) => each === '201 ').length)
  })
})

describe('where a fault hits', () => {
  const lost = { kind: 'connection-lost' }
  const isHit = async (asking?: Asking): Promise<boolean> => (await make(asking)).status === 503

  it('only at its scenario time, the end not included', async () => {
    const fromMs = parseLocal('2025-07-09T08:00')
    const toMs = parseLocal('2025-07-09T09:00')
    await during({ ...lost, fromMs, toMs }, async () => {
      const hits = []
      for (const time of ['07:59', '08:00', '08:59', '09:00']) hits.push(await isHit({ at: `2025-07-09T${time}` }))
      expect(hits).toEqual([false, true, true, false])
    })
  })

  it('only at its operations', async () => {
    await during({ ...lost, operations: ['province.read'] }, async () => {
      expect(await isHit()).toBe(false)
      expect((await at.ask('province.read', { params: { id: 'item-1' } })).status).toBe(503)
    })
  })

  it('only at its units: that of the account, else the one that the call names', async () => {
    await during({ ...lost, units: ['30760'] }, async () => {
      expect(await isHit({ headers: { 'x-dientap-unit': '30760' } })).toBe(false)
      expect(await isHit({ as: 'run', headers: { 'x-dientap-unit': '30760' } })).toBe(true)
      expect(await isHit({ as: 'run' })).toBe(false)
    })
    expect(await during({ ...lost, units: ['30742'] }, () => isHit())).toBe(true)
  })

  it('only at officials, or only at citizens', async () => {
    const by = (who: string) => ({ as: 'run', headers: { 'x-dientap-by': who } })
    await during({ ...lost, callers: 'officials' }, async () => {
      expect([await isHit(by('clerk-1')), await isHit(by('citizen')), await isHit(by('citizen-7'))]).toEqual([
        true,
        false,
        false,
      ])
    })
    await during({ ...lost, callers: 'citizens' }, async () => {
      expect([await isHit(by('clerk-1')), await isHit(by('citizen'))]).toEqual([false, true])
    })
  })

  it('at the stated share of the calls, and at the same ones every time', async () => {
    const calls = Array.from({ length: 300 }, (_, n) => `call-${n}`)
    const hits = async () => {
      const hit: string[] = []
      for (const call of calls) if (await isHit({ call })) hit.push(call)
      return hit
    }
    const [first, second] = await during({ ...lost, share: 0.25 }, async () => [await hits(), await hits()])
    expect(second).toEqual(first)
    // Binomial(300, 0.25): 75 ± 4 standard deviations of 7.5.
    expect(first?.length).toBeGreaterThan(45)
    expect(first?.length).toBeLessThan(105)
    const other = await during({ ...lost, id: 'the-fault', share: 0 }, hits)
    expect(other).toEqual([])
  })

  it('not at the control API, which stays open to end it', async () => {
    await during(lost, async () => expect((await at.ask('control.census')).status).toBe(200))
  })
})

describe('the control API of faults', () => {
  it('lists what is planted and what can be', async () => {
    await during({ kind: 'slow', more: { addMs: 0 } }, async () => {
      const { body } = await at.ask('control.faults')
      expect(body.faults).toEqual([{ id: 'the-fault', system: 'province', kind: 'slow', more: { addMs: 0 } }])
      expect(Object.keys(body.kinds)).toEqual(
        expect.arrayContaining(['connection-lost', 'transfer-lost', 'sticky-door', 'time-out']),
      )
    })
  })

  it.each([
    ['no kind here', { id: 'x', system: 'province', kind: 'no-quorum' }, 422],
    ['a kind that every object has', { id: 'x', system: 'province', kind: 'constructor' }, 422],
    ['another system', { id: 'x', system: 'portal', kind: 'slow' }, 422],
    ['numbers that the kind has not', { id: 'x', system: 'province', kind: 'closed', more: { addMs: 1 } }, 422],
    ['numbers that are missing', { id: 'x', system: 'province', kind: 'slow' }, 422],
    ['a share above 1', { id: 'x', system: 'province', kind: 'closed', share: 2 }, 400],
    ['an unknown key', { id: 'x', system: 'province', kind: 'closed', often: true }, 400],
  ])('refuses a fault with %s', async (_, body, status) => {
    expect((await at.ask('control.plant', { body })).status).toBe(status)
    expect((await at.ask('control.faults')).body.faults).toEqual([])
  })

  it('knows no fault that is not there, and nobody without the token of the run', async () => {
    expect((await at.ask('control.remove-fault', { params: { id: 'none' } })).status).toBe(404)
    expect((await at.ask('control.faults', { as: null })).status).toBe(401)
    expect((await at.ask('control.faults', { as: 'maker' })).status).toBe(403)
  })

  it('replaces a fault that is planted again, and takes no more than a thousand', async () => {
    await during({ kind: 'slow', more: { addMs: 1 } }, async () => {
      await at.plant({ id: 'the-fault', kind: 'closed' })
      expect((await at.ask('control.faults')).body.faults).toMatchObject([{ kind: 'closed' }])
    })
  })
})

describe('a stand-in that is given a fault that it can’t show', () => {
  it('does not start, and says which kinds there are', async () => {
    const wrong = standing(workshop(), { faults: [{ kind: 'no-quorum' }] })
    await expect(wrong).rejects.toMatchObject({
      code: 'system-not-started',
      message: expect.stringContaining('sticky-door'),
    })
  })
})
