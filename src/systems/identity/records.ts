import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Store } from '../core/store.ts'

const KEEP =
  'INSERT INTO record (model, id, payload, uid, grant_id, expires_at) VALUES (?, ?, ?, ?, ?, ?) ' +
  'ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, uid = excluded.uid, ' +
  'grant_id = excluded.grant_id, expires_at = excluded.expires_at'
const FIND = 'SELECT payload FROM record WHERE model = ? AND id = ?'
const FIND_BY_UID = 'SELECT payload FROM record WHERE model = ? AND uid = ?'
const REMOVE = 'DELETE FROM record WHERE model = ? AND id = ?'
const REMOVE_GRANT = 'DELETE FROM record WHERE grant_id = ?'
const REMOVE_EXPIRED = 'DELETE FROM record WHERE expires_at < ?'

interface RecordRow {
  payload: string
}

/** Keeps what the provider's library must remember in the stand-in's own database, so that it outlives a kill. */
export class Records implements Adapter {
  readonly #store: Store
  readonly #model: string

  constructor(store: Store, model: string) {
    this.#store = store
    this.#model = model
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const nowS = payload.iat ?? 0
    const expiresAt = expiresIn === undefined ? null : (payload.exp ?? nowS + expiresIn)
    await this.#store.write(this.#key(id), async (tx) => {
      const text = JSON.stringify(payload)
      await tx.run(KEEP, this.#model, id, text, payload.uid ?? null, payload.grantId ?? null, expiresAt)
      // Each login begins with an interaction: then what has expired goes.
      if (this.#model === 'Interaction') await tx.run(REMOVE_EXPIRED, nowS)
    })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#store.get<RecordRow>(FIND, this.#model, id))
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#store.get<RecordRow>(FIND_BY_UID, this.#model, uid))
  }

  /** There is no device flow here. */
  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    await this.#store.write(this.#key(id), async (tx) => {
      const payload = payloadOf(await tx.get<RecordRow>(FIND, this.#model, id))
      if (!payload) return
      const { uid, grantId, exp, iat } = payload
      const text = JSON.stringify({ ...payload, consumed: iat ?? 1 })
      await tx.run(KEEP, this.#model, id, text, uid ?? null, grantId ?? null, exp ?? null)
    })
  }

  async destroy(id: string): Promise<void> {
    await this.#store.write(this.#key(id), (tx) => tx.run(REMOVE, this.#model, id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#store.write(`grant:${grantId}`, (tx) => tx.run(REMOVE_GRANT, grantId))
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }
}

function payloadOf(row: RecordRow | undefined): AdapterPayload | undefined {
  return row && (JSON.parse(row.payload) as AdapterPayload)
}
