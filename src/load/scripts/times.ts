const VIETNAM_MS = 7 * 3_600_000

const MARK = '@@at.'
const ENCODED = '.encoded'

/** Puts the time of the call where a request has a mark for it, in the form that the mark names. */
export function atForms(text: string, atMs: number): string {
  const parts = text.split(MARK)
  let filled = parts[0] as string
  for (let at = 1; at < parts.length; at++) {
    const part = parts[at] as string
    const end = part.indexOf('@@')
    const form = part.slice(0, end)
    filled += form.endsWith(ENCODED)
      ? encodeURIComponent(write(form.slice(0, -ENCODED.length), atMs))
      : write(form, atMs)
    filled += part.slice(end + 2)
  }
  return filled
}

/** k6 runs this for every call: each form does no more than it needs. */
function write(form: string, atMs: number): string {
  if (form === 'epoch-ms') return String(atMs)
  if (form === 'epoch-s') return String(Math.floor(atMs / 1000))
  if (form === 'spring') return new Date(atMs).toISOString().replace('Z', '+0000')
  const here = new Date(atMs + VIETNAM_MS).toISOString()
  switch (form) {
    case 'compact':
      return here.slice(0, 19).replace(/[-:T]/g, '')
    case 'vietnamese':
      return `${dayOf(here)} ${here.slice(11, 19)}`
    case 'vietnamese-date':
      return dayOf(here)
    case 'date':
      return here.slice(0, 10)
    default:
      return `${here.slice(0, -1)}+07:00`
  }
}

const dayOf = (here: string): string => `${here.slice(8, 10)}/${here.slice(5, 7)}/${here.slice(0, 4)}`
