import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTarget, SystemClient, Targets } from '../../../src/target/index.ts'
import { standInsFile, values } from '../centre.ts'
import { removeDirectories } from '../folders.ts'
import { AN, openTown, type Town } from '../portal/town.ts'

const SECRET = 'a-secret-for-tests'
const BINH = '091912345678'
const oidc =
  "{ kind: oidc, user: '{dossier.applicantIdNo}', secretFrom: DIENTAP_CITIZENS, provider: identity, " +
  'authorise: /authorize, token: /token, clientId: portal, redirectUri: https://portal.invalid/callback, ' +
  "acrValues: loa2, page: { fields: { soDinhDanh: '{login.user}', matKhau: '{login.secret}' } } }"

let town: Town
let client: SystemClient

beforeAll(async () => {
  const citizen = (user: string) => ({ user, secret: SECRET, roles: ['citizen'] })
  town = await openTown({ accounts: [citizen(AN), citizen(BINH)] })
  const urls = { portal: town.portal.url, identity: town.identity.url, payment: town.payment.url }
  // The shipped file, with a login of each citizen's own.
  const text = readFileSync(standInsFile, 'utf8')
    .replace(/^ {2}portal:\n(.|\n)*?(?= {4}answer)/m, `  portal:\n    login: [${oidc}]\n`)
    .replace(/^dialects:\n( {2}.*\n)+/m, '')
  const own = readTarget(text, 'oidc.yaml')
  const targets = new Targets({ own, dialects: new Map() }, urls)
  client = await SystemClient.open(targets, { secrets: () => SECRET })
})
afterAll(async () => {
  await client?.close()
  await town?.close()
  removeDirectories()
})

it('a harness logs each citizen in with the provider, and the portal takes the token', async () => {
  const of = (id: string, applicantIdNo: string) =>
    values(id, '2025-07-01T08:00', { by: 'citizen', channel: 'online', applicantIdNo })
  expect((await client.call('portal.submit', of('h-1', AN))).answer).toMatchObject({ ok: true })
  expect((await client.call('portal.declare', of('h-2', BINH))).answer).toMatchObject({ ok: true })
  expect((await client.call('portal.submit-declared', of('h-2', BINH))).answer).toMatchObject({ ok: true })
  // Each sees what is theirs.
  expect((await client.call('portal.follow', of('h-1', AN))).answer).toMatchObject({ ok: true })
  expect((await client.call('portal.follow', of('h-1', BINH))).answer).toMatchObject({ reason: 'unknown-dossier' })
  expect((await client.call('portal.notifications', of('h-1', AN))).answer).toMatchObject({ ok: true })
  expect((await client.call('portal.pay', of('h-1', AN))).answer).toMatchObject({ ok: true })
  expect((await client.call('portal.procedures', of('h-1', AN))).answer).toMatchObject({ ok: true })
  // Two citizens, one login each, however many calls.
  expect(await town.identity.census()).toMatchObject({ byState: { done: 2 } })
})
