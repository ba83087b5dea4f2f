/** trangThai of the new-portal-like dialect, by TrangThaiHoSo: the index is the state. */
const words = [
  '',
  'MOI_DANG_KY',
  'DA_TIEP_NHAN',
  'TU_CHOI',
  'DANG_XU_LY',
  'CHO_BO_SUNG',
  'CHO_NGHIA_VU_TAI_CHINH',
  'DA_RUT',
  'DUNG_XU_LY',
  'DA_XU_LY',
  'DA_TRA_KET_QUA',
] as const

export const statusWords = words.slice(1)

/** trangThai of a TrangThaiHoSo, 1 to 10. */
export function statusWord(state: number): string {
  return words[state] ?? ''
}

/** TrangThaiHoSo of a trangThai; undefined when there is no such word. */
export function stateOfWord(word: string): number | undefined {
  const state = words.indexOf(word as (typeof words)[number])
  return state > 0 ? state : undefined
}
