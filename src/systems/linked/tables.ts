import type { LegState } from './messages.ts'

export interface LegRow {
  reference: string
  act: string
  unit: string
  full_name: string
  state: LegState
  /** 1: handed over by the civil-status system, which is told of every change. */
  linked: number
  result_no: string
  reason: string
  sequence: number
  received: number
}

/** The sub-dossiers of one leg. */
export const legTables = `
  CREATE TABLE IF NOT EXISTS leg (
    reference TEXT PRIMARY KEY,
    act TEXT NOT NULL,
    unit TEXT NOT NULL,
    full_name TEXT NOT NULL,
    state TEXT NOT NULL,
    linked BIGINT NOT NULL,
    result_no TEXT NOT NULL,
    reason TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    received BIGINT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS result_number (
    act TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (act, year)
  ){keyed};
`
