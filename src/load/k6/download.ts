import { createHash } from 'node:crypto'
import { request } from 'undici'
import type { Release } from './releases.ts'
import { fileIn } from './unpack.ts'

/** An archive has about 30 MB. */
const LARGEST_BYTES = 1 << 28
const SILENCE_LIMIT_MS = 60_000
const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Fetches a release archive and takes the binary out of it, once its SHA-256 is the one that is known.
 * @throws Error where it can't be fetched, or is not what it should be
 */
export async function downloadBinary(
  release: Release,
  releasesUrl: string,
  version: string,
  name: string,
): Promise<Buffer> {
  const url = `${releasesUrl}/v${version}/${release.archive}`
  const archive = await fetched(url)
  const sha256 = createHash('sha256').update(archive).digest('hex')
  if (sha256 !== release.sha256) {
    throw new Error(
      `${url} is not the archive that is known (SHA-256 ${sha256}, not ${release.sha256}): it is not used`,
    )
  }
  return fileIn(archive, release.archive.endsWith('.zip') ? 'zip' : 'tar.gz', name)
}

async function fetched(from: string): Promise<Buffer> {
  let url = from
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const { statusCode, headers, body } = await request(url, {
      headersTimeout: SILENCE_LIMIT_MS,
      bodyTimeout: SILENCE_LIMIT_MS,
    })
    const to = headers.location
    if (REDIRECTS.has(statusCode) && typeof to === 'string') {
      await body.dump()
      url = new URL(to, url).href
      continue
    }
    if (statusCode !== 200) {
      await body.dump()
      throw new Error(`${url} answered ${statusCode}`)
    }
    return collected(url, body)
  }
  throw new Error(`${from} leads on and on`)
}

async function collected(url: string, body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > LARGEST_BYTES) throw new Error(`${url} is larger than any k6`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
