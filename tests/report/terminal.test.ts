import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formats, type Language, languages, type Screen } from '../../src/report/index.ts'
import { figuresOf, terminalBlock } from './reading.ts'
import { failed, invalid, rehearsed, simulated } from './sample.ts'
import { ofManyUnits } from './sample-places.ts'
import { troubled } from './sample-trouble.ts'

const render = (result = rehearsed(), language: Language = 'vi', screen?: Partial<Screen>) =>
  formats.terminal.render(result, language, screen)
const FIELDS = 'Theo lĩnh vực và kênh tiếp nhận'

describe('the terminal report', () => {
  it('shows every figure of the whole in the order of its headings', () => {
    expect(figuresOf(terminalBlock(render(), FIELDS), 'Tất cả')).toEqual([
      '2.800',
      '2.714',
      '74',
      '41',
      '5',
      '97,3%',
      '95,6%',
      '6,4',
      '21,3',
      '8,4',
      '35,1',
    ])
    expect(figuresOf(terminalBlock(render(rehearsed(), 'en'), 'By procedure field and channel'), 'All')).toEqual([
      '2,800',
      '2,714',
      '74',
      '41',
      '5',
      '97.3%',
      '95.6%',
      '6.4',
      '21.3',
      '8.4',
      '35.1',
    ])
  })

  it('opens with the verdict and what is open, and ends with how each target came out', () => {
    const [title, verdict, open] = render(rehearsed(), 'en', { width: 300 }).split('\n')
    expect(title).toBe('Rehearsal report: A month of Rạch Giá ward')
    expect(verdict).toMatch(/^PASS: every target is met \(2\): onTimeRate 97\.3 %/)
    expect(open).toMatch(/^Still open at the end: 41, of which overdue: 5;/)
    const last = terminalBlock(render(rehearsed(), 'en'), 'Verdict against each target')
    expect(last.at(-1)).toBe('PASS: every target is met (2).')
  })

  it('parts no number from its unit at the end of a line', () => {
    for (const width of [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70])
      expect(render(rehearsed(), 'en', { width })).not.toMatch(/\d\n(%|min|ms|h|s)\b/)
  })

  it('puts the whole first, even when the result lists it last', () => {
    const result = rehearsed()
    result.indicators.reverse()
    const lines = terminalBlock(render(result), FIELDS)
    expect(lines[lines.findIndex((line) => line.startsWith('─')) + 1]).toMatch(/^Tất cả +2\.800/)
  })

  it('shows a rate or a time that has no sample as a dash', () => {
    const land = terminalBlock(render(), FIELDS).join('\n').split('Đất đai')[1]?.split('\n') ?? []
    expect(figuresOf(land, 'Trực tiếp')).toEqual(['10', '0', '0', '10', '0', '–', '100,0%', '–', '–', '12,5', '18,0'])
    expect(figuresOf(terminalBlock(render(), 'Theo thao tác của hệ thống'), 'one-stop.sign (ký kết quả)')).toEqual([
      '0',
      '0',
      '–',
      '–',
      '–',
    ])
  })

  it('leaves out a channel that received nothing', () => {
    const certification = terminalBlock(render(), FIELDS).join('\n').split('Chứng thực')[1]?.split('Hộ tịch')[0]
    expect(certification).toContain('Trực tuyến')
    expect(certification).not.toContain('Bưu chính')
  })

  it('sets the prediction beside what was measured and says whether it is inside the interval', () => {
    const lines = terminalBlock(render(rehearsed(), 'en', { width: 120 }), 'Predicted against measured')
    expect(figuresOf(lines, 'onTimeRate')).toEqual([
      '97.31%',
      '97.24',
      '–',
      '97.38%',
      '96.22',
      '–',
      '98.40%',
      '97.27%',
      'yes',
    ])
    expect(figuresOf(lines, 'Wait p90').slice(-3)).toEqual(['39.5', 'min', 'no'])
    expect(figuresOf(lines, 'Turnaround p90').slice(-2)).toEqual(['–', '–'])
    expect(lines.at(-1)).toBe('From 200 simulated periods.')
  })

  it('says how likely one period meets each target, with the interval of that', () => {
    const lines = terminalBlock(render(rehearsed(), 'en'), 'Verdict against each target')
    expect(figuresOf(lines, 'onTimeRate').slice(-4)).toEqual(['78.0%', '(71.6', '–', '83.5%)'])
    expect(figuresOf(lines, 'Wait p90, direct').slice(-4)).toEqual(['99.95%', '(98.2', '–', '100.0%)'])
  })

  it('never rounds a missed rate onto the target that it missed', () => {
    const text = render(failed(), 'vi', { width: 300 })
    const lines = terminalBlock(text, 'Kết luận theo từng chỉ tiêu')
    expect(figuresOf(lines, 'Tỷ lệ đúng hạn').slice(0, 10).join(' ')).toBe(
      'tối thiểu 97% 96,996% (đang giải quyết: 41) không đạt',
    )
    expect(text).toContain('KHÔNG ĐẠT: 1 trên 2 chỉ tiêu không đạt: Tỷ lệ đúng hạn 96,996 % (yêu cầu tối thiểu 97 %).')
  })

  it('judges no target in an INVALID run and tells every reason', () => {
    const text = render(invalid(), 'en')
    const lines = terminalBlock(text, 'Verdict against each target')
    expect(figuresOf(lines, 'onTimeRate').slice(0, 6)).toEqual(['at', 'least', '97%', '–', 'not', 'judged'])
    const told = text.replaceAll('\n', ' ')
    expect(told).toMatch(
      /INVALID: .*received: the harness counts 2,800, the database of One-stop centre 2,799; the run was stopped: one-stop \| portal disagree\./,
    )
    expect(told).not.toMatch(/PASS|FAIL/)
    expect(text).toContain('Stopped before the end of the period: one-stop died')
  })

  it('shows which system lost a dossier', () => {
    const lines = terminalBlock(render(invalid(), 'en'), 'Conservation')
    expect(figuresOf(lines, 'Portal')).toEqual(['2,800', '2,714', '31', '14', '41', 'yes'])
    expect(figuresOf(lines, 'One-stop centre')).toEqual(['2,799', '2,714', '31', '14', '41', 'no'])
    expect(lines).toContain('Conservation is BROKEN: the counts do not agree.')
    expect(lines).toContain('- One-stop centre received 2,799 dossiers but accounts for 2,800')
  })

  it('says of a simulation that systems are modelled, and has nothing of lag, databases or measurements', () => {
    const text = render(simulated(), 'en')
    expect(text).toMatch(/^Simulation report: /)
    expect(text).toContain('no system was called')
    expect(text).toMatch(/^By system operation \(modelled\)$/m)
    for (const absent of ['virtual clock', 'Measured', 'Portal']) expect(text).not.toContain(absent)
    expect(figuresOf(terminalBlock(text, 'Conservation'), 'Simulator')).toEqual([
      '2,800',
      '2,714',
      '31',
      '14',
      '41',
      'yes',
    ])
  })

  it('tells throughput, the busiest day and how the clock waited', () => {
    const text = render(rehearsed(), 'en', { width: 200 })
    expect(text).toContain('118.0 dossiers finished a working day, over 23 working days.')
    expect(text).toContain('Busiest day: 7 July 2025 (152 dossiers)')
    expect(text).toContain('Most open at the end of a day: 6 July 2025 (45 dossiers)')
    expect(text).toContain(
      '1,840.2 calls/s, 3.6 under way at once on average; the virtual clock waited 41 times, 0.8 s in all.',
    )
  })

  it('tells where the files are when it knows the folder', () => {
    const folder = 'reports/2025-07-01-a1b2c3/'
    expect(terminalBlock(render(rehearsed(), 'vi', { folder }), 'Tệp kết quả')).toContain(`  ${folder}report.md`)
    expect(terminalBlock(render(), 'Tệp kết quả')).toContain('  report.md')
  })

  it.each([60, 80, 100, 120])('stays within %i columns in both languages', (width) => {
    for (const language of languages) {
      for (const result of [rehearsed(), invalid(), troubled(), ofManyUnits(50)]) {
        const tooLong = render(result, language, { width })
          .split('\n')
          .filter((line) => [...line].length > width)
        expect(tooLong).toEqual([])
      }
    }
  })

  it.each([100, 120])('shows the table by field in one block at %i columns', (width) => {
    for (const language of languages) {
      const rows = render(rehearsed(), language, { width }).match(/^(Chứng thực|Certification) .*$/gm)
      expect(rows).toHaveLength(1)
    }
  })

  it('repeats the first column in each block when the screen is narrow, and loses no column', () => {
    const blocks = render(rehearsed(), 'vi', { width: 80 }).match(/^Chứng thực .*$/gm) ?? []
    expect(blocks).toHaveLength(2)
    expect(blocks.flatMap((line) => figuresOf([line], 'Chứng thực'))).toEqual([
      '2.150',
      '2.140',
      '40',
      '5',
      '1',
      '98,1%',
      '97,9%',
      '5,1',
      '9,8',
      '7,9',
      '30,0',
    ])
  })

  it('writes colour codes only when asked, and the same text with them', () => {
    const text = render(invalid())
    const coloured = render(invalid(), 'vi', { colour: true })
    expect(text).not.toContain('\u001b')
    expect(coloured).toContain('\u001b[31mkhông')
    expect(stripVTControlCharacters(coloured).replaceAll(/ +$/gm, '')).toBe(text)
  })

  it('lets no text of a system steer the terminal', () => {
    const result = invalid()
    result.verdict.reasons = [{ kind: 'stopped', values: { why: 'answered \u001b[2J\u0007gone\r\nnext' } }]
    const text = render(result, 'en')
    expect(text.replaceAll('\n', ' ')).toContain('answered [2J gone next')
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})
