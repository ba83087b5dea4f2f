import { type ReportKind, reportKinds } from '../messages.ts'
import type { Outbox, OutboxRow } from '../outbox.ts'
import type { Peer } from '../peer.ts'

/** Messages sent together: the portal takes at most 1,000 items, and no body over 16 MiB. */
const BATCH = 500
const BATCH_CHARACTERS = 1_000_000

/** Reports the one-stop centre's changes to the portal's LGSP door. */
export class Reporting {
  readonly #outbox: Outbox
  readonly #peer: Peer
  readonly #organisationId: string
  readonly #token: string
  #session: string | undefined

  constructor(outbox: Outbox, peer: Peer, organisationId: string, token: string) {
    this.#outbox = outbox
    this.#peer = peer
    this.#organisationId = organisationId
    this.#token = token
  }

  /**
   * Sends the oldest messages, new dossiers first, then changes, then steps. Within a batch a step may so come after
   * a later change of the same dossier: the portal keeps the state of the highest sequence number.
   * @returns whether the portal took all of them; if not, all are sent again, which has no second effect there
   */
  async sendOldest(): Promise<boolean> {
    const rows = short(this.#outbox.first(BATCH))
    const [first] = rows
    const last = rows.at(-1)
    if (!first || !last) return true
    for (const kind of Object.keys(reportKinds) as ReportKind[]) {
      const ofKind = rows.filter((row) => row.kind === kind)
      if (ofKind.length > 0 && !(await this.#send(kind, ofKind))) return false
    }
    this.#outbox.remove(first.id, last.id)
    return true
  }

  async #send(kind: ReportKind, rows: readonly OutboxRow[]): Promise<boolean> {
    this.#session ??= await this.#login()
    const { service, isUpdating } = reportKinds[kind]
    const head = JSON.stringify({ session: this.#session, madonvi: this.#organisationId, service, isUpdating })
    // The bodies are JSON already; parsing them only to write them again would be waste.
    const body = `${head.slice(0, -1)},"data":[${rows.map((row) => row.body).join(',')}]}`
    const answer = await this.#peer.post('/lgsp', body)
    // A portal that was started anew has forgotten the session.
    if (answer.status === 401) this.#session = undefined
    return answer.status === 200
  }

  async #login(): Promise<string> {
    const answer = await this.#peer.post(
      '/lgsp/login',
      JSON.stringify({ username: this.#organisationId, password: this.#token }),
      { dstcode: this.#organisationId },
    )
    const session =
      typeof answer.body === 'object' && answer.body !== null && 'session' in answer.body
        ? answer.body.session
        : undefined
    if (answer.status !== 200 || typeof session !== 'string')
      throw new Error(`the portal refused the login: ${answer.status}`)
    return session
  }
}

/** The first messages that together are not too long; always at least one. */
function short(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  let characters = 0
  const end = rows.findIndex((row) => {
    characters += row.body.length
    return characters > BATCH_CHARACTERS
  })
  return end < 0 ? rows : rows.slice(0, Math.max(1, end))
}
