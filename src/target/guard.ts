import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import type { Authorisation, TargetFile } from '../schema/index.ts'
import { canonicalAddress, spaceOf } from './address.ts'
import { type Origin, readOrigin } from './origin.ts'

/** What the guard must know of the world outside. */
export interface Surroundings {
  /** Wall clock, epoch ms: whether an authorisation still holds. */
  readonly nowMs: () => number
  /** Every address of a host name. Asked only for names that the authorisation lists. */
  readonly resolve: (host: string) => Promise<readonly string[]>
}

type ListedHost = Authorisation['hosts'][number]

/** A system that may be asked. */
export interface Destination {
  readonly origin: Origin
  /** Undefined on this machine, for which nobody's leave is needed. */
  readonly listed: ListedHost | undefined
}

/** Knows no time and no names: lets through only this machine. */
const ALONE: Surroundings = {
  nowMs: () => Number.POSITIVE_INFINITY,
  resolve: () => Promise.resolve([]),
}

const LOOPBACK_NAMES: readonly string[] = ['127.0.0.1', '::1']

/**
 * Decides what a target file may reach. This machine is always allowed; anything else only under the file's
 * authorisation, while it holds, at the hosts it lists, at the addresses that are theirs, at the rate agreed. To be
 * asked before a connection is opened, so that no byte reaches a host that nobody authorised.
 */
export class Guard {
  readonly authorisation: Authorisation | undefined
  readonly #what: string
  readonly #surroundings: Surroundings
  readonly #endsMs: number

  constructor(file: Pick<TargetFile, 'name' | 'authorisation'>, surroundings: Surroundings = ALONE) {
    this.#what = `target ${file.name}`
    this.authorisation = file.authorisation
    this.#surroundings = surroundings
    this.#endsMs = file.authorisation ? parseLocal(file.authorisation.until) + DAY_MS : Number.NEGATIVE_INFINITY
  }

  /**
   * Whether a system may be asked, as far as its URL says.
   * @throws Fault host-refused; target-invalid for what is no URL of a system
   */
  admit(url: string, what: string): Destination {
    const origin = readOrigin(url, `${this.#what}, ${what}`)
    if (isThisMachine(origin)) return { origin, listed: undefined }
    const refuse = (why: string, hint: string): Fault =>
      new Fault('host-refused', `${this.#what}, ${what}: ${origin.host} ${why}; nothing was sent to it.`, hint)
    if (!this.authorisation) {
      throw refuse(
        'is not an address of this machine, and the file has no authorisation',
        'Use a test environment on 127.0.0.1, ::1 or localhost, or state under `authorisation` who allowed it.',
      )
    }
    this.stillHolds()
    const listed = this.authorisation.hosts.find(({ host }) => bare(host) === origin.host)
    if (!listed) {
      throw refuse(
        'is not among the hosts of the authorisation',
        `It lists ${this.authorisation.hosts.map(({ host }) => host).join(', ')}.`,
      )
    }
    if (!origin.secure && !listed.plainHttp) {
      throw refuse('is to be asked without encryption', 'Write https://, or plainHttp: true beside the listed host.')
    }
    if (origin.isAddress && ['loopback', 'link-local', 'special'].includes(spaceOf(origin.host))) {
      throw refuse('is not an address that a system can have', 'Write the address of the system itself.')
    }
    return { origin, listed }
  }

  /**
   * The addresses to which connections may go: resolved once, and then never again, so that a name which comes to
   * point elsewhere leads nowhere.
   * @throws Fault host-refused when the name resolves to an address that it must not
   */
  async pin({ origin, listed }: Destination): Promise<readonly string[]> {
    if (origin.isAddress) return [origin.host]
    if (!listed) return LOOPBACK_NAMES
    const addresses = (await this.#surroundings.resolve(origin.host)).map(canonicalAddress)
    const allowed = listed.addresses?.map(canonicalAddress)
    const wrong = addresses.find((address) => !(allowed ? allowed.includes(address) : isOpen(address, listed)))
    if (addresses.length === 0 || wrong !== undefined) {
      throw new Fault(
        'host-refused',
        wrong === undefined
          ? `${this.#what}: ${origin.host} has no address; nothing was sent.`
          : `${this.#what}: ${origin.host} resolves to ${wrong}, ${allowed ? 'which is not among its listed addresses' : `an address of the ${spaceOf(wrong)} kind`}; nothing was sent.`,
        wrong === undefined
          ? 'See whether the name is right, and whether this machine can resolve it.'
          : allowed
            ? `It may resolve to ${allowed.join(', ')}.`
            : 'Where that is right, list the address under the host’s `addresses`.',
      )
    }
    return addresses
  }

  /**
   * Whether a rate is within what was agreed.
   * @throws Fault rate-refused
   */
  admitRate(requestsPerSecond: number, what: string): void {
    const agreed = this.authorisation?.ratePerSecond
    if (agreed === undefined || requestsPerSecond <= agreed) return
    throw new Fault(
      'rate-refused',
      `${this.#what}, ${what}: ${requestsPerSecond} requests a second are more than the ${agreed} that were agreed; nothing was sent.`,
      'Ask for less, or agree on more and write it into the authorisation.',
    )
  }

  /**
   * Whether the authorisation has not run out: also to be asked while running.
   * @throws Fault host-refused
   */
  stillHolds(): void {
    if (!this.authorisation || this.#surroundings.nowMs() < this.#endsMs) return
    throw new Fault(
      'host-refused',
      `${this.#what}: the authorisation (${this.authorisation.document}) held until ${this.authorisation.until}; nothing more is sent.`,
      `Have it renewed by ${this.authorisation.by}, and write the new date into the file.`,
    )
  }
}

/**
 * Lets through only addresses of this machine: 127.0.0.0/8, ::1 and localhost.
 * @returns the origin, without a path
 * @throws Fault host-refused for any other host; target-invalid when the text is not a URL without a path
 */
export function loopbackOrigin(url: string, what: string): string {
  const origin = readOrigin(url, what)
  if (isThisMachine(origin)) return origin.text
  throw new Fault(
    'host-refused',
    `${what}: ${origin.host} is not an address of this machine; nothing was sent to it.`,
    'Use 127.0.0.1, ::1 or localhost.',
  )
}

function isThisMachine({ host, isAddress }: Origin): boolean {
  return isAddress ? spaceOf(host) === 'loopback' : host === 'localhost'
}

function isOpen(address: string, listed: ListedHost): boolean {
  const space = spaceOf(address)
  return space === 'public' || (space === 'private' && listed.private === true)
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}
