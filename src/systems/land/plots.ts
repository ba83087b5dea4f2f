import { keyOf } from '../../chance/index.ts'

const SHEETS = 90
const PARCELS = 900
const SMALLEST_M2 = 40
const AREA_RANGE_M2 = 960
const VND_STEP = 10_000
const LOWEST_STEPS = 20
const STEP_RANGE = 1500
const purposes = ['ONT', 'ODT', 'CLN', 'LUC'] as const

/** A plot of land: map sheet, parcel, area, purpose. */
export interface Plot {
  readonly sheet: number
  readonly parcel: number
  readonly areaM2: number
  readonly purpose: (typeof purposes)[number]
}

/** The plot that a dossier is about, which it does not name: made up from its id, always the same. */
export function plotOf(dossierId: string, seed: number): Plot {
  const key = keyOf(`plot ${seed} ${dossierId}`)
  return {
    sheet: 1 + (key % SHEETS),
    parcel: 1 + ((key >>> 7) % PARCELS),
    areaM2: SMALLEST_M2 + ((key >>> 11) % AREA_RANGE_M2),
    purpose: purposes[(key >>> 5) % purposes.length] ?? 'ONT',
  }
}

/** What the tax office asks for where the office does not say it, đồng: made up from the dossier's id. */
export function obligationOf(dossierId: string, seed: number): number {
  return (LOWEST_STEPS + (keyOf(`tax ${seed} ${dossierId}`) % STEP_RANGE)) * VND_STEP
}
