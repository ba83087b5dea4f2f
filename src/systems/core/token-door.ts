import Type from 'typebox'
import type { Accounts } from './access.ts'
import { free, type Operation, problem, refused } from './operation.ts'
import { closed, text } from './shapes.ts'

/** A bearer token, as OAuth 2 client-credentials answer (RFC 6749, 4.4.3). */
export const TokenAnswer = closed(
  {
    access_token: Type.String({ description: 'The token.' }),
    token_type: Type.Literal('Bearer', { description: 'How it is shown.' }),
    expires_in: Type.Integer({ description: 'How long it is good, seconds of scenario time.' }),
  },
  'A bearer token.',
)

const TokenBody = closed(
  {
    grant_type: Type.Literal('client_credentials', { description: 'The only kind of grant.' }),
    client_id: text(100, 1, 'User of the account.'),
    client_secret: text(200, 1, 'Its secret.'),
    scope: Type.Optional(text(500, 0, 'Not heeded: the account’s roles say what it may do.')),
  },
  'Who wants a token.',
)

/** The door at which an account gets a bearer token; where a convention has it elsewhere, at another path. */
export function tokenDoor(accounts: Accounts, name = 'access.token', path = '/oauth2/token'): Operation {
  return free({
    name,
    method: 'POST',
    path,
    summary: 'Get a bearer token',
    description: 'OAuth 2 client credentials. The token is good from the scenario time of this call on.',
    access: { kind: 'public' },
    body: TokenBody,
    bodyKind: 'form',
    answers: {
      200: { description: 'The token.', schema: TokenAnswer },
      401: problem('invalid-client: no such user, or another secret.'),
    },
    handle({ body, atMs }) {
      const account = accounts.login(body.client_id, body.client_secret)
      if (!account) return refused(401, 'invalid-client')
      const { token, lifetimeSeconds } = accounts.issue(account, atMs)
      return {
        status: 200,
        body: { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds },
        headers: { 'cache-control': 'no-store' },
      }
    },
  })
}
