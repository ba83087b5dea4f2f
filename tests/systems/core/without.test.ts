import { afterAll, describe, expect, it } from 'vitest'
import { standIns } from '../../../src/systems/index.ts'
import { removeDirectories } from '../folders.ts'
import { world } from '../line-world.ts'
import { standing } from '../standing.ts'

afterAll(removeDirectories)

const [ward, ...others] = world.centres
const worldWithout = (...without: readonly string[]) => ({
  ...world,
  centres: [{ ...(ward as (typeof world.centres)[number]), without: [...without] }, ...others],
})
const REFUSED = 422

describe('a unit that is without a system', () => {
  it.each(Object.values(standIns))('is told so at each door of $title', async (standIn) => {
    const at = await standing(standIn, { world: worldWithout(standIn.name) })
    try {
      // Which operation of several a door is asked for is known only from a body.
      const doors = at.served.operations.filter(({ access, nameOf }) => access.kind === 'permission' && !nameOf)
      for (const { name, errors } of doors) {
        const said = await at.ask(name, { headers: { 'x-dientap-unit': ward?.code ?? '' } })
        expect([name, said.status]).toEqual([name, errors?.notSetUp?.status ?? REFUSED])
        expect(JSON.stringify(said.body)).toMatch(/not-set-up|NOT_SET_UP|not-connected/)
      }
      expect(await at.census()).toMatchObject({ counts: { received: 0 } })
    } finally {
      await at.close()
    }
  })

  it('may be without one operation of it alone', async () => {
    const land = standIns.land as NonNullable<typeof standIns.land>
    const at = await standing(land, { world: worldWithout('land.look-up') })
    try {
      const body = { MaHoSo: 'd-1' }
      expect((await at.ask('land.look-up', { body })).body).toMatchObject({ Result: false, MaLoi: 'not-connected' })
      expect((await at.ask('land.find', { body })).body).toMatchObject({ MaLoi: 'unknown-receipt' })
    } finally {
      await at.close()
    }
  })

  it('is told so where a door serves several operations, once it is known which is asked', async () => {
    const oneStop = standIns['one-stop'] as NonNullable<(typeof standIns)['one-stop']>
    const at = await standing(oneStop, { world: worldWithout('one-stop.sign') })
    try {
      const act = (actionCode: string) =>
        at.ask('one-stop.act', { params: { id: 'd-1' }, body: { actionCode, actionUser: 'x' }, as: 'leader' })
      expect(await act('sign')).toMatchObject({ status: REFUSED, body: { error: 'not-set-up' } })
      expect(await act('return')).not.toMatchObject({ status: REFUSED })
    } finally {
      await at.close()
    }
  })
})
