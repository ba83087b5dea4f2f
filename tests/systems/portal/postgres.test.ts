import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { Browser, lastPart, loggedIn, resumed } from '../identity/walk.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { AN, declared, fee, openTown, type Town } from './town.ts'

const SECRET = 'a-secret-for-tests'
let server: PostgresServer
let town: Town

beforeAll(async () => {
  server = await startPostgres()
  const database = { kind: 'postgres', url: server.url, prefix: 'town' } as const
  town = await openTown({ database, accounts: [{ user: AN, secret: SECRET, roles: ['citizen'] }] })
}, 60_000)
afterAll(async () => {
  await town?.close()
  await server?.stop()
  removeDirectories()
})

it('on PostgreSQL a citizen logs in, declares, attaches a file, hands in, pays and reads of it', async () => {
  const at = '2025-07-01T08:00'
  const sent = new URL((await town.portal.ask('portal.login', { at })).headers.get('location') ?? '')
  const browser = new Browser()
  const begun = await town.identity.ask('identity.authorise', { query: Object.fromEntries(sent.searchParams) })
  browser.keep(begun)
  const login = { browser, uid: lastPart(begun.headers.get('location') ?? '') }
  await loggedIn(town.identity, login, AN, SECRET)
  const query = Object.fromEntries((await resumed(town.identity, login)).searchParams)
  const { access_token: token } = (await town.portal.ask('portal.login-done', { query, at })).body
  const headers = { authorization: `Bearer ${token}` }

  const uid = await declared(town.portal)
  const params = { uid }
  const named = { TenGiayTo: 'Giấy chứng sinh' }
  const content = new Uint8Array([0, 255, 7])
  const file = await town.portal.ask('portal.upload', { params, query: named, body: content, headers, at })
  const back = await town.portal.fetch('portal.file', { params: { uid, hash: file.body.MaTepTin }, headers })
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(content)
  expect((await town.portal.ask('portal.submit-declared', { params, headers, at })).status).toBe(201)

  await town.payment.plant({ id: 'lost', kind: 'callback-lost' })
  const { body: demand } = await town.portal.ask('portal.pay', { params, body: { PhiLePhi: [fee] }, headers, at })
  const { MaThamChieu, MaTTHC, MaDonVi, HoTenNguoiNop, MaTraCuuTT } = demand
  const body = { MaThamChieu, MaTTHC, MaDonVi, HoTenNguoiNop, MaTraCuuTT }
  expect((await town.payment.ask('payment.pay', { body, headers, at })).status).toBe(201)
  const found = await town.portal.ask('portal.reconcile', { body: {}, at })
  expect(found.body).toEqual({ Ngay: '20250701', TongSo: 1, DaBiet: 0, BoSung: [MaTraCuuTT] })
  const told = await town.portal.ask('portal.notifications', { headers, at })
  expect(told.body.ThongBao.map(({ NoiDung }: { NoiDung: string }) => NoiDung)).toEqual([
    `Hồ sơ ${uid} đã được nộp.`,
    `Hồ sơ ${uid}: đã nhận thanh toán 8.000 đồng.`,
  ])
  expect(await town.payment.census()).toMatchObject({ byState: { paid: 1 } })
})
