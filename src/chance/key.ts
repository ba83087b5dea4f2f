const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

const utf8 = new TextEncoder()

/**
 * A stable uint32 for a name: of a unit, a step, a purpose, an official. Draws keyed by name rather than by position
 * stay as they were when another name is added.
 * FNV-1a, 32 bits, over the UTF-8 bytes (Fowler, Noll, Vo). Take it once per name, not once per draw.
 */
export function keyOf(text: string): number {
  let hash = OFFSET_BASIS
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, PRIME)
  return hash >>> 0
}
