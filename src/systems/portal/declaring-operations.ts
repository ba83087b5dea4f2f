import Type, { type Static } from 'typebox'
import { formatCompact } from '../../target/index.ts'
import type { FaultKind } from '../core/faults.ts'
import { type Call, changing, type Operation, problem, reading, refused, type Said } from '../core/operation.ts'
import { CompactTime, closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Reader } from '../core/store.ts'
import { type DeclarationRow, declarations } from './declarations.ts'
import { dossiers } from './dossiers.ts'
import { type FileRow, files } from './files.ts'
import { unitFor } from './setting-up.ts'
import { FileHash, IdentityNo, UidParams } from './shapes.ts'
import type { Submitting } from './submitting.ts'
import { CitizenAnswer } from './views.ts'
import { mayTouch } from './who.ts'

const MEBIBYTE = 1024 * 1024
/** Of one file. */
export const FILE_LIMIT_BYTES = 5 * MEBIBYTE
const MOST_FILES = 100
const access = { kind: 'permission' } as const

export const ATTACHMENT_REFUSED = 'attachment-refused'
export const attachmentRefused: FaultKind = {
  what: 'A big file is refused, though it is below the limit that is told.',
  more: closed(
    {
      overBytes: Type.Optional(
        Type.Integer({ minimum: 0, maximum: FILE_LIMIT_BYTES, default: MEBIBYTE, description: 'Bigger than this.' }),
      ),
    },
    'From which size on.',
  ),
}

const Form = Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,60}$' }), text(2000, 0), {
  maxProperties: 200,
  additionalProperties: false,
  description: 'What was filled in, by the name of the field.',
})

const declared = {
  MaThamChieu: Uid,
  MaDonVi: text(100, 1, 'Organisation id of the unit.'),
  MaTTHC: text(100, 1, 'Code of the procedure.'),
  ChuHoSo: text(200, 1, 'Applicant.'),
  SoDinhDanh: IdentityNo,
  ToKhai: Form,
}

const File = closed(
  {
    TenGiayTo: text(300, 1, 'Name of the paper.'),
    MaTepTin: FileHash,
    KichThuoc: Type.Integer({ minimum: 1, description: 'Size, bytes.' }),
  },
  'A file.',
)

const Declaration = closed(
  {
    ...declared,
    ThoiDiemKhai: CompactTime,
    TepTin: Type.Array(File, { description: 'Files, by name of the paper.' }),
    DaNop: Type.Boolean({ description: 'Whether it has been handed in.' }),
  },
  'A declaration.',
)

const bytes = Type.Unsafe<Uint8Array>({ description: 'The file.' })
const unknown = problem('unknown-declaration, or another person’s.')
const theDeclaration = { description: 'The declaration.', schema: Declaration }

/** Filling in a form, attaching files, handing both in. */
export function declaringOperations(parts: Parts, submitting: Submitting): Operation[] {
  const { centres, faults } = parts
  const key = ({ params }: Call<{ uid: string }>) => `dossier:${params.uid}`

  /** Who owns what files are attached to: a declaration, or a dossier that was handed in without one. */
  const ownerOf = async (reader: Reader, uid: string): Promise<string | undefined> =>
    (await declarations.find(reader, uid))?.applicant_id_no ?? (await dossiers.find(reader, uid))?.applicant_id_no

  return [
    changing({
      name: 'portal.declare',
      method: 'POST',
      path: '/api/declarations',
      summary: 'Fill in a form',
      description: 'The same id again replaces it, until it is handed in.',
      access,
      body: closed(declared, 'What is declared.'),
      answers: {
        201: theDeclaration,
        404: unknown,
        409: problem('already-submitted'),
        422: problem('unknown-procedure, unknown-agency; not-configured: not at that unit.'),
      },
      key: ({ body }) => `dossier:${body.MaThamChieu}`,
      async handle(call, tx) {
        const { body, atMs } = call
        if (!centres.procedure(body.MaTTHC)) return refused(422, 'unknown-procedure', { MaTTHC: body.MaTTHC })
        const unit = unitFor(parts, call, body.MaDonVi)
        if ('status' in unit) return unit
        const before = await ownerOf(tx, body.MaThamChieu)
        if (!mayTouch(call, body.SoDinhDanh) || !mayTouch(call, before ?? body.SoDinhDanh))
          return strange(body.MaThamChieu)
        if (await dossiers.find(tx, body.MaThamChieu)) return refused(409, 'already-submitted')
        const row: DeclarationRow = {
          uid: body.MaThamChieu,
          service_code: body.MaTTHC,
          agency: body.MaDonVi,
          applicant_name: body.ChuHoSo,
          applicant_id_no: body.SoDinhDanh,
          form: JSON.stringify(body.ToKhai),
          declared_at: atMs,
        }
        await declarations.keep(tx, row)
        return { status: 201, body: viewOf(row, await files.of(tx, row.uid), false) }
      },
    }),

    reading({
      name: 'portal.declaration',
      method: 'GET',
      path: '/api/declarations/:uid',
      summary: 'Look at a declaration',
      access,
      params: UidParams,
      answers: { 200: theDeclaration, 404: unknown },
      async handle(call, reader) {
        const { uid } = call.params
        const row = await declarations.find(reader, uid)
        if (!row || !mayTouch(call, row.applicant_id_no)) return strange(uid)
        const isSubmitted = (await dossiers.find(reader, uid)) !== undefined
        return { status: 200, body: viewOf(row, await files.of(reader, uid), isSubmitted) }
      },
    }),

    changing({
      name: 'portal.upload',
      method: 'POST',
      path: '/api/dossiers/:uid/files',
      summary: 'Attach a file',
      description: `Up to ${FILE_LIMIT_BYTES / MEBIBYTE} MiB. To a declaration, or to a dossier; another of the same name is replaced.`,
      access,
      params: UidParams,
      query: closed({ TenGiayTo: text(300, 1, 'Name of the paper that it shows.') }, 'As what.'),
      body: bytes,
      bodyKind: 'bytes',
      bodyLimitBytes: FILE_LIMIT_BYTES,
      answers: {
        201: { description: 'The file.', schema: File },
        404: unknown,
        409: problem('too-many-files'),
        413: problem('attachment-refused'),
        422: problem('empty-file'),
      },
      key,
      async handle(call, tx) {
        const { body, params, query, atMs } = call
        const owner = await ownerOf(tx, params.uid)
        if (owner === undefined || !mayTouch(call, owner)) return strange(params.uid)
        if (!(body instanceof Uint8Array) || body.length === 0) return refused(422, 'empty-file')
        const fault = faults.find(ATTACHMENT_REFUSED, call)
        if (fault && body.length > Number(fault.more?.overBytes ?? MEBIBYTE)) return refused(413, ATTACHMENT_REFUSED)
        const before = await files.of(tx, params.uid)
        const isNew = !before.some(({ name }) => name === query.TenGiayTo)
        if (isNew && before.length >= MOST_FILES) return refused(409, 'too-many-files')
        return { status: 201, body: fileOf(await files.attach(tx, params.uid, query.TenGiayTo, body, atMs)) }
      },
    }),

    reading({
      name: 'portal.file',
      method: 'GET',
      path: '/api/dossiers/:uid/files/:hash',
      summary: 'Fetch a file',
      access,
      params: closed({ uid: Uid, hash: FileHash }, 'Which.'),
      answers: {
        200: { description: 'The file.', schema: bytesText, contentType: 'application/octet-stream' },
        404: problem('unknown-file, or another person’s.'),
      },
      async handle(call, reader) {
        const { uid, hash } = call.params
        const owner = await ownerOf(reader, uid)
        const content = owner !== undefined && mayTouch(call, owner) ? await files.find(reader, uid, hash) : undefined
        if (!content) return refused(404, 'unknown-file')
        // Whatever was uploaded is never shown as a page.
        const headers = { 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' }
        return { status: 200, body: content, contentType: 'application/octet-stream', headers }
      },
    }),

    changing({
      name: 'portal.submit-declared',
      method: 'POST',
      path: '/api/declarations/:uid/submit',
      summary: 'Hand a declaration in',
      access,
      params: UidParams,
      answers: {
        201: { description: 'The dossier afterwards.', schema: CitizenAnswer },
        404: unknown,
        409: problem('already-submitted'),
        422: problem('unknown-procedure, unknown-agency; not-configured: not at that unit.'),
      },
      key,
      async handle(call, tx) {
        const row = await declarations.find(tx, call.params.uid)
        if (!row || !mayTouch(call, row.applicant_id_no)) return strange(call.params.uid)
        const attached = await files.of(tx, row.uid)
        return submitting.submit(call, tx, {
          uid: row.uid,
          agency: row.agency,
          serviceCode: row.service_code,
          serviceName: undefined,
          applicantName: row.applicant_name,
          applicantIdNo: row.applicant_id_no,
          documents: ['Tờ khai điện tử', ...attached.map(({ name }) => name)].slice(0, MOST_FILES),
        })
      },
      after: ({ params, id }, said) => submitting.answer(params.uid, id, said),
    }),
  ]
}

const bytesText = Type.String({ description: 'The file.' })

function strange(uid: string): Said {
  return refused(404, 'unknown-declaration', { MaThamChieu: uid })
}

function fileOf({ name, hash, size }: FileRow): Static<typeof File> {
  return { TenGiayTo: name, MaTepTin: hash, KichThuoc: size }
}

function viewOf(row: DeclarationRow, attached: readonly FileRow[], isSubmitted: boolean): Static<typeof Declaration> {
  return {
    MaThamChieu: row.uid,
    MaDonVi: row.agency,
    MaTTHC: row.service_code,
    ChuHoSo: row.applicant_name,
    SoDinhDanh: row.applicant_id_no,
    ToKhai: JSON.parse(row.form) as Record<string, string>,
    ThoiDiemKhai: formatCompact(row.declared_at),
    TepTin: attached.map(fileOf),
    DaNop: isSubmitted,
  }
}
