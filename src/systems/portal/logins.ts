import type { Tx } from '../core/store.ts'

const BEGIN = 'INSERT INTO login (state, verifier, nonce, redirect_uri, begun_at) VALUES (?, ?, ?, ?, ?)'
const FORGET = 'DELETE FROM login WHERE begun_at < ?'
const FIND = 'SELECT * FROM login WHERE state = ?'
const TAKE = 'DELETE FROM login WHERE state = ?'
/** Scenario time after which a login that was begun is given up. */
const LIFETIME_MS = 86_400_000

/** A row of `login`: a citizen who was sent to the identity provider and has not come back. */
export interface LoginRow {
  state: string
  verifier: string
  nonce: string
  redirect_uri: string
  begun_at: number
}

export const logins = {
  /** Keeps a login that begins, and forgets those that nobody finished. */
  async begin(tx: Tx, row: LoginRow): Promise<void> {
    await tx.run(FORGET, row.begun_at - LIFETIME_MS)
    await tx.run(BEGIN, row.state, row.verifier, row.nonce, row.redirect_uri, row.begun_at)
  },

  /** Takes a login out: whoever comes with its state again is a stranger. */
  async take(tx: Tx, state: string): Promise<LoginRow | undefined> {
    const row = await tx.get<LoginRow>(FIND, state)
    if (row) await tx.run(TAKE, state)
    return row
  },
}
