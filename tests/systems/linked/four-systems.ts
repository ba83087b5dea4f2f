/** The four systems of the linked procedures, each told where the others are. */
import { civilStatus } from '../../../src/systems/civil-status/index.ts'
import { healthInsurance } from '../../../src/systems/health-insurance/index.ts'
import { population } from '../../../src/systems/population/index.ts'
import { residence } from '../../../src/systems/residence/index.ts'
import { declaration, LINKED_BIRTH, world } from '../line-world.ts'
import { type Asking, type Standing, type StandingOptions, standing } from '../standing.ts'

const running = ['civil-status', 'population', 'residence', 'health-insurance'] as const
export type Name = (typeof running)[number]
const standIns = { 'civil-status': civilStatus, population, residence, 'health-insurance': healthInsurance }

export const MORNING = '2025-07-01T08:00'

export class FourSystems {
  readonly at: Readonly<Record<Name, Standing>>

  private constructor(at: Record<Name, Standing>) {
    this.at = at
  }

  /** @param names those that are started; the others are away, and are believed to run */
  static async start(options: StandingOptions = {}, names: readonly Name[] = running): Promise<FourSystems> {
    const at: Partial<Record<Name, Standing>> = {}
    for (const name of names) at[name] = await standing(standIns[name], { world, running, ...options })
    const four = new FourSystems(at as Record<Name, Standing>)
    for (const name of names) await four.introduce(name)
    return four
  }

  async introduce(name: Name): Promise<void> {
    const urls = Object.fromEntries(Object.entries(this.at).map(([each, { url }]) => [each, url]))
    await this.at[name].ask('control.peers', { body: urls })
  }

  async ask(operation: string, asking: Asking = {}) {
    return this.at[operation.split('.')[0] as Name].ask(operation, { at: MORNING, body: {}, ...asking })
  }

  /** Enters, approves and signs a declaration, and waits until everybody has heard of it. */
  async signed(more: object = {}): Promise<string> {
    const body = declaration({ serviceCode: LINKED_BIRTH, ...more })
    await this.ask('civil-status.enter', { body })
    await this.act('civil-status.approve', body.requestNo)
    await this.act('civil-status.sign', body.requestNo)
    await this.at['civil-status'].drain()
    return body.requestNo
  }

  act(operation: string, id: string, more: Asking = {}) {
    const isLeg = !operation.startsWith('civil-status')
    const params = isLeg ? { reference: id } : { requestNo: id }
    const body = isLeg ? { govAgencyCode: '000.00.53.H48', fullName: 'Nguyễn Bảo Khang' } : {}
    return this.ask(operation, { params, body, ...more })
  }

  /** How the legs stand, as the civil-status system knows once everybody has been heard. */
  async legs(id: string): Promise<Record<string, string>> {
    for (const each of Object.values(this.at)) await each.drain()
    const { body } = await this.ask('civil-status.record', { params: { requestNo: id } })
    return Object.fromEntries(body.result.legs.map((leg: { system: string; state: string }) => [leg.system, leg.state]))
  }

  async record(id: string) {
    return (await this.ask('civil-status.record', { params: { requestNo: id } })).body.result
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.at).map((each) => each.close()))
  }
}
