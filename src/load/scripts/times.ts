const pad = (number: number, digits = 2): string => String(number).padStart(digits, '0')
const VIETNAM_MS = 7 * 3_600_000

/** Puts the time of the call where a request has a mark for it, in the form that the mark names. */
export function atForms(text: string, atMs: number): string {
  return text.replace(/@@at\.([a-z-]+?)(\.encoded)?@@/g, (_, form: string, encoded: string | undefined) => {
    const written = write(form, atMs)
    return encoded === undefined ? written : encodeURIComponent(written)
  })
}

function write(form: string, atMs: number): string {
  const here = new Date(atMs + VIETNAM_MS)
  const iso = here.toISOString().slice(0, -1)
  const day = `${pad(here.getUTCDate())}/${pad(here.getUTCMonth() + 1)}/${here.getUTCFullYear()}`
  switch (form) {
    case 'compact':
      return iso.slice(0, 19).replace(/[-:T]/g, '')
    case 'spring':
      return new Date(atMs).toISOString().replace('Z', '+0000')
    case 'vietnamese':
      return `${day} ${iso.slice(11, 19)}`
    case 'vietnamese-date':
      return day
    case 'date':
      return iso.slice(0, 10)
    case 'epoch-ms':
      return String(atMs)
    case 'epoch-s':
      return String(Math.floor(atMs / 1000))
    default:
      return `${iso}+07:00`
  }
}
