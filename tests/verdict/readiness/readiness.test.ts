import { describe, expect, it } from 'vitest'
import { HourlyLimits } from '../../../src/limits/index.ts'
import { formats } from '../../../src/report/index.ts'
import { readinessRules } from '../../../src/scenario/index.ts'
import {
  type Readiness,
  type ReadinessLine,
  type RunResult,
  readinessLines,
  readinessMeasures,
} from '../../../src/schema/index.ts'
import { assemble, tallyOfLog } from '../../../src/verdict/index.ts'
import { comeAt, counter, desk, done, type Given, playedOnce } from '../../operation/rich/figures-of.ts'

function resultOf(given: Given): RunResult {
  const { plan, lines } = playedOnce(given)
  const hours = new HourlyLimits(plan, plan.scenario.seed)
  const tally = tallyOfLog(plan, lines, plan.toMs, { also: hours })
  hours.close(plan.toMs)
  return assemble({
    plan,
    run: { id: 'ready', clock: 'simulate', dientap: '0', startedAt: '', tookMs: 0, seed: 7, stopped: null },
    tally,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction: null,
    bottlenecks: hours.result(),
    files: [],
  })
}

function readinessOf(given: Given): Readiness['units'][number] {
  const unit = resultOf(given).readiness?.units[0]
  if (!unit) throw new Error('nothing was judged')
  return unit
}

const lineOf = (given: Given, line: ReadinessLine) => readinessOf(given).lines.find((each) => each.line === line)

const steps = {
  receive: counter(10, { operation: 'one-stop.receive', state: 2, to: 'process' }),
  process: desk(10, done),
}
const plain: Given = { steps, systems: { 'one-stop': { latency: { kind: 'fixed', min: 0.001 } } } }

describe('the rules of the catalogue', () => {
  const rules = readinessRules()

  it('have every line of the checklist, and every measure', () => {
    expect(new Set(rules.map(({ line }) => line))).toEqual(new Set(readinessLines))
    expect(new Set(rules.map(({ measure }) => measure))).toEqual(new Set(readinessMeasures))
  })

  it('have names of their own, thresholds in order, and a reason for them', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    expect(rules.filter(({ conditionsAbove, noGoAbove }) => conditionsAbove > noGoAbove)).toEqual([])
    expect(rules.every(({ basis }) => basis.source.length > 20)).toBe(true)
  })
})

describe('a unit', () => {
  it('that lacks nothing is ready, in every line that can be judged', () => {
    const unit = readinessOf(plain)
    expect(unit.lines.map(({ line }) => line)).toEqual(readinessLines)
    // Nobody plays a script here; and the limit of the only procedure has a source.
    expect(unit.lines.filter(({ decision }) => decision !== 'go')).toEqual([])
    expect(unit.decision).toBe('go')
  })

  it.each<[string, ReadinessLine, string, string, Given]>([
    [
      'a post is vacant',
      'personnel',
      'no-go',
      'posts-held',
      { ...plain, unit: { staff: [{ role: 'clerk', count: 2, vacancies: 1 }] } },
    ],
    [
      'dossiers wait for hours',
      'personnel',
      'conditions',
      'waits-for-officials',
      { ...plain, demand: { volume: comeAt(30, 'monday', '08:00') } },
    ],
    [
      'an account is granted after the first day',
      'accounts',
      'no-go',
      'accounts-at-the-start',
      {
        ...plain,
        steps: { receive: { ...desk(10, done), account: 'civil-status.sign' } },
        unit: { staff: [{ role: 'clerk', count: 1, accounts: { 'civil-status.sign': '2025-07-08T08:00' } }] },
      },
    ],
    [
      'the connection is lost for three of 40 hours',
      'connection',
      'no-go',
      'connected',
      {
        ...plain,
        incidents: [
          {
            kind: 'connection-lost',
            name: 'cut',
            system: 'one-stop',
            from: '2025-07-09T08:00',
            to: '2025-07-09T11:00',
          },
        ],
      },
    ],
    [
      'there is one scanner for eight officials',
      'equipment',
      'no-go',
      'waits-for-equipment',
      {
        steps: { receive: { ...counter(30, done), equipment: ['scanner'] } },
        unit: { equipment: { scanner: 1 }, staff: [{ role: 'clerk', count: 8 }] },
        demand: { volume: comeAt(8, 'monday', '08:00') },
      },
    ],
    [
      'somebody is trained on Tuesday only',
      'training',
      'no-go',
      'trained-at-the-start',
      {
        steps: { receive: { ...desk(10, done), skill: 'field' } },
        incidents: [
          {
            kind: 'training',
            name: 'lesson',
            role: 'clerk',
            count: 1,
            skills: ['civil_status'],
            from: '2025-07-08T08:00',
            to: '2025-07-08T10:00',
          },
        ],
      },
    ],
  ])('where %s has "%s" judged %s by the rule %s', (_, line, decision, rule, given) => {
    expect(lineOf(given, line)).toMatchObject({ decision, rule })
    expect(readinessOf(given).decision).toBe(decision)
  })

  it('has no account for a step where only those hold it who can’t do the step', () => {
    const line = lineOf(
      {
        ...plain,
        steps: { receive: { ...desk(10, done), skill: 'field', account: 'civil-status.sign' } },
        unit: {
          staff: [
            { role: 'clerk', count: 1, skills: ['land'] },
            { role: 'clerk', count: 1, skills: ['civil_status'], accounts: { 'civil-status.sign': false } },
          ],
        },
      },
      'accounts',
    )
    expect(line).toMatchObject({ decision: 'no-go', value: 1, evidence: ['civil-status.sign'] })
  })

  it('is told with what stands behind each line, in both languages', () => {
    const staff = [{ role: 'clerk', count: 1, accounts: { 'civil-status.sign': '2025-07-08T08:00' } }]
    const result = resultOf({
      ...plain,
      steps: { receive: { ...desk(10, done), account: 'civil-status.sign' } },
      unit: { staff },
    })
    const english = formats.terminal.render(result, 'en', { width: 400 })
    expect(english).toContain(
      '- Accounts: NO GO. Accounts needed that nobody holds on the first day: 100.0 % (civil-status.sign); conditions above 0.0 %, no go above 50.0 %. What would turn it: Grant the accounts before the first day.',
    )
    const vietnamese = formats.markdown.render(result, 'vi')
    expect(vietnamese).toContain('ngày đầu chưa ai có: 100,0 % (ký số hộ tịch); có điều kiện')
    expect(vietnamese).toContain('Cần làm: Cấp tài khoản trước ngày đầu.')
    for (const width of [60, 80, 120]) {
      const lines = formats.terminal.render(result, 'vi', { width }).normalize('NFC').split('\n')
      expect(Math.max(...lines.map((each) => [...each].length))).toBeLessThanOrEqual(width)
    }
  })
})
