import Type from 'typebox'
import { keyOf } from '../../chance/index.ts'
import { type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { type Desk, unknownDocument } from './desk.ts'
import { DocumentView, Id, OrganId, WholeDocument } from './shapes.ts'
import { states } from './states.ts'
import type { DocumentRow } from './tables.ts'
import { viewOf, wholeOf } from './views.ts'

/** Kind of the fault of an archive that is not described as the law wants it. */
export const ARCHIVE_UNDESCRIBED = 'archive-undescribed'

const PAGE = 50
const LIST = 'SELECT * FROM document WHERE organ = ? AND uid > ? ORDER BY uid LIMIT ?'
const LIST_STATE = 'SELECT * FROM document WHERE organ = ? AND state = ? AND uid > ? ORDER BY uid LIMIT ?'
const SEARCH = `SELECT * FROM document WHERE organ = ? AND searchable LIKE ? ESCAPE '!' AND uid > ? ORDER BY uid LIMIT ?`

const After = Type.Optional(
  Type.String({ pattern: '^[A-Za-z0-9._:-]{0,64}$', description: 'Only those after this id: the next page.' }),
)
const Found = closed(
  {
    data: Type.Array(DocumentView, { description: `In the order of their ids, at most ${PAGE}.` }),
    next: Type.String({ description: 'Id to ask for the next page with; empty when there is none.' }),
  },
  'Documents.',
)

/** Reading: the documents of a unit, one of them, the archive. */
export function archiveOperations(desk: Desk, { faults, centres }: Parts): Operation[] {
  return [
    reading({
      name: 'documents.list',
      method: 'GET',
      path: '/api/documents',
      summary: 'The documents of a unit',
      access: { kind: 'permission' },
      query: closed(
        {
          organId: OrganId('Organisation id of the unit.'),
          state: Type.Optional(Type.Enum([...states], { description: 'Only those in this state.' })),
          after: After,
        },
        'Which.',
      ),
      answers: { 200: { description: 'Documents.', schema: Found }, 404: problem('unknown-agency') },
      async handle(call, reader) {
        const { organId, state, after = '' } = call.query
        if (!desk.agencies.isOurs(organId) || !desk.isFor(call, organId)) return unknownAgency(organId)
        const rows =
          state === undefined
            ? await reader.all<DocumentRow>(LIST, organId, after, PAGE)
            : await reader.all<DocumentRow>(LIST_STATE, organId, state, after, PAGE)
        return { status: 200, body: pageOf(rows) }
      },
    }),

    reading({
      name: 'documents.read',
      method: 'GET',
      path: '/api/documents/:documentId',
      summary: 'A document with its history and what became of it at its receivers',
      access: { kind: 'permission' },
      params: closed({ documentId: Id }, 'Which.'),
      answers: { 200: { description: 'The document.', schema: WholeDocument }, 404: problem('unknown-document') },
      async handle(call, reader) {
        const row = await desk.find(reader, call)
        return row ? { status: 200, body: await wholeOf(reader, row) } : unknownDocument(call)
      },
    }),

    reading({
      name: 'documents.find',
      method: 'GET',
      path: '/api/archive',
      summary: 'Search the archive of a unit by words of the subject, number or id',
      access: { kind: 'permission', permission: 'documents.search' },
      query: closed(
        { organId: OrganId('Organisation id of the unit.'), words: text(200, 1, 'What to look for.'), after: After },
        'What.',
      ),
      answers: {
        200: { description: 'What was found.', schema: Found },
        404: problem('unknown-agency. description-missing: the archive is not described.'),
      },
      async handle(call, reader) {
        const { organId, words, after = '' } = call.query
        if (!desk.agencies.isOurs(organId) || !desk.isFor(call, organId)) return unknownAgency(organId)
        const unit = desk.agencies.codeOf(organId)
        if (faults.find(ARCHIVE_UNDESCRIBED, { ...call, unit })) return refused(404, 'description-missing')
        const pattern = `%${words.normalize('NFC').toLowerCase().replace(/[!%_]/g, '!$&')}%`
        return { status: 200, body: pageOf(await reader.all<DocumentRow>(SEARCH, organId, pattern, after, PAGE)) }
      },
    }),

    reading({
      name: 'documents.search',
      method: 'GET',
      path: '/api/archive/files/:fileId',
      summary: 'Look an old file up in the archive: where it stands',
      description: 'Files from before the rehearsal are made up: every id has one, always at the same place.',
      access: { kind: 'permission' },
      params: closed({ fileId: Type.Unsafe<string>({ ...Id, description: 'Id of the file.' }) }, 'Which.'),
      query: closed({ organId: OrganId('Organisation id of the unit.') }, 'Whose.'),
      answers: {
        200: {
          description: 'Where it stands.',
          schema: closed(
            {
              fileId: text(64, 1, 'Id of the file.'),
              fond: text(500, 1, 'Fond: whose archive.'),
              box: Type.Integer({ minimum: 1, description: 'Box.' }),
              folder: Type.Integer({ minimum: 1, description: 'Folder within the box.' }),
            },
            'A place on the shelves.',
          ),
        },
        404: problem('unknown-agency. description-missing: the description of the file is missing or wrong.'),
      },
      handle(call) {
        const { fileId } = call.params
        const { organId } = call.query
        if (!desk.agencies.isOurs(organId) || !desk.isFor(call, organId)) return unknownAgency(organId)
        const unit = desk.agencies.codeOf(organId)
        if (faults.find(ARCHIVE_UNDESCRIBED, { ...call, unit })) return refused(404, 'description-missing', { fileId })
        const hash = keyOf(`${centres.seed} archive ${fileId}`) >>> 0
        const fond = desk.agencies.ofId(organId)?.organName ?? organId
        return { status: 200, body: { fileId, fond, box: (hash % 400) + 1, folder: ((hash >>> 9) % 60) + 1 } }
      },
    }),
  ]
}

function pageOf(rows: readonly DocumentRow[]): { data: DocumentView[]; next: string } {
  const next = rows.length === PAGE ? (rows.at(-1)?.uid ?? '') : ''
  return { data: rows.map(viewOf), next }
}

function unknownAgency(organId: string) {
  return refused(404, 'unknown-agency', { organId })
}
