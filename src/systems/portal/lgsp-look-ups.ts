import Type from 'typebox'
import type { Call } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Reader } from '../core/store.ts'
import { dossiers } from './dossiers.ts'
import type { LgspLookUp } from './messages.ts'
import { Procedure, viewOf as procedureView } from './procedure-operations.ts'
import { unitFor } from './setting-up.ts'
import { viewOf as dossierView, PortalView } from './views.ts'

/** As many as are told at once. */
const PAGE = 1000

const Agency = closed(
  {
    MaCoQuan: text(100, 1, 'Organisation id.'),
    TenCoQuan: text(500, 0, 'Name.'),
    MaTinh: text(10, 0, 'Code of the province; empty where it is not known.'),
    TenTinh: text(200, 0, 'Name of the province; empty where it is not known.'),
  },
  'An agency.',
)

const found = {
  error_code: Type.Literal(0, { description: 'Done.' }),
  TongSo: Type.Integer({ minimum: 0, description: 'How many there are.' }),
}

/** What a look-up answers: a page of what there is; what is not known, or not of the unit, is left out. */
export const Found = Type.Unsafe<object>({
  anyOf: [
    closed({ ...found, result: Type.Array(Procedure, { description: 'LayThuTuc: procedures.' }) }, 'Procedures.'),
    closed({ ...found, result: Type.Array(PortalView, { description: 'TraCuuHoSo: dossiers.' }) }, 'Dossiers.'),
    closed({ ...found, result: Type.Array(Agency, { description: 'LayDanhMucCoQuan: agencies.' }) }, 'Agencies.'),
  ],
  description: 'What was found.',
})

/** Answers a look-up from committed rows and the portal's own set-up. */
export async function lookUp(parts: Parts, request: LgspLookUp, call: Call, reader: Reader): Promise<object> {
  const all = await listed(parts, request, call, reader)
  const from = request.Sau ?? 0
  const result = await Promise.all(all.slice(from, from + PAGE).map((view) => view()))
  return { error_code: 0, TongSo: all.length, result }
}

/** What there is; each is written out only where it is on the page. */
async function listed(
  parts: Parts,
  { service, data = [], madonvi }: LgspLookUp,
  call: Call,
  reader: Reader,
): Promise<(() => object | Promise<object>)[]> {
  const { centres } = parts
  const named = new Set(data.flatMap((item) => Object.values(item)))
  const isNamed = (code: string): boolean => named.size === 0 || named.has(code)
  switch (service) {
    case 'LayThuTuc':
      if ('status' in unitFor(parts, call, madonvi)) return []
      return centres.procedures.filter(({ code }) => isNamed(code)).map((procedure) => () => procedureView(procedure))
    case 'LayDanhMucCoQuan':
      return centres.all
        .filter(({ organisationId }) => isNamed(organisationId))
        .map(({ organisationId, name, provinceCode = '', province = '' }) => () => ({
          ...{ MaCoQuan: organisationId, TenCoQuan: name, MaTinh: provinceCode, TenTinh: province },
        }))
    case 'TraCuuHoSo': {
      const rows = []
      for (const number of named) rows.push(...(await dossiers.numbered(reader, number)))
      return rows
        .filter(({ agency }) => agency === madonvi)
        .map((row) => async () => dossierView(row, await dossiers.steps(reader, row.uid), [], []))
    }
  }
}
