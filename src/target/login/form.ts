export interface HtmlForm {
  /** As written in the page; "" for the page itself. */
  readonly action: string
  readonly method: 'GET' | 'POST'
  /** Hidden and preset fields. */
  readonly fields: ReadonlyMap<string, string>
}

/** Longer pages, and forms with more than this in them, are no login pages. */
const LONGEST_PAGE = 500_000
const LONGEST_FORM = 20_000
const MOST_FORMS = 20

/** The first form of a page that is sent by POST, or else the first; undefined when there is none. */
export function readForm(html: string): HtmlForm | undefined {
  const forms = piecesOf(html.slice(0, LONGEST_PAGE)).map(({ attributes, inner }) => {
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

/** The forms of a page: searched for from one to the next, so that no page takes long. */
function piecesOf(html: string): { attributes: string; inner: string }[] {
  const pieces: { attributes: string; inner: string }[] = []
  const [opens, closes] = [/<form\b/gi, /<\/form/gi]
  while (pieces.length < MOST_FORMS) {
    const from = opens.exec(html)?.index
    const opened = from === undefined ? -1 : html.indexOf('>', from)
    closes.lastIndex = opened
    const closed = opened < 0 ? undefined : closes.exec(html)?.index
    if (from === undefined || closed === undefined) break
    pieces.push({
      attributes: html.slice(from + '<form'.length, Math.min(opened, from + LONGEST_FORM)),
      inner: html.slice(opened + 1, Math.min(closed, opened + LONGEST_FORM)),
    })
    opens.lastIndex = closed
  }
  return pieces
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
