import type { Centres } from '../core/centres.ts'
import type { Outgoing, Peer, Reply, Sender } from '../core/messages.ts'
import { type ReportKind, reportKinds } from '../portal/messages.ts'

const TAKEN: Reply = { status: 200, body: null }

/** Reports the one-stop centres' changes to the portal's LGSP door, many in a request. */
export class Reporting implements Sender {
  readonly #centres: Centres
  readonly #username: string
  readonly #token: string
  #session: string | undefined

  constructor(centres: Centres, token: string) {
    this.#centres = centres
    this.#username = centres.all[0]?.organisationId ?? ''
    this.#token = token
  }

  /**
   * Sends messages: of each unit, new dossiers first, then changes, then steps. A step may so come after a later change
   * of the same dossier: the portal keeps the state of the highest sequence number. If the portal did not take all of
   * them, all are sent again, which has no second effect there.
   */
  readonly send = async (messages: readonly Outgoing[], peer: Peer): Promise<readonly Reply[]> => {
    for (const [unit, ofUnit] of Map.groupBy(messages, (message) => message.unit)) {
      const organisationId = this.#organisationOf(unit)
      for (const kind of Object.keys(reportKinds) as ReportKind[]) {
        const ofKind = ofUnit.filter((message) => message.kind === kind)
        if (ofKind.length > 0) await this.#post(organisationId, kind, ofKind, peer)
      }
    }
    return messages.map(() => TAKEN)
  }

  readonly innerText = ({ unit, text }: Outgoing): string =>
    `{"madonvi":${JSON.stringify(this.#organisationOf(unit))},"item":${text}}`

  #organisationOf(unit: string): string {
    return this.#centres.centre(unit)?.organisationId ?? this.#username
  }

  async #post(organisationId: string, kind: ReportKind, messages: readonly Outgoing[], peer: Peer): Promise<void> {
    this.#session ??= await this.#login(peer)
    const { service, isUpdating } = reportKinds[kind]
    const head = JSON.stringify({ session: this.#session, madonvi: organisationId, service, isUpdating })
    // The bodies are JSON already; parsing them only to write them again would be waste.
    const body = `${head.slice(0, -1)},"data":[${messages.map((message) => message.text).join(',')}]}`
    const answer = await peer.ask('POST', '/lgsp', body)
    // A portal that was started anew has forgotten the session.
    if (answer.status === 401) this.#session = undefined
    if (answer.status !== 200) throw new Error(`the portal answered ${answer.status}`)
  }

  async #login(peer: Peer): Promise<string> {
    const credentials = { username: this.#username, password: this.#token }
    const { status, body } = await peer.ask('POST', '/lgsp/login', credentials, { dstcode: this.#username })
    const session = typeof body === 'object' && body !== null && 'session' in body ? body.session : undefined
    if (status !== 200 || typeof session !== 'string') throw new Error(`the portal refused the login: ${status}`)
    return session
  }
}
