export interface HtmlForm {
  /** As written in the page; "" for the page itself. */
  readonly action: string
  readonly method: 'GET' | 'POST'
  /** Hidden and preset fields. */
  readonly fields: ReadonlyMap<string, string>
}

/** The first form of a page that is sent by POST, or else the first; undefined when there is none. */
export function readForm(html: string): HtmlForm | undefined {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, attributes = '', inner = '']) => {
    const fields = new Map<string, string>()
    for (const [, input = ''] of inner.matchAll(/<input\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)) {
      const name = attribute(input, 'name')
      const type = attribute(input, 'type')?.toLowerCase()
      if (name !== undefined && type !== 'submit' && type !== 'checkbox' && type !== 'radio')
        fields.set(name, attribute(input, 'value') ?? '')
    }
    const method = attribute(attributes, 'method')?.toUpperCase() === 'POST' ? ('POST' as const) : ('GET' as const)
    return { action: attribute(attributes, 'action') ?? '', method, fields }
  })
  return forms.find(({ method }) => method === 'POST') ?? forms[0]
}

function attribute(text: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(text) ?? []
  const value = double ?? single ?? bare
  return value
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x2F;', '/')
    .replaceAll('&amp;', '&')
}
