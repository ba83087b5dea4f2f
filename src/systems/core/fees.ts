import type { ProcedureConfiguration } from './configuration.ts'

/**
 * What is asked where the table of fees has none (provincial fees of land, an obligation beside the fee): an assumption,
 * between the 25,000 and 100,000 đồng that provinces ask for a certificate.
 */
const ASSUMED_VND = 50_000

const LONGEST_CODE = 100

/** The fee of a procedure, and whether somebody must still look it up. */
export interface ProcedureFee {
  readonly amountVnd: number
  /** It has no source: shown as "reference, verify". */
  readonly isAssumed: boolean
}

/** The fee by the table; 0 for what costs nothing. */
export function feeOf({ feeVnd, feeSourced }: ProcedureConfiguration): ProcedureFee {
  return feeVnd === undefined
    ? { amountVnd: ASSUMED_VND, isAssumed: true }
    : { amountVnd: feeVnd, isAssumed: feeSourced !== true }
}

/** What a payment without stated fees is of, as PhiLePhi: the fee, or where there is none another duty, assumed. */
export function feeItem(procedure: ProcedureConfiguration) {
  const { amountVnd, isAssumed } = feeOf(procedure)
  const isFree = amountVnd === 0
  const words = isFree ? 'Nghĩa vụ tài chính' : 'Lệ phí'
  return {
    LoaiPhiLePhi: isFree ? 3 : 2,
    MaPhiLePhi: `LP-${procedure.code}`.slice(0, LONGEST_CODE),
    TenPhiLePhi: isFree || isAssumed ? `${words} (giả định)` : words,
    SoTien: isFree ? ASSUMED_VND : amountVnd,
  }
}
