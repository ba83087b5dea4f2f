import { afterAll, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { act } from '../one-stop/act.ts'
import { openTown } from './town.ts'

afterAll(removeDirectories)

const registration = {
  referenceUid: 'late-1',
  serviceCode: '1.001193',
  govAgencyCode: '000.00.53.H48',
  applicantName: 'Trần Văn An',
  applicantIdType: 'CCCD',
  applicantIdNo: '091812345678',
  viaPostal: 0,
  documents: ['Tờ khai'],
}

describe('reports of the one-stop centre to the portal', () => {
  it('come as late as is planted, in their order, and in time once nothing is planted', async () => {
    const town = await openTown()
    const stateAt = async (at: string) => {
      const { status, body } = await town.portal.ask('portal.follow', { params: { uid: 'late-1' }, at, as: 'citizen' })
      return status === 404 ? undefined : body.TrangThaiHoSo
    }
    try {
      await town.oneStop.plant({
        kind: 'transfer-delayed',
        operations: ['to:portal'],
        more: { delayMin: 60 },
        toMs: Date.parse('2025-07-01T10:00+07:00'),
      })
      await town.oneStop.ask('one-stop.register', { body: registration, as: 'run', at: '2025-07-01T08:00' })
      await act(town.oneStop, 'late-1', 'receive', { at: '2025-07-01T08:10' })
      await act(town.oneStop, 'late-1', 'hand-over', { at: '2025-07-01T08:20' })
      await town.oneStop.drain()
      expect(await stateAt('2025-07-01T08:59')).toBeUndefined()
      expect(await stateAt('2025-07-01T09:01')).toBe(1)
      expect(await stateAt('2025-07-01T09:11')).toBe(2)
      expect(await stateAt('2025-07-01T09:30')).toBe(4)
      await act(town.oneStop, 'late-1', 'sign', { at: '2025-07-01T10:30' })
      await town.oneStop.drain()
      expect(await stateAt('2025-07-01T10:31')).toBe(9)
    } finally {
      await town.close()
    }
  })
})
