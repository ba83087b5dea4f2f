/** A stand-in made up for the tests of the core: it does nothing sensible, but everything that a stand-in can. */
import Type from 'typebox'
import type { StandInName } from '../../../src/schema/index.ts'
import { censusOf } from '../../../src/systems/core/census.ts'
import { type Message, type Reply, receiver } from '../../../src/systems/core/messages.ts'
import {
  changing,
  type ErrorForm,
  free,
  type Operation,
  problem,
  Refusal,
  reading,
  refused,
} from '../../../src/systems/core/operation.ts'
import { closed, text } from '../../../src/systems/core/shapes.ts'
import type { Parts, StandIn } from '../../../src/systems/core/stand-in.ts'
import type { Tx } from '../../../src/systems/core/store.ts'

const ItemParams = closed({ id: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Which.' }) }, 'Which.')
const Item = closed(
  {
    id: text(40, 1, 'Which.'),
    state: text(20, 0, 'How it is.'),
    heard: Type.Array(Type.String(), { description: 'What messages said of it, in the order in which they counted.' }),
  },
  'An item.',
)
const Note = closed({ note: text(100, 0, 'A note.') }, 'A note.')

const errors: ErrorForm = {
  schema: Type.Object(
    { code: Type.String({ description: 'What went wrong.' }), data: Type.Null({ description: 'Nothing.' }) },
    { description: 'What went wrong.' },
  ),
  write: (_status, error, more) => ({ code: error.toUpperCase(), data: null, ...more }),
}

interface ItemRow {
  id: string
  state: string
}

const access = { kind: 'permission' } as const

/** @param name which system it stands for, so that two of them can write to each other; @param to whom it tells */
export function workshop(name: StandInName = 'province', to: StandInName = 'land'): StandIn {
  return {
    name,
    title: 'Workshop',
    description: 'For tests.',
    tables: `
      CREATE TABLE IF NOT EXISTS item (id TEXT PRIMARY KEY, state TEXT NOT NULL) {keyed};
      CREATE TABLE IF NOT EXISTS heard (id {serial}, item TEXT NOT NULL, word TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS replied (id {serial}, item TEXT NOT NULL, status BIGINT NOT NULL);
    `,
    roles: {
      maker: ['make', 'spoil', 'tell', 'read', 'mend', 'break', 'form', 'xml', 'bytes', 'odd'].map(
        (act) => `${name}.${act}`,
      ),
      reader: [`${name}.read`],
    },
    faults: { 'sticky-door': { what: 'The item can’t be made.' } },
    open: (parts) => ({
      operations: operations(name, to, parts),
      receives: {
        word: receiver<typeof Word>({
          body: Word,
          key: ({ subject }) => `item:${subject}`,
          async handle({ subject, body }, tx) {
            if (body.word === 'crash') throw new Error('this message can’t be taken in')
            await tx.run('INSERT INTO heard (item, word) VALUES (?, ?)', subject, body.word)
            if (body.word === 'no') return { status: 409, body: { error: 'no' } }
            return { status: 200, body: { heard: body.word } }
          },
        }),
      },
      sends: {
        [to]: {
          replied: async ({ subject }: Message, { status }: Reply, tx: Tx) => {
            await tx.run('INSERT INTO replied (item, status) VALUES (?, ?)', subject, status)
          },
        },
      },
      async census(reader) {
        const rows = await reader.all<{ state: string; n: number }>(
          'SELECT state, count(*) AS n FROM item GROUP BY state',
        )
        return censusOf(Object.fromEntries(rows.map(({ state, n }) => [state, n])), {
          finished: ['mended'],
          refused: ['broken'],
          withdrawn: [],
        })
      },
      async dossiers(reader, after, limit) {
        const rows = await reader.all<ItemRow>('SELECT * FROM item WHERE id > ? ORDER BY id LIMIT ?', after, limit)
        return rows.map(({ id, state }) => [id, state] as const)
      },
    }),
  }
}

const Word = closed({ word: text(40, 1, 'What is said.') }, 'A word.')

function operations(name: StandInName, to: StandInName, { faults, outbox }: Parts): Operation[] {
  return [
    changing({
      name: `${name}.make`,
      method: 'POST',
      path: '/items',
      summary: 'Make an item',
      access,
      body: closed({ id: text(40, 1, 'Which.') }, 'An item.'),
      answers: { 201: { description: 'Made.', schema: Item }, 409: problem('there-already, sticky-door') },
      key: ({ body }) => `item:${body.id}`,
      async handle(call, tx) {
        if (faults.find('sticky-door', call)) return refused(409, 'sticky-door')
        const made = await tx.run(
          'INSERT INTO item (id, state) VALUES (?, ?) ON CONFLICT DO NOTHING',
          call.body.id,
          'new',
        )
        if (made === 0) return refused(409, 'there-already')
        return { status: 201, body: { id: call.body.id, state: 'new', heard: [] } }
      },
    }),
    changing({
      name: `${name}.spoil`,
      method: 'POST',
      path: '/items/:id/spoil',
      summary: 'Write something, then refuse',
      access,
      params: ItemParams,
      body: Note,
      answers: { 409: problem('spoilt') },
      key: ({ params }) => `item:${params.id}`,
      async handle({ params }, tx) {
        await tx.run("UPDATE item SET state = 'spoilt' WHERE id = ?", params.id)
        throw new Refusal(409, 'spoilt')
      },
    }),
    changing({
      name: `${name}.act`,
      names: [`${name}.mend`, `${name}.break`],
      nameOf: ({ body }) => `${name}.${body.what}`,
      method: 'PUT',
      path: '/items/:id/state',
      summary: 'Mend or break an item',
      access,
      params: ItemParams,
      body: closed({ what: Type.Enum(['mend', 'break'], { description: 'What.' }) }, 'What to do.'),
      answers: { 200: { description: 'Done.', schema: Item }, 404: problem('unknown-item') },
      key: ({ params }) => `item:${params.id}`,
      async handle({ params, body, operation }, tx) {
        const state = operation === `${name}.mend` ? 'mended' : 'broken'
        const changed = await tx.run('UPDATE item SET state = ? WHERE id = ?', state, params.id)
        if (changed === 0) return refused(404, 'unknown-item', { what: body.what })
        return { status: 200, body: { id: params.id, state, heard: [] } }
      },
    }),
    changing({
      name: `${name}.tell`,
      method: 'POST',
      path: '/items/:id/words',
      summary: 'Tell the other system something about an item',
      access,
      params: ItemParams,
      query: closed({ wait: Type.Optional(Type.Enum(['yes'], { description: 'Wait for the word.' })) }, 'How.'),
      body: Word,
      answers: {
        202: { description: 'Told.', schema: closed({ isTold: Type.Boolean({ description: 'For sure.' }) }, 'Told.') },
      },
      key: ({ params }) => `item:${params.id}`,
      async handle({ params, body, atMs, id }, tx) {
        await outbox.add(tx, { to, kind: 'word', subject: params.id, body, atMs, call: id })
        return { status: 202, body: { isTold: false } }
      },
      async after({ params, query }) {
        if (query.wait === undefined) return undefined
        return { status: 202, body: { isTold: await outbox.deliver(to, params.id) } }
      },
    }),
    reading({
      name: `${name}.read`,
      method: 'GET',
      path: '/items/:id',
      summary: 'Read an item',
      access,
      params: ItemParams,
      answers: { 200: { description: 'It.', schema: Item }, 404: problem('unknown-item') },
      async handle({ params }, reader) {
        const row = await reader.get<ItemRow>('SELECT * FROM item WHERE id = ?', params.id)
        const heard = await reader.all<{ word: string }>('SELECT word FROM heard WHERE item = ? ORDER BY id', params.id)
        if (!row && heard.length === 0) return refused(404, 'unknown-item')
        const words = heard.map(({ word }) => word)
        return { status: 200, body: { id: params.id, state: row?.state ?? '', heard: words } }
      },
    }),
    reading({
      name: `${name}.replies`,
      method: 'GET',
      path: '/items/:id/replies',
      summary: 'What the other system replied',
      access: { kind: 'account' },
      params: ItemParams,
      answers: {
        200: { description: 'Statuses.', schema: Type.Array(Type.Integer(), { description: 'In order.' }) },
      },
      async handle({ params }, reader) {
        const rows = await reader.all<{ status: number }>(
          'SELECT status FROM replied WHERE item = ? ORDER BY id',
          params.id,
        )
        return { status: 200, body: rows.map(({ status }) => status) }
      },
    }),
    free({
      name: `${name}.form`,
      method: 'POST',
      path: '/form',
      summary: 'A form',
      access,
      body: Note,
      bodyKind: 'form',
      answers: { 200: { description: 'As it came.', schema: Note } },
      handle: ({ body }) => ({ status: 200, body }),
    }),
    free({
      name: `${name}.xml`,
      method: 'POST',
      path: '/xml',
      summary: 'XML',
      access,
      body: Type.String({ minLength: 1, description: 'XML.' }),
      bodyKind: 'xml',
      answers: {
        200: {
          description: 'As it came.',
          schema: Type.String({ description: 'XML.' }),
          contentType: 'application/xml',
        },
      },
      handle: ({ body }) => ({ status: 200, body, contentType: 'application/xml' }),
    }),
    free({
      name: `${name}.bytes`,
      method: 'PUT',
      path: '/bytes',
      summary: 'Bytes',
      access,
      body: Type.Unsafe<Buffer>({ description: 'Bytes.' }),
      bodyKind: 'bytes',
      bodyLimitBytes: 1_000_000,
      answers: {
        200: {
          description: 'Backwards.',
          schema: Type.String({ description: 'Bytes.' }),
          contentType: 'application/octet-stream',
          headers: { etag: 'How many.' },
        },
      },
      handle: ({ body }) => ({
        status: 200,
        body: Uint8Array.from(body).reverse(),
        contentType: 'application/octet-stream',
        headers: { etag: `"${body.length}"` },
      }),
    }),
    free({
      name: `${name}.odd`,
      method: 'POST',
      path: '/odd',
      summary: 'Errors of its own form',
      access,
      body: Note,
      errors,
      answers: { 200: { description: 'Fine.', schema: Note }, 404: problem('not-here') },
      handle: ({ body }) => {
        if (body.note === 'wrong') return { status: 200, body: { wrong: true } }
        return body.note === '' ? refused(404, 'not-here', { data: null }) : { status: 200, body }
      },
    }),
  ]
}
