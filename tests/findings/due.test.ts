import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { dueDate } from '../../src/findings/due.ts'
import { remedies } from '../../src/findings/index.ts'
import { checkScenario, readShippedScenario } from '../../src/scenario/index.ts'

describe('The day by which a remedy is due', () => {
  it.each(['bac-lieu-2025-06-20', 'lam-dong-2025-06-23'])(
    'after %s, played on one weekday only, is Friday before the go-live',
    (name) => {
      const text = readShippedScenario(name)
      const { plan } = checkScenario(text, `${name}.yaml`)
      expect(plan && dueDate(plan, remedies(), 5)).toBe('2025-06-27')
    },
  )

  it('is so many working days after a run that ends later; public holidays are none', () => {
    const dueAfter = (end: string, days: number) => dueDate({ toMs: parseLocal(end) }, remedies(), days)
    // The period ends with Thursday 31 July.
    expect(dueAfter('2025-08-01', 3)).toBe('2025-08-05')
    // With Friday 29 August, before the long weekend of the National Day.
    expect(dueAfter('2025-08-30', 1)).toBe('2025-09-03')
  })
})
