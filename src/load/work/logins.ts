import type { Login } from '../../schema/index.ts'
import { type CallValues, type CompiledSystem, doorRequest, loginFor, type SecretSource } from '../../target/index.ts'
import type { LoadLogin } from './load-plan.ts'
import { withMarks } from './marks.ts'
import { unsupported } from './unsupported.ts'

/** Who has to prove at which system who they are, each once. */
export class Logins {
  /** What the script gets, in the environment and in no file: it holds secrets. */
  readonly all: LoadLogin[] = []
  readonly #places = new Map<string, number>()
  readonly #secrets: SecretSource

  constructor(secrets: SecretSource) {
    this.#secrets = secrets
  }

  /** Place of the login that a call needs; −1 where the system asks for none. @throws Fault secret-missing, load-unsupported */
  of(system: CompiledSystem, values: CallValues): number {
    const found = loginFor(system, values, this.#secrets)
    if (!found) return -1
    const key = `${system.file.name} ${system.name} ${found.login.kind} ${found.account.user}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.all.push(loginOf(found.login, found.account, system, values))
    this.#places.set(key, this.all.length - 1)
    return this.all.length - 1
  }
}

function loginOf(
  login: Exclude<Login, { kind: 'none' }>,
  account: { readonly user: string; readonly secret: string },
  system: CompiledSystem,
  values: CallValues,
): LoadLogin {
  if (login.kind === 'basic') {
    const proof = Buffer.from(`${account.user}:${account.secret}`).toString('base64')
    return { kind: 'header', authorization: `Basic ${proof}` }
  }
  if (login.kind !== 'bearer') {
    throw unsupported(
      `${system.name} asks for a login of the kind ${login.kind}, which load does not make.`,
      'A test account with a basic or bearer login will do; or rehearse the scenario instead.',
    )
  }
  const { at, request, token, expiresIn } = doorRequest(login, system, account, values)
  return {
    kind: 'door',
    method: request.method,
    url: at.destination.origin.text + withMarks(request.path),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, text]) => [name, withMarks(text)])),
    body: request.body === undefined ? null : withMarks(request.body),
    token: token.split('.'),
    expiresIn: expiresIn.split('.'),
  }
}
