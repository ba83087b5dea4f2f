/** Ids and names of the iGate-like dossierStatus, by TrangThaiHoSo: the index is the state. */
const words = [
  undefined,
  { id: 0, name: 'Chờ tiếp nhận' },
  { id: 2, name: 'Đã tiếp nhận' },
  { id: 6, name: 'Từ chối tiếp nhận' },
  { id: 3, name: 'Đang xử lý' },
  { id: 1, name: 'Chờ bổ sung' },
  { id: 8, name: 'Chờ nghĩa vụ tài chính' },
  { id: 7, name: 'Công dân rút hồ sơ' },
  { id: 9, name: 'Dừng xử lý' },
  { id: 4, name: 'Có kết quả' },
  { id: 5, name: 'Đã trả kết quả' },
] as const

export interface IgateStatus {
  readonly id: number
  readonly name: string
}

/** dossierStatus of a TrangThaiHoSo, 1 to 10. */
export function igateStatus(state: number): IgateStatus {
  const status = words[state]
  if (!status) throw new RangeError(`there is no state ${state}`)
  return status
}

/** TrangThaiHoSo of a dossierStatus.id; undefined when there is no such id. */
export function stateOfIgate(id: number): number | undefined {
  const state = words.findIndex((word) => word?.id === id)
  return state < 0 ? undefined : state
}
