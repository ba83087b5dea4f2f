import Type, { type Static } from 'typebox'
import { closed, systemNames, tagged } from './parts.ts'
import { Answer, Body, Headers, Path } from './target-parts.ts'

export const actorKinds = ['official', 'citizen', 'agency'] as const
export type ActorKind = (typeof actorKinds)[number]

const SecretName = Type.String({
  pattern: '^DIENTAP_[A-Z][A-Z0-9_]*$',
  maxLength: 100,
  description: 'Environment variable that holds the secret. A secret never stands in the file.',
})

const User = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'User name; may hold {placeholders}, for example "{place.code}.{by}".',
})

/** Whom a login is for, and with which account. */
const who = {
  for: Type.Optional(
    Type.Array(Type.Enum([...actorKinds]), { minItems: 1, description: 'Only these actors; everyone without.' }),
  ),
  user: User,
  secretFrom: SecretName,
  accounts: Type.Optional(
    Type.Array(
      closed(
        {
          unit: Type.Optional(Type.String({ pattern: '^\\d{5}$', description: 'Code of the unit; any without.' })),
          by: Type.Optional(Type.String({ minLength: 1, description: 'Id of the official; any without.' })),
          user: User,
          secretFrom: SecretName,
        },
        'Another account for some actors.',
      ),
      { minItems: 1, description: 'Accounts that differ from `user` and `secretFrom`; the first that fits counts.' },
    ),
  ),
}

/** A request that opens a login; in its texts {login.user} and {login.secret} stand for the account. */
const door = {
  path: Path,
  method: Type.Optional(Type.Enum(['GET', 'POST', 'PUT'], { default: 'POST', description: 'HTTP method.' })),
  headers: Type.Optional(Headers),
  body: Type.Optional(Body),
}

const expiry = {
  expiresIn: Type.Optional(
    Type.String({ description: 'Way to the field that says after how many seconds it ends, for example expires_in.' }),
  ),
  expiresInS: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Seconds after which it ends, where no answer says so.' }),
  ),
}

const TokenPlace = Type.String({
  default: 'access_token',
  description: 'Way to the token in the answer, for example data.accessToken.',
})

const ProviderName = Type.Optional(
  Type.Enum([...systemNames], { description: 'The system that logs in, where it is not the one that is asked.' }),
)

const OidcPage = closed(
  {
    fields: Type.Record(Type.String({ minLength: 1 }), Type.String(), {
      description: 'Fields of the login page’s form; {login.user} and {login.secret} stand for the account.',
    }),
    action: Type.Optional(
      Type.String({ pattern: '^/', description: 'Where the form goes; without it as the page says.' }),
    ),
  },
  'The provider’s login page, and its consent page if it has one.',
)

export const Login = tagged(
  'kind',
  [
    closed({ kind: Type.Literal('none'), for: who.for }, 'No login.'),
    closed({ kind: Type.Literal('basic'), ...who }, 'HTTP Basic with user and secret.'),
    closed(
      {
        kind: Type.Literal('bearer'),
        ...who,
        door: Type.Optional(
          closed(
            {
              system: ProviderName,
              ...door,
              path: Type.Optional(Type.Unsafe<string>({ ...Path, default: '/oauth2/token' })),
              token: Type.Optional(TokenPlace),
              ...expiry,
            },
            'The token door; without a body the OAuth 2 client-credentials form is sent.',
          ),
        ),
      },
      'A bearer token from a token door, one for each account, renewed once when an answer is 401.',
    ),
    closed(
      {
        kind: Type.Literal('session'),
        ...who,
        door: closed(
          {
            system: ProviderName,
            ...door,
            session: Type.String({ description: 'Way to the session in the answer.' }),
            answer: Type.Optional(Answer),
            ...expiry,
          },
          'The login door, as the interchange platform (LGSP) has it.',
        ),
        expired: Type.Optional(
          closed(
            {
              field: Type.String({ description: 'Way to the field that says so.' }),
              is: Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, description: 'Its values.' }),
            },
            'How an answer says that the session has ended, beside 401.',
          ),
        ),
      },
      'A session that requests carry where they say {login.session}.',
    ),
    closed(
      {
        kind: Type.Literal('oidc'),
        ...who,
        provider: Type.Enum([...systemNames], { description: 'The system that is the identity provider.' }),
        authorise: Path,
        token: Path,
        clientId: Type.String({ minLength: 1, description: 'Client id that the provider knows.' }),
        clientSecretFrom: Type.Optional(SecretName),
        redirectUri: Type.String({
          pattern: '^https?://',
          description: 'Redirect URI that the provider knows; it is recognised, not asked.',
        }),
        scope: Type.Optional(Type.String({ default: 'openid', description: 'Scopes asked for.' })),
        acrValues: Type.Optional(Type.String({ description: 'Level of assurance asked for.' })),
        oneIn: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 1_000_000,
            default: 1,
            description:
              'Of the visits to a unit each so-manyth logs in; those in between use the next login that fits. After a login that failed everybody tries, until one succeeds.',
          }),
        ),
        page: OidcPage,
        use: Type.Optional(
          Type.Enum(['access_token', 'id_token'], {
            default: 'access_token',
            description: 'Which token the system takes as bearer.',
          }),
        ),
      },
      'OpenID Connect authorisation code with PKCE, as citizens log in; redirects are followed to listed hosts only.',
    ),
  ],
  'How an actor logs in.',
)
export type Login = Static<typeof Login>
