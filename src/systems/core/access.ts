import Type, { type Static } from 'typebox'
import { closed } from './shapes.ts'

/** Who may call an operation. */
export type Access =
  /** Anybody. */
  | { readonly kind: 'public' }
  /** Whoever has an account. */
  | { readonly kind: 'account' }
  /** An account that holds the permission; the operation's own name without. */
  | { readonly kind: 'permission'; readonly permission?: string }
  /** Who holds the token of the run: the harness and the other stand-ins. */
  | { readonly kind: 'run' }
  /** The operation sees to it itself, in `handle`: a session in the body, a signed webhook. */
  | { readonly kind: 'own'; readonly what: string }

/**
 * An account of a person or a program. What it may do comes from its roles; `permissions` says otherwise for single
 * ones: true held, false not held, a number granted at that scenario time.
 */
export const Account = closed(
  {
    user: Type.String({ pattern: '^[A-Za-z0-9._@-]{1,100}$', description: 'Name with which it logs in.' }),
    secret: Type.String({ minLength: 8, maxLength: 200, description: 'Password, or client secret.' }),
    unit: Type.Optional(Type.String({ pattern: '^\\d{5}$', description: 'Code of its unit; none for a program.' })),
    roles: Type.Array(Type.String({ pattern: '^[a-z][a-z-]{0,59}$' }), {
      maxItems: 50,
      description: 'Roles, as the stand-ins name them.',
    }),
    permissions: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }),
        Type.Union([Type.Boolean(), Type.Integer()]),
        { description: 'Single permissions: held, not held, or granted at a scenario time, epoch ms.' },
      ),
    ),
  },
  'An account.',
)
export type Account = Static<typeof Account>

/** Permissions by role: what an account with the role may do. */
export type Roles = Readonly<Record<string, readonly string[]>>

/** The accounts, as a stand-in's own code asks for them (a login page, a session door). */
export interface Accounts {
  /** The account with this name and secret. */
  login(user: string, secret: string): Account | undefined
  find(user: string): Account | undefined
  /** Whether it holds the permission at a scenario time; NaN asks for any time. */
  holds(account: Account, permission: string, atMs: number): boolean
  /** A bearer token of the account, issued at a scenario time. It outlives a restart of the stand-in. */
  issue(account: Account, atMs: number): { readonly token: string; readonly lifetimeSeconds: number }
}
