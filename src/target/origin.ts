import { isIP } from 'node:net'
import { Fault } from '../faults/index.ts'

/** Where a system is: scheme, host and port, nothing else. */
export interface Origin {
  /** As in a URL: http://127.0.0.1:8080. */
  readonly text: string
  readonly secure: boolean
  /** Name or address; IPv6 without brackets. */
  readonly host: string
  readonly isAddress: boolean
}

const WRITTEN = /^(https?):\/\/(\[[0-9a-f:.]+\]|[^/?#@\\:[\]\s]+)(?::(\d{1,5}))?\/?$/i

/**
 * Reads the URL of a system. What is written must be what is meant: a host in decimal, octal or hexadecimal, with a
 * point at its end, with letters beyond ASCII (write xn--…), a user or a path is refused, since a reader of the file
 * would take it for something else than the machine does.
 * @throws Fault target-invalid
 */
export function readOrigin(url: string, what: string): Origin {
  const invalid = (why: string, hint: string): Fault => new Fault('target-invalid', `${what}: ${why}`, hint)
  const shown = JSON.stringify(url.slice(0, 200).replace(/\/\/[^/]*@/, '//…@'))
  const [, scheme, written] = WRITTEN.exec(url) ?? []
  if (scheme === undefined || written === undefined || !URL.canParse(url)) {
    throw invalid(
      `${shown} is not the URL of a system.`,
      'Leave only http(s)://HOST:PORT; paths belong to the operations, users to the login.',
    )
  }
  const parsed = new URL(url)
  const host = parsed.hostname
  if (host !== written.toLowerCase() || host.endsWith('.') || host.includes('..')) {
    throw invalid(
      `the host in ${shown} is understood as ${host}.`,
      `Write the host as it is understood: ${host.replace(/\.+$/, '')}.`,
    )
  }
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  return { text: parsed.origin, secure: scheme.toLowerCase() === 'https', host: bare, isAddress: isIP(bare) !== 0 }
}
