import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchSystems, type RunningSystems } from '../../../src/systems/index.ts'
import type { SystemClient } from '../../../src/target/index.ts'
import { launchOptions, openClient, removeDirectories, values } from '../centre.ts'

let systems: RunningSystems
let client: SystemClient

beforeAll(async () => {
  systems = await launchSystems(launchOptions({ systems: ['portal', 'one-stop', 'province'] }))
  client = await openClient(systems.urls)
})
afterAll(async () => {
  await client.close()
  await systems.stop()
  removeDirectories()
})

it('the shipped target takes a dossier from its centre to the province and back, in processes of their own', async () => {
  const steps: [string, string, string][] = [
    ['one-stop.register', '08:00', 'citizen'],
    ['one-stop.receive', '08:10', 'clerk-1'],
    ['one-stop.hand-over', '08:20', 'clerk-1'],
    ['province.hand-over', '09:00', 'specialist-1'],
    ['province.ask-supplement', '09:30', 'Sở Tư pháp'],
    ['province.supply', '10:00', 'specialist-1'],
    ['province.decide', '10:30', 'Sở Tư pháp'],
    ['province.collect', '11:00', 'specialist-1'],
    ['one-stop.sign', '14:00', 'leader-1'],
  ]
  const answers = []
  for (const [operation, time, by] of steps) {
    const call = values('to-province', `2025-07-01T${time}`, { by, actor: by.startsWith('Sở') ? 'agency' : 'official' })
    answers.push((await client.call(operation, call, 'opencps')).answer)
  }
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  expect(answers.map((answer) => (answer.ok ? answer.fields.provinceState : undefined))).toEqual([
    ...[undefined, undefined, undefined],
    ...['2', '5', '2', '9', '10'],
    undefined,
  ])
  const entered = values('typed-in', '2025-07-01T09:00', { by: 'specialist-1' })
  expect((await client.call('province.enter', entered, 'opencps')).answer).toMatchObject({ ok: true })

  const [, oneStop, province] = await systems.drain()
  expect(province).toMatchObject({
    system: 'province',
    outboxPending: 0,
    counts: { received: 2, finished: 1, open: 1 },
  })
  expect(oneStop).toMatchObject({ system: 'one-stop', outboxPending: 0, byState: { 9: 1 } })
  const dossier = await fetch(`${systems.urls['one-stop']}/o/rest/v2/dossiers/to-province`)
  expect(await dossier.json()).toMatchObject({ provinceNo: '000.00.00.H48-250701-0001', provinceState: 10 })
})
