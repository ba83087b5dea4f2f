import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import { readinessRules } from '../../src/scenario/index.ts'
import { conforms, type ReadinessMeasure, RunResult } from '../../src/schema/index.ts'
import { rehearsed } from './sample.ts'

/** A unit with one line that is not go, for a measure with a name behind it; numbers are made up. */
function reported(measure: ReadinessMeasure, name: string, language: Language): string {
  const rules = readinessRules()
  const rule = rules.find((each) => each.measure === measure)
  if (!rule) throw new Error(`no rule for ${measure}`)
  const line = { line: rule.line, decision: 'conditions' as const, rule: rule.name, value: 0.3, evidence: [name] }
  const units = [{ unit: '30742', decision: 'conditions' as const, lines: [line] }]
  const result = { ...rehearsed(), readiness: { rules, units } }
  if (!conforms(RunResult, result)) throw new Error('no result')
  return formats.markdown.render(result, language)
}

describe('the evidence of a line of the readiness checklist', () => {
  it('is told in the words of the report', () => {
    expect(reported('vacantShare', 'specialist', 'vi')).toContain('(Chuyên viên);')
    expect(reported('failedCallShare', 'portal.submit', 'vi')).toContain('(nộp hồ sơ trực tuyến);')
    expect(reported('untrainedShare', 'civil_status', 'vi')).toContain('(Hộ tịch);')
    expect(reported('systemWaitHours', 'land', 'vi')).toContain('(Hệ thống đất đai);')
    expect(reported('vacantShare', 'specialist', 'en')).toContain('(Specialist);')
  })

  it('is the name itself where there are no words', () => {
    expect(reported('equipmentWaitHours', 'scanner', 'vi')).toContain('(scanner);')
  })
})
