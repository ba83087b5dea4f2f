import { BlockList, isIP } from 'node:net'

/** What kind of network an address belongs to. "special" is everything that no server can have. */
export type Space = 'loopback' | 'link-local' | 'private' | 'special' | 'public'

type Net = readonly [network: string, bits: number]

/** IANA special-purpose address registries, as far as they matter for where a request may go. */
const spaces: readonly (readonly [Space, readonly Net[], readonly Net[]])[] = [
  ['loopback', [['127.0.0.0', 8]], [['::1', 128]]],
  ['link-local', [['169.254.0.0', 16]], [['fe80::', 10]]],
  [
    'private',
    [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['100.64.0.0', 10],
    ],
    [
      ['fc00::', 7],
      ['fec0::', 10],
    ],
  ],
  [
    'special',
    [
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
    ],
    // Unspecified and IPv4-compatible, IPv4-mapped, NAT64, 6to4, Teredo: another address hides in each.
    [
      ['::', 96],
      ['::ffff:0:0', 96],
      ['64:ff9b::', 96],
      ['64:ff9b:1::', 48],
      ['2002::', 16],
      ['2001::', 32],
      ['ff00::', 8],
    ],
  ],
]

// IPv4 and IPv6 apart: a joint list would take ::ffff:127.0.0.1 for 127.0.0.1.
const lists = spaces.map(([space, v4, v6]) => ({ space, 4: listOf(v4, 'ipv4'), 6: listOf(v6, 'ipv6') }))

function listOf(nets: readonly Net[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, bits] of nets) list.addSubnet(network, bits, family)
  return list
}

/** Kind of network of an IPv4 or IPv6 address; "special" for a text that is none. */
export function spaceOf(address: string): Space {
  const family = isIP(address)
  if (family !== 4 && family !== 6) return 'special'
  const mapped = family === 6 ? asIpv6(address) : address
  if (mapped === undefined) return 'special'
  return lists.find((list) => list[family].check(mapped, family === 4 ? 'ipv4' : 'ipv6'))?.space ?? 'public'
}

/** BlockList looks through IPv4-mapped addresses; nothing asks for one honestly, so they are special at once. */
function asIpv6(address: string): string | undefined {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  return canonical.startsWith('::ffff:') ? undefined : canonical
}

/** One way to write each address, so that two texts can be compared. */
export function canonicalAddress(address: string): string {
  if (isIP(address) !== 6) return address
  return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
}
