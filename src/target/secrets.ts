import { Fault } from '../faults/index.ts'

/**
 * Where secrets come from: the environment, and for the stand-ins that a run starts, the run itself.
 * @param name as under `secretFrom`
 * @param user the account that needs it
 */
export type SecretSource = (name: string, user: string) => string | undefined

/** No secrets at all. */
export const noSecrets: SecretSource = () => undefined

/** @throws Fault secret-missing when there is none of the name */
export function secretOf(source: SecretSource, name: string, user: string): string {
  const secret = source(name, user)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (secret !== undefined && secret !== '' && !/[\x00-\x1f\x7f]/.test(secret)) return secret
  throw new Fault(
    'secret-missing',
    secret ? `The secret ${name} holds a line break or another control character.` : `The secret ${name} is not set.`,
    `Put it into the environment: ${name}=… npx dientap …; it belongs into no file.`,
  )
}

const MASK = '•••'
/** Shorter texts are no secrets, and would blot out words by chance. */
const SHORTEST = 4

/** A text without the secrets, in whatever common way they may be written in it. */
export function masked(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue
    for (const form of formsOf(secret)) clean = clean.replaceAll(form, MASK)
  }
  return clean
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64')
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64, base64.replace(/=+$/, '')]
}
