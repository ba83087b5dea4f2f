import { lookup } from 'node:dns/promises'

/** Every address of a host name, as this machine resolves it; none when it does not. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}
