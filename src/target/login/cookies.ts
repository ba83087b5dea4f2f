/** The cookies of one login, for each host its own. They live as long as the login takes. */
export class Cookies {
  readonly #jars = new Map<string, Map<string, string>>()

  /** Takes in what an answer sets. */
  keep(origin: string, setCookie: string | string[] | undefined): void {
    let jar = this.#jars.get(origin)
    if (!jar) {
      jar = new Map()
      this.#jars.set(origin, jar)
    }
    for (const line of typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])) {
      const [pair = '', ...attributes] = line.split(';')
      const name = pair.slice(0, pair.indexOf('=')).trim()
      if (name === '') continue
      const isGone = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute))
      if (isGone) jar.delete(name)
      else jar.set(name, pair.slice(pair.indexOf('=') + 1).trim())
    }
  }

  /** The header for a request; undefined when there is none to send. */
  header(origin: string): string | undefined {
    const jar = this.#jars.get(origin)
    return jar && jar.size > 0 ? [...jar].map(([name, value]) => `${name}=${value}`).join('; ') : undefined
  }
}
