/** An element: its children by local name in their order, and its text if it has none. */
interface Element {
  readonly children: Map<string, Element[]>
  text: string
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+)/y

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const DEEPEST = 100

/**
 * Reads an XML document into plain objects: local names of elements → text, object, or a list where a name repeats.
 * Attributes are left out. Knows no DTD, so no entity can grow or reach out.
 * @returns undefined for what is not well-formed
 */
export function readXml(text: string): unknown {
  const root: Element = { children: new Map(), text: '' }
  const open: { name: string; element: Element }[] = [{ name: '', element: root }]
  TOKEN.lastIndex = text.startsWith('\ufeff') ? 1 : 0
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)
    const here = open.at(-1)
    if (!token || !here) return undefined
    const [, cdata, closing, name, , selfClosing, characters] = token
    if (cdata !== undefined) here.element.text += cdata
    else if (characters !== undefined) {
      const read = readCharacters(characters)
      if (read === undefined) return undefined
      here.element.text += read
    } else if (name === undefined) continue
    else if (closing === '/') {
      if (name !== here.name || open.length === 1) return undefined
      open.pop()
    } else {
      const element: Element = { children: new Map(), text: '' }
      const local = name.slice(name.indexOf(':') + 1)
      const alike = here.element.children.get(local)
      if (alike) alike.push(element)
      else here.element.children.set(local, [element])
      if (selfClosing !== '/') open.push({ name, element })
      if (open.length > DEEPEST) return undefined
    }
  }
  if (open.length !== 1 || root.children.size !== 1 || root.text.trim() !== '') return undefined
  return plain(root)
}

function readCharacters(text: string): string | undefined {
  let known = true
  const read = text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (_, name: string) => {
    if (!name.startsWith('#')) {
      known &&= Object.hasOwn(ENTITIES, name)
      return ENTITIES[name] ?? ''
    }
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    known &&= code > 0 && code <= 0x10ffff
    return known ? String.fromCodePoint(code) : ''
  })
  return known ? read : undefined
}

function plain(element: Element): unknown {
  if (element.children.size === 0) return element.text.trim()
  return Object.fromEntries(
    [...element.children].map(([name, alike]) => {
      const values = alike.map(plain)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}
