import type { Cell, CellState } from './cell.ts'

/** Index of a kind of dossiers, a unit or a province, with what was counted there. */
export type PlaceState = readonly [place: number, state: CellState]

/** States of the cells in which anything was counted. */
export function cellStates(cells: readonly (Cell | undefined)[]): PlaceState[] {
  return Array.from(cells, (cell, at) => [at, cell] as const).flatMap(([at, cell]) =>
    cell ? [[at, cell.state()] as const] : [],
  )
}
