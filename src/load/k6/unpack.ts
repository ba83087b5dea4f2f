import { gunzipSync, inflateRawSync } from 'node:zlib'

/** A k6 has about 80 MB; more than this is no k6. */
const LARGEST_BYTES = 1 << 29

/**
 * Takes one file out of an archive (tar.gz or zip), whatever folder of it the file lies in. Nothing else is unpacked, so
 * no name in the archive becomes a path here.
 * @throws RangeError where the archive holds no such file, or is cut short
 */
export function fileIn(archive: Buffer, kind: 'tar.gz' | 'zip', name: string): Buffer {
  const found =
    kind === 'zip' ? inZip(archive, name) : inTar(gunzipSync(archive, { maxOutputLength: LARGEST_BYTES }), name)
  if (!found) throw new RangeError(`the archive holds no ${name}`)
  return found
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

const BLOCK = 512
/** Types of an entry that is an ordinary file. */
const PLAIN = new Set(['0', '\0'])

/** POSIX ustar: a header of 512 bytes, then the file in blocks of as many. */
function inTar(tar: Buffer, name: string): Buffer | undefined {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const path = text(tar, at, 100)
    const size = Number.parseInt(text(tar, at + 124, 12), 8)
    const type = tar.toString('latin1', at + 156, at + 157)
    const from = at + BLOCK
    if (!(size >= 0) || from + size > tar.length) throw new RangeError('the archive is cut short')
    if (PLAIN.has(type) && baseName(path) === name) return tar.subarray(from, from + size)
    at = from + Math.ceil(size / BLOCK) * BLOCK
  }
  return undefined
}

/** Text up to its first NUL. */
function text(bytes: Buffer, at: number, length: number): string {
  const field = bytes.toString('utf8', at, at + length)
  const end = field.indexOf('\0')
  return (end < 0 ? field : field.slice(0, end)).trim()
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8

/** The central directory at the end says where each file begins and how it is packed. */
function inZip(zip: Buffer, name: string): Buffer | undefined {
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new RangeError('the archive is cut short')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError('the archive is cut short')
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    if (baseName(zip.toString('utf8', at + 46, at + 46 + nameBytes)) === name) return zipped(zip, at)
    at += 46 + nameBytes + extraBytes + noteBytes
  }
  return undefined
}

function zipped(zip: Buffer, entry: number): Buffer {
  const method = zip.readUInt16LE(entry + 10)
  const packedBytes = zip.readUInt32LE(entry + 20)
  const header = zip.readUInt32LE(entry + 42)
  const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const packed = zip.subarray(from, from + packedBytes)
  if (packed.length < packedBytes) throw new RangeError('the archive is cut short')
  if (method === STORED) return packed
  if (method !== DEFLATED) throw new RangeError(`the archive is packed in a way (${method}) that is not known here`)
  return inflateRawSync(packed, { maxOutputLength: LARGEST_BYTES })
}
