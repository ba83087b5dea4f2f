import type { Said } from './operation.ts'
import type { KeptAnswers } from './stand-in.ts'
import type { Maybe, Reader, Tx } from './store.ts'

interface CallRow {
  asked: string
  status: number
  answer: string
  more: string
}

/** An answer as it goes out: its body is text already. */
export interface Ready {
  readonly status: number
  readonly text: string
  readonly contentType: string | undefined
  readonly headers: Said['headers'] | undefined
}

const FIND = 'SELECT asked, status, answer, more FROM call WHERE id = ?'
const KEEP = 'INSERT INTO call (id, asked, status, answer, more) VALUES (?, ?, ?, ?, ?)'
const REPLACE = 'UPDATE call SET status = ?, answer = ?, more = ? WHERE id = ?'

/** A Said whose body goes out, and is kept, as text. */
export function readied({ status, body, contentType, headers }: Said): Ready {
  const text = contentType === undefined && body !== undefined ? JSON.stringify(body) : String(body ?? '')
  return { status, text, contentType, headers }
}

/** What a Ready was made of. */
export function saidOf({ status, text, contentType, headers }: Ready): Said {
  return {
    status,
    body: contentType === undefined && text !== '' ? JSON.parse(text) : text,
    ...(contentType === undefined ? {} : { contentType }),
    ...(headers === undefined ? {} : { headers }),
  }
}

/** The answer that was given to a call, with what was asked. */
export async function keptFor(
  reader: Reader,
  callId: string,
): Promise<{ readonly asked: string; readonly ready: Ready } | undefined> {
  const row = await reader.get<CallRow>(FIND, callId)
  return row && { asked: row.asked, ready: readyOf(row) }
}

/** Keeps the answer to a call. Within the transaction of what the call did. */
export function keep(tx: Tx, callId: string, asked: string, ready: Ready): Maybe<number> {
  return tx.run(KEEP, callId, asked, ready.status, ready.text, moreOf(ready))
}

export const keptAnswers: KeptAnswers = {
  async find(reader, callId) {
    const kept = await keptFor(reader, callId)
    return kept && saidOf(kept.ready)
  },
  async replace(tx, callId, said) {
    const ready = readied(said)
    await tx.run(REPLACE, ready.status, ready.text, moreOf(ready), callId)
  },
}

function readyOf({ status, answer, more }: CallRow): Ready {
  const { contentType, headers } = more === '' ? {} : (JSON.parse(more) as Partial<Ready>)
  return { status, text: answer, contentType, headers }
}

function moreOf({ contentType, headers }: Ready): string {
  return contentType === undefined && headers === undefined ? '' : JSON.stringify({ contentType, headers })
}
