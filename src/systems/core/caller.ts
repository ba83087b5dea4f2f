import type { FastifyRequest } from 'fastify'
import type { Account } from './access.ts'
import type { AccountBook, Identified } from './account-book.ts'
import type { Centres } from './centres.ts'
import { type Operation, refused, type Said } from './operation.ts'

const LONGEST_HEADER = 200
const UNIT = /^\d{5}$/

/** What the headers of a call say, and who calls. */
export interface Caller {
  /** x-dientap-call; undefined when the caller named the call not. */
  readonly id: string | undefined
  readonly atMs: number
  readonly run: string
  readonly by: string
  readonly unit: string | undefined
  readonly account: Account | undefined
  readonly identified: Identified
}

/** Reads callers; keeps the latest scenario time for those that give none. */
export class Callers {
  readonly #centres: Centres
  readonly #accounts: AccountBook
  readonly #isOpen: boolean
  #latestMs: number

  constructor(centres: Centres, accounts: AccountBook, isOpen: boolean) {
    this.#centres = centres
    this.#accounts = accounts
    this.#isOpen = isOpen
    this.#latestMs = centres.fromMs
  }

  /** The latest scenario time that any call was stamped with, epoch ms; at first the start of the period. */
  get latestMs(): number {
    return this.#latestMs
  }

  /** Who calls and when; or the refusal of headers that can't be read, which is first of all that of a stranger. */
  read(request: FastifyRequest, operation: Operation): Caller | Said {
    const caller = this.#read(request)
    if (!('status' in caller)) {
      // The word of a stranger moves no clock: with a time far ahead, tokens of others would come to their end.
      if (caller.atMs > this.#latestMs && !this.stranger(operation, caller)) this.#latestMs = caller.atMs
      return caller
    }
    const identified = this.#accounts.identify(request.headers.authorization, this.#latestMs)
    return this.#stranger(operation, identified) ?? caller
  }

  #read({ headers }: FastifyRequest): Caller | Said {
    const at = headers['x-dientap-at']
    const atMs = at === undefined ? this.#latestMs : typeof at === 'string' ? this.#centres.timeOf(at) : undefined
    if (atMs === undefined) {
      return refused(400, 'no-scenario-time', {
        message: 'x-dientap-at must hold a time near the rehearsed period, as 2025-07-01T08:03:11.250+07:00.',
      })
    }
    const id = headers['x-dientap-call']
    const run = headers['x-dientap-run'] ?? ''
    const by = headers['x-dientap-by'] ?? ''
    const unit = headers['x-dientap-unit']
    if (!isShort(id ?? '') || !isShort(run) || !isShort(by) || id === '') return badHeader()
    if (unit !== undefined && !(isShort(unit) && UNIT.test(unit))) return badHeader()
    const identified = this.#accounts.identify(headers.authorization, atMs)
    const account = identified.kind === 'account' ? identified.account : undefined
    return {
      id: id as string | undefined,
      atMs,
      run,
      by: account?.user ?? by,
      unit: account?.unit ?? unit,
      account,
      identified,
    }
  }

  /** The refusal of a caller who is nobody here, where somebody is asked for; undefined when it may go on. */
  stranger(operation: Operation, { identified }: Caller): Said | undefined {
    return this.#stranger(operation, identified)
  }

  #stranger({ access }: Operation, identified: Identified): Said | undefined {
    if (access.kind === 'public' || access.kind === 'own' || identified.kind !== 'nobody') return undefined
    return access.kind !== 'run' && this.#isOpen ? undefined : unauthorised(identified.why)
  }

  /** Why the caller may not do it; undefined when it may. @param name of what is asked of the operation */
  objection(operation: Operation, name: string, caller: Caller): Said | undefined {
    const { access } = operation
    const { identified, atMs } = caller
    const stranger = this.stranger(operation, caller)
    if (stranger) return stranger
    if (access.kind === 'run') {
      if (identified.kind === 'run') return undefined
      return refused(403, 'forbidden', { message: 'Only for who started the systems.' })
    }
    if (access.kind !== 'permission' || this.#isOpen || identified.kind !== 'account') return undefined
    const permission = access.permission ?? name
    if (this.#accounts.holds(identified.account, permission, atMs)) return undefined
    return refused(403, 'forbidden', { message: `${identified.account.user} does not hold ${permission}.` })
  }
}

function unauthorised(why: string): Said {
  const message = 'Log in: POST /oauth2/token, or Basic.'
  return refused(401, why, { message }, { 'www-authenticate': 'Bearer' })
}

function badHeader(): Said {
  return refused(400, 'bad-header', {
    message: `x-dientap headers are single and at most ${LONGEST_HEADER} characters; x-dientap-unit is a unit's code.`,
  })
}

function isShort(value: string | string[]): value is string {
  return typeof value === 'string' && value.length <= LONGEST_HEADER
}
