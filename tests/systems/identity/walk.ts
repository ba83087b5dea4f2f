/** A browser's way through the provider's pages. */
import { createHash } from 'node:crypto'
import type { Answered, Standing } from '../standing.ts'

export const verifier = 'a-code-verifier-that-is-long-enough-for-rfc-7636'
export const REDIRECT_URI = 'http://127.0.0.1:4567/login/callback'

export const request = (more: Readonly<Record<string, string>> = {}) => ({
  response_type: 'code',
  client_id: 'portal',
  redirect_uri: REDIRECT_URI,
  scope: 'openid',
  acr_values: 'loa2',
  state: 'a-state',
  nonce: 'a-nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  ...more,
})

export class Browser {
  readonly #cookies = new Map<string, string>()

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  keep({ headers }: Pick<Answered, 'headers'>): void {
    for (const line of headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      this.#cookies.set(name, value)
    }
  }
}

export const pathOf = (answer: Answered): string => {
  const location = answer.headers.get('location') ?? ''
  return location.startsWith('/') ? location : new URL(location).pathname
}
export const lastPart = (path: string): string => path.split('/').at(-1) ?? ''

/** Begins a login. @returns its id, with the browser in which it was begun */
export async function begun(at: Standing, query: Readonly<Record<string, string>> = request()) {
  const browser = new Browser()
  const answer = await at.ask('identity.authorise', { query })
  browser.keep(answer)
  return { browser, uid: lastPart(pathOf(answer)), answer }
}

/** Sends the login page's form. */
export async function loggedIn(
  at: Standing,
  { browser, uid }: { readonly browser: Browser; readonly uid: string },
  soDinhDanh: string,
  matKhau: string,
): Promise<Answered> {
  const headers = { cookie: browser.cookie }
  const answer = await at.ask('identity.log-in', { params: { uid }, body: { soDinhDanh, matKhau }, headers })
  browser.keep(answer)
  return answer
}

/** Goes on after the page, back to where it all began. @returns the address with the code */
export async function resumed(at: Standing, { browser, uid }: { browser: Browser; uid: string }): Promise<URL> {
  const answer = await at.ask('identity.resume', { params: { uid }, headers: { cookie: browser.cookie } })
  browser.keep(answer)
  return new URL(answer.headers.get('location') ?? 'none:')
}
