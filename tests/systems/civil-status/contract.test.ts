import { afterAll } from 'vitest'
import { civilStatus } from '../../../src/systems/civil-status/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { declaration, world } from '../line-world.ts'
import type { Standing } from '../standing.ts'

afterAll(removeDirectories)

/** A request that has come so far. */
async function upTo(at: Standing, ...acts: readonly ('approve' | 'sign')[]): Promise<{ requestNo: string }> {
  const body = declaration()
  await at.ask('civil-status.enter', { body, at: '2025-07-01T08:00' })
  const params = { requestNo: body.requestNo }
  for (const act of acts) await at.ask(`civil-status.${act}`, { params, body: {}, at: '2025-07-01T08:00' })
  return params
}

describeContract(
  civilStatus,
  {
    'civil-status.transfer': () => ({ body: declaration() }),
    'civil-status.enter': () => ({ body: declaration() }),
    'civil-status.correct': () => ({ body: declaration({ fullName: '' }) }),
    'civil-status.approve': async (at) => ({ params: await upTo(at), body: {} }),
    'civil-status.sign': async (at) => ({ params: await upTo(at, 'approve'), body: {} }),
    'civil-status.discard': async (at) => {
      const params = await upTo(at)
      const { body } = await at.ask('civil-status.record', { params })
      return { params: { ...params, id: body.result.record.id }, body: {} }
    },
    'civil-status.list': {
      params: { register: 'birth' },
      query: { page: 0, size: 5, sort: 'id,desc' },
      body: { searchKey: '', registrationDate: ['2025-07-01', '2025-07-02'], signStatus: 1, isApprove: true },
    },
    'civil-status.record': async (at) => ({ params: await upTo(at, 'approve', 'sign') }),
    'civil-status.search': { query: { searchKey: '091912345678', page: 0, size: 5 } },
    'civil-status.extract': { body: { requestNo: 'd-1', searchKey: '091912345678', copies: 2 } },
  },
  { world },
)
