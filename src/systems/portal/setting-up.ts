import Type from 'typebox'
import type { CentreConfiguration } from '../core/configuration.ts'
import type { FaultKind } from '../core/faults.ts'
import { type Call, refused, type Said } from '../core/operation.ts'
import { closed } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'

/** The procedures are set up for some provinces only: what a go-live finds when one of the merged ones was forgotten. */
export const NOT_CONFIGURED = 'not-configured'
export const notConfigured: FaultKind = {
  what: 'Procedures are not set up for a unit; with provinces: for any unit outside of them.',
  more: closed(
    {
      provinces: Type.Optional(
        Type.String({
          pattern: '^\\d{2}(,\\d{2})*$',
          description: 'Codes of the provinces for which they are set up, with commas; none without.',
        }),
      ),
    },
    'For whom they are.',
  ),
}

/** Why nothing can be handed in for a unit; the unit where it can. */
export function unitFor(
  { centres, faults }: Parts,
  call: Call<never, never, never> | Call,
  organisationId: string,
): CentreConfiguration | Said {
  const centre = centres.ofOrganisation(organisationId)
  if (!centre) return refused(422, 'unknown-agency', { MaDonVi: organisationId })
  const fault = faults.find(NOT_CONFIGURED, { ...call, unit: centre.code })
  const among = fault?.more?.provinces === undefined ? [] : String(fault.more.provinces).split(',')
  const isLeftOut = fault !== undefined && !among.includes(centre.provinceCode ?? '')
  if (!isLeftOut && !centre.without?.includes('portal')) return centre
  return refused(422, NOT_CONFIGURED, { MaDonVi: organisationId, TinhThanh: centre.province ?? '' })
}
