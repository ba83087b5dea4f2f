import Type, { type Static, type TObject } from 'typebox'
import { closed } from '../../../core/shapes.ts'
import type { Action } from '../../centre/actions.ts'
import type { ActionCode } from '../../transitions.ts'
import * as shapes from '../shapes.ts'
import { parseVietnamese, TIME_PATTERN } from './times.ts'

/** An action of this dialect: `processing/dossier/<verb>`, and what its body says beside the dossier. */
export interface Act {
  readonly code: ActionCode
  readonly verb: string
  readonly body: TObject
  /** Undefined when a date in it does not exist. */
  actionOf(body: unknown): Action | undefined
}

function act<P extends Parameters<typeof closed>[0]>(
  code: ActionCode,
  verb: string,
  properties: P,
  actionOf: (body: Static<TObject<P>>) => Action | undefined,
): Act {
  const body = closed({ idHoSo: shapes.dossierNumber, ...properties }, shapes.summaries[code])
  // The body that it is given has been checked against these very properties.
  return { code, verb, body, actionOf: actionOf as Act['actionOf'] }
}

const ghiChu = shapes.note
const plain = (code: 'receive' | 'sign' | 'return', verb: string): Act =>
  act(code, verb, {}, () => ({ code, note: '' }))
const noted = (code: 'refuse' | 'withdraw' | 'stop'): Act =>
  act(code, code, { ghiChu }, ({ ghiChu: note }) => ({ code, note }))

export const acts: readonly Act[] = [
  plain('receive', 'receive'),
  act(
    'ask-supplement',
    'request-supplement',
    { taiLieuThieu: shapes.missing, ghiChu: Type.Optional(ghiChu) },
    ({ taiLieuThieu: missing, ghiChu: note = '' }) => ({ code: 'ask-supplement', note, missing }),
  ),
  act('supply', 'supply', { taiLieuNop: shapes.documents }, ({ taiLieuNop: documents }) => ({
    code: 'supply',
    note: '',
    documents,
  })),
  noted('refuse'),
  noted('withdraw'),
  noted('stop'),
  act('hand-over', 'assign', { nguoiNhan: Type.Optional(shapes.assignee) }, ({ nguoiNhan: assignee }) => ({
    code: 'hand-over',
    note: '',
    assignee,
  })),
  act('process', 'process', { duThaoKetQua: shapes.draftResult }, ({ duThaoKetQua: draftResult }) => ({
    code: 'process',
    note: '',
    draftResult,
  })),
  act('demand-payment', 'demand-payment', { soTien: Type.Optional(shapes.amount) }, ({ soTien: amountVnd }) => ({
    code: 'demand-payment',
    note: '',
    amountVnd,
  })),
  act(
    'confirm-payment',
    'confirm-payment',
    { tienMat: Type.Optional(shapes.inCash) },
    ({ tienMat: inCash = false }) => ({
      code: 'confirm-payment',
      note: '',
      inCash,
    }),
  ),
  plain('sign', 'sign'),
  plain('return', 'return-result'),
  act(
    'apologise',
    'apologise',
    {
      lyDo: { ...shapes.note, description: 'Why it is late.' },
      ngayHenTraMoi: Type.Optional(
        Type.String({
          pattern: TIME_PATTERN,
          description: 'The new appointment, dd/MM/yyyy HH:mm:ss. Without: the limit of the procedure again.',
        }),
      ),
    },
    ({ lyDo: note, ngayHenTraMoi: date }) => {
      const dueMs = date === undefined ? undefined : parseVietnamese(date)
      return date !== undefined && dueMs === undefined ? undefined : { code: 'apologise', note, dueMs }
    },
  ),
  act(
    'digitise',
    'digitise',
    { taiLieu: shapes.documents, loai: shapes.digitalKind, trangThaiSoHoa: shapes.digitalStatus },
    ({ taiLieu, loai: kind, trangThaiSoHoa: status }) => ({
      code: 'digitise',
      note: '',
      digitised: taiLieu.map((document) => ({ document, kind, status })),
    }),
  ),
]
