/** States of a land dossier, as this system writes them. */
export const landStates = ['DANG_XU_LY', 'CHO_NVTC', 'DA_GIAI_QUYET'] as const
export type LandState = (typeof landStates)[number]

export interface LandRow {
  receipt_no: string
  dossier_id: string
  unit: string
  applicant: string
  state: LandState
  sheet: number
  parcel: number
  /** Financial obligation, đồng; 0 before it is set, or where there is none. */
  amount_vnd: number
  received: number
  due: number | null
}

export const landTables = `
  CREATE TABLE IF NOT EXISTS land_dossier (
    receipt_no TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL UNIQUE,
    unit TEXT NOT NULL,
    applicant TEXT NOT NULL,
    state TEXT NOT NULL,
    sheet BIGINT NOT NULL,
    parcel BIGINT NOT NULL,
    amount_vnd BIGINT NOT NULL,
    received BIGINT NOT NULL,
    due BIGINT
  );
  CREATE TABLE IF NOT EXISTS receipt_number (
    unit TEXT NOT NULL,
    day TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (unit, day)
  ){keyed};
`
