import { type StandInName, standInNames } from '../../schema/index.ts'
import { Courier } from './courier.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { Draft, Outbox, Sender } from './messages.ts'
import { OutboxTable } from './outbox.ts'
import type { Peers } from './peers.ts'
import type { Maybe, Store, Tx } from './store.ts'

export interface PostParts {
  readonly from: StandInName
  /** Every stand-in of the run: nothing is written for others. */
  readonly running: ReadonlySet<StandInName>
  readonly store: Store
  /** Names the database. */
  readonly storeName: string
  readonly peers: Peers
  readonly faults: FaultPlan
}

/** The post of a stand-in: its outbox, and a courier for each receiver. */
export class Post implements Outbox {
  readonly #parts: PostParts
  readonly #table: OutboxTable
  readonly #couriers = new Map<StandInName, Courier>()
  #senders: Partial<Record<StandInName, Sender>> = {}

  constructor(parts: PostParts) {
    this.#parts = parts
    this.#table = new OutboxTable(parts.store, parts.storeName)
  }

  /** What a former process left goes out now. */
  async open(senders: Partial<Record<StandInName, Sender>>): Promise<void> {
    this.#senders = senders
    for (const receiver of await this.#table.receivers()) this.#courier(receiver)
    this.wake()
  }

  async add(tx: Tx, draft: Draft): Promise<boolean> {
    if (!this.#parts.running.has(draft.to)) return false
    this.#courier(draft.to)
    await this.#table.add(tx, draft)
    return true
  }

  deliver(to: StandInName, subject: string): Promise<boolean> {
    return this.#couriers.get(to)?.deliver(subject) ?? Promise.resolve(true)
  }

  /** Something was committed: there may be something to send. */
  wake(): void {
    for (const courier of this.#couriers.values()) courier.wake()
  }

  pending(): Maybe<number> {
    return this.#table.pending()
  }

  async drain(limitMs: number): Promise<void> {
    const receivers = new Set([...this.#couriers.keys(), ...(await this.#table.receivers())])
    await Promise.all(
      standInNames.filter((name) => receivers.has(name)).map((name) => this.#courier(name).drain(limitMs)),
    )
  }

  async close(): Promise<void> {
    await Promise.all([...this.#couriers.values()].map((courier) => courier.close()))
  }

  #courier(to: StandInName): Courier {
    let courier = this.#couriers.get(to)
    if (!courier) {
      const { from, store, peers, faults } = this.#parts
      const sender = this.#senders[to] ?? {}
      courier = new Courier({ from, to, store, table: this.#table, peer: peers.get(to), sender, faults })
      this.#couriers.set(to, courier)
    }
    return courier
  }
}
