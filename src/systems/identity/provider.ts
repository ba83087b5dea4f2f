import { createHmac, generateKeyPairSync } from 'node:crypto'
import { type Configuration, interactionPolicy, type JWK, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Parts } from '../core/stand-in.ts'
import type { Citizens } from './citizens.ts'
import { Records } from './records.ts'

/** The client that portals and harnesses log in with: public, so with PKCE (RFC 7636) and without a secret. */
export const CLIENT_ID = 'portal'
/** Levels of assurance, as a digital identity has them; the first where none is asked for. */
export const acrValues = ['loa1', 'loa2'] as const
/** Header in which a door tells the provider the scenario time of the call, epoch ms. */
export const AT_HEADER = 'x-dientap-at-ms'

const SECOND = 1
const MINUTE = 60 * SECOND
const CALLBACK = '/login/callback'

const routes = { authorization: '/authorize', token: '/token', jwks: '/jwks', userinfo: '/me' }

/**
 * The OpenID provider for one issuer. Its own times (of codes, pages, ID tokens) are of the wall clock, as its library
 * has no other; an access token is good for scenario time, like every token of the stand-ins.
 */
export async function openProvider(issuer: string, parts: Parts, citizens: Citizens): Promise<Provider> {
  const { store, configuration } = parts
  const policy = interactionPolicy.base()
  // A native application is asked for consent each time; this one is the state's own portal.
  policy.get('consent')?.checks.remove('native_client_prompt')
  const provider = new Provider(issuer, {
    adapter: (model: string) => new Records(store, model),
    clients: [
      {
        client_id: CLIENT_ID,
        // Native, so that the port of a loopback redirect URI may be any (RFC 8252, 7.3).
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [
          ...['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}${CALLBACK}`),
          // Of who is recognised as coming back, and not asked: a harness.
          'https://portal.invalid/callback',
        ],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [await signingKey(parts)] },
    cookies: { keys: [createHmac('sha256', configuration.token).update('cookies').digest('hex')] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid'],
    acrValues: [...acrValues],
    routes,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => (citizens.find(sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined),
    loadExistingGrant: grantFor,
    renderError: (ctx, out) => {
      ctx.type = 'json'
      ctx.body = out
    },
    ttl: {
      AccessToken: 60 * MINUTE,
      AuthorizationCode: MINUTE,
      Grant: 60 * MINUTE,
      IdToken: 60 * MINUTE,
      Interaction: 10 * MINUTE,
      Session: 60 * MINUTE,
    },
  } satisfies Configuration)
  issueTokensOfTheRun(provider, citizens)
  return provider
}

/** The portal may know who the citizen is; nobody is asked whether it may. */
async function grantFor(ctx: KoaContextWithOIDC) {
  const { session, client, provider } = ctx.oidc
  const known = client && session?.grantIdFor(client.clientId)
  if (known) return provider.Grant.find(known)
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}

/** Access tokens are tokens of the run's accounts: the portal takes one as it takes those of its own token door. */
function issueTokensOfTheRun(provider: Provider, citizens: Citizens): void {
  const tokens = provider.AccessToken.prototype as unknown as { generateTokenId(): string; accountId: string }
  const itsOwn = tokens.generateTokenId
  tokens.generateTokenId = function (this: { accountId: string }) {
    const ownId = itsOwn.call(this)
    const atMs = Number(Provider.ctx?.get(AT_HEADER))
    return citizens.token(this.accountId, atMs) ?? ownId
  }
}

/** The key with which ID tokens are signed: made once, so that they outlive a restart. */
async function signingKey({ store }: Parts): Promise<JWK> {
  const KEY = 'id-token'
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }
  const row = await store.write('signing-key', async (tx) => {
    await tx.run('INSERT INTO signing_key (id, jwk) VALUES (?, ?) ON CONFLICT DO NOTHING', KEY, JSON.stringify(made))
    return tx.get<{ jwk: string }>('SELECT jwk FROM signing_key WHERE id = ?', KEY)
  })
  return JSON.parse(row?.jwk ?? '') as JWK
}
