/** Where a dossier is, by its state (TrangThaiHoSo): finished 9 and 10, refused 3 and 8, withdrawn 7, open all others. */
export const OPEN = 0
export const FINISHED = 1
export const REFUSED = 2
export const WITHDRAWN = 3

const places = Uint8Array.of(OPEN, OPEN, OPEN, REFUSED, OPEN, OPEN, OPEN, WITHDRAWN, REFUSED, FINISHED, FINISHED)

export function placeOf(state: number): number {
  return places[state] ?? OPEN
}

/** Whether the clock of the limit stands: supplement requested (5), financial obligation (6). */
export function isStopped(state: number): boolean {
  return state === 5 || state === 6
}
