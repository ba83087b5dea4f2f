import type { FastifyInstance } from 'fastify'
import { Fault } from '../../faults/index.ts'
import type { StandInName } from '../../schema/index.ts'
import { AccountBook } from './account-book.ts'
import { createApp } from './app.ts'
import { Callers } from './caller.ts'
import { Centres } from './centres.ts'
import type { Configuration, StandInConfiguration } from './configuration.ts'
import { controlOperations } from './control.ts'
import { openDoors } from './doors.ts'
import { FaultPlan } from './fault-plan.ts'
import { Inbox } from './inbox.ts'
import { keptAnswers } from './kept.ts'
import { openStore, placeOf } from './open-store.ts'
import { openApiDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { openPage } from './page.ts'
import { Peers } from './peers.ts'
import { Post } from './post.ts'
import type { StandIn } from './stand-in.ts'
import { tokenDoor } from './token-door.ts'

const HOST = '127.0.0.1'
const TOKEN_LIFETIME_MIN = 60
/** Version of the interfaces, in the OpenAPI documents. */
const VERSION = '2'

export interface Served {
  readonly system: StandInName
  readonly url: string
  /** Where its database is, without a password. */
  readonly database: string
  /** Something the user should know, for example that another port was taken. */
  readonly notice: string | undefined
  /** Its own operations, without those of the core. */
  readonly operations: readonly Operation[]
  /** Ends at once: calls under way are cut, what is in the outbox stays in the database. */
  close(): Promise<void>
}

/**
 * Serves one stand-in in this process. A port in use is not an error: a free one is taken and said.
 * @throws Fault system-not-started when the database can't be opened, or a fault can't be planted
 */
export async function serve(
  standIn: StandIn,
  own: StandInConfiguration,
  configuration: Configuration,
): Promise<Served> {
  const system = standIn.name
  const centres = new Centres(configuration.world)
  const faults = planted(standIn, configuration)
  const { token } = configuration
  const lifetimeMin = configuration.tokenLifetimeMin ?? TOKEN_LIFETIME_MIN
  const accounts = new AccountBook(configuration.accounts, standIn.roles, token, lifetimeMin, configuration.citizensKey)
  const callers = new Callers(centres, accounts, configuration.access === 'open')
  const peers = new Peers(token, configuration.peers)
  let post: Post | undefined
  const opened = await openStore(configuration.database, system, standIn.tables, () => post?.wake())
  const { store } = opened
  post = new Post({
    from: system,
    running: new Set(configuration.running),
    store,
    storeName: `${system}-${opened.name}`,
    peers,
    faults,
  })
  const app = createApp(configuration.requestTimeoutMs)
  const shop = standIn.open({
    configuration,
    store,
    centres,
    faults,
    accounts,
    outbox: post,
    kept: keptAnswers,
    peer: (name) => peers.get(name),
  })
  const inbox = new Inbox(store, shop.receives ?? {})
  const control = controlOperations({ shop, store, post, inbox, faults, peers, callers })
  const operations = [...shop.operations, tokenDoor(accounts), ...control]
  openDoors(app, operations, {
    store,
    callers,
    lacks: (unit, operation) => centres.lacks(unit, system, operation),
    faults,
    capacity: own.capacity,
    checkAnswers: configuration.checkAnswers ?? false,
    catchUp: (atMs) => inbox.catchUp(atMs),
  })
  const { title, description } = standIn
  const isAsked = configuration.access === 'asked'
  openPage(app, title, () =>
    openApiDocument({ title, description, version: VERSION, operations, isAsked, timePattern: centres.times.pattern }),
  )

  const close = async (): Promise<void> => {
    await peers.close()
    await post.close()
    await app.close()
    await shop.close?.()
    await store.close()
  }
  try {
    await inbox.open()
    await post.open(shop.sends ?? {})
    const { url, notice } = await listen(app, configuration.host ?? HOST, own.port)
    // What two sides of one stand-in tell each other goes as messages too.
    peers.moveTo({ [system]: `http://${HOST}:${new URL(url).port}` })
    post.wake()
    return {
      system,
      url,
      notice,
      database: placeOf(configuration.database, system),
      operations: shop.operations,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function planted(standIn: StandIn, { faults }: Configuration): FaultPlan {
  try {
    return new FaultPlan(standIn.name, standIn.faults, faults)
  } catch (error) {
    throw new Fault(
      'system-not-started',
      `The ${standIn.name} can’t be given its faults: ${(error as Error).message}.`,
      'The control API lists the kinds that there are: GET /control/faults.',
      error,
    )
  }
}

async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
): Promise<{ url: string; notice: string | undefined }> {
  try {
    return { url: await app.listen({ host, port }), notice: undefined }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (port === 0 || (code !== 'EADDRINUSE' && code !== 'EACCES')) throw error
    const url = await app.listen({ host, port: 0 })
    const why = code === 'EACCES' ? 'may not be used' : 'is in use'
    return { url, notice: `Port ${port} ${why}; ${new URL(url).port} was taken instead.` }
  }
}
