import type { LimitKind } from '../schema/index.ts'

/** What something waits for. */
export interface Limit {
  readonly kind: LimitKind
  /** Of the role, account, skill, area, equipment, system or agency; '' where there is no name. */
  readonly name: string
}
