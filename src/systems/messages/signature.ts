import { createHmac, timingSafeEqual } from 'node:crypto'

/** Header that a delivery is signed in. */
export const SIGNATURE_HEADER = 'x-signature'

/** HMAC-SHA256, hex, of the body as JSON without spaces, keys in the order in which they were sent. */
export function signatureOf(body: unknown, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex')}`
}

export function isSigned(body: unknown, secret: string, given: string | readonly string[] | undefined): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(signatureOf(body, secret))]
  return a.length === b.length && timingSafeEqual(a, b)
}
