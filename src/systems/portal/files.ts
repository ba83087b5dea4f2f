import { createHash } from 'node:crypto'
import type { Maybe, Reader, Tx } from '../core/store.ts'

const OF = 'SELECT * FROM attached WHERE uid = ? ORDER BY name'
const KEEP = 'INSERT INTO attachment (hash, size, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
const ATTACH =
  'INSERT INTO attached (uid, name, hash, size, at) VALUES (?, ?, ?, ?, ?) ' +
  'ON CONFLICT (uid, name) DO UPDATE SET hash = excluded.hash, size = excluded.size, at = excluded.at'
const FIND =
  'SELECT content FROM attachment WHERE hash = ? AND EXISTS ' +
  '(SELECT 1 FROM attached WHERE attached.hash = attachment.hash AND attached.uid = ?)'

/** A row of `attached`: a file of a dossier, under the name of the paper that it shows. */
export interface FileRow {
  uid: string
  name: string
  hash: string
  size: number
  at: number
}

/** Files that citizens upload, each content kept once, under its hash: a name from outside never becomes a path. */
export const files = {
  of: (reader: Reader, uid: string): Maybe<FileRow[]> => reader.all<FileRow>(OF, uid),

  /** Attaches a file; one of the same name is replaced. */
  async attach(tx: Tx, uid: string, name: string, content: Uint8Array, atMs: number): Promise<FileRow> {
    const hash = createHash('sha256').update(content).digest('hex')
    await tx.run(KEEP, hash, content.length, content)
    await tx.run(ATTACH, uid, name, hash, content.length, atMs)
    return { uid, name, hash, size: content.length, at: atMs }
  },

  /** The content, where the dossier has it attached. */
  async find(reader: Reader, uid: string, hash: string): Promise<Uint8Array | undefined> {
    return (await reader.get<{ content: Uint8Array }>(FIND, hash, uid))?.content
  },
}
