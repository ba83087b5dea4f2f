/** OpenCPS word for each TrangThaiHoSo; the index is the state. */
const words = [
  '',
  'new',
  'receiving',
  'denied',
  'processing',
  'waiting',
  'pausing',
  'cancelled',
  'unresolved',
  'releasing',
  'done',
] as const

/** OpenCPS dossierStatus of a TrangThaiHoSo, 1 to 10. */
export function dossierStatus(state: number): string {
  return words[state] ?? 'unknown'
}

/** TrangThaiHoSo of an OpenCPS dossierStatus; undefined when there is no such word. */
export function stateOfStatus(word: string): number | undefined {
  const state = words.indexOf(word as (typeof words)[number])
  return state > 0 ? state : undefined
}
