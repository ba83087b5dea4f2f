import { isIPv4 } from 'node:net'
import { Fault } from '../faults/index.ts'

/**
 * Lets through only addresses of this machine: 127.0.0.0/8, ::1 and localhost. To be asked before a connection is
 * opened, so that nothing reaches any other host.
 * @returns the origin, without a path
 * @throws Fault host-refused for any other host; target-invalid when the text is not an http URL without a path
 */
export function loopbackOrigin(url: string, what: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol !== 'http:') {
    throw new Fault('target-invalid', `${what}: "${url}" is not an http URL.`, 'Write it as http://127.0.0.1:PORT.')
  }
  // URL has already turned 0x7f.1 or 2130706433 into dotted form, and [0:0:0:0:0:0:0:1] into [::1].
  const host = parsed.hostname
  if (!(host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.')))) {
    throw new Fault(
      'host-refused',
      `${what}: ${host} is not an address of this machine; nothing was sent to it.`,
      'Use a test environment on 127.0.0.1, ::1 or localhost. Other hosts are not allowed.',
    )
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.username !== '' || parsed.password !== '') {
    throw new Fault(
      'target-invalid',
      `${what}: "${url}" holds more than host and port.`,
      'Leave only http://HOST:PORT; paths belong to the operations.',
    )
  }
  return parsed.origin
}
