import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import { markdownTable, rowsOf } from './reading.ts'
import { failed, invalid, rehearsed, simulated } from './sample.ts'
import { ofManyUnits } from './sample-places.ts'
import { troubled } from './sample-trouble.ts'

const render = (result = rehearsed(), language: Language = 'vi') => formats.markdown.render(result, language)

describe('the Markdown report', () => {
  it('opens with the title, the verdict in one sentence, and what is still open', () => {
    const [title, , verdict] = render().split('\n')
    expect(title).toBe('# Báo cáo diễn tập: Một tháng của phường Rạch Giá')
    expect(verdict).toBe(
      '**ĐẠT**: mọi chỉ tiêu đều đạt (2): Tỷ lệ đúng hạn 97,3 % (yêu cầu tối thiểu 97 %); ' +
        'Thời gian chờ p90, trực tiếp 21,4 phút (yêu cầu không quá 30 phút). ' +
        'Xác suất một kỳ đạt mọi chỉ tiêu: 77,0 % (70,5 – 82,6 %). ' +
        'Khi kết thúc còn 41 hồ sơ đang giải quyết, trong đó 5 đã quá hạn; tỷ lệ đúng hạn chỉ tính hồ sơ đã giải quyết.',
    )
  })

  it('names only the targets that were missed in a FAIL', () => {
    expect(render(failed(), 'en').split('\n')[2]).toBe(
      '**FAIL**: 1 of 2 targets missed: onTimeRate 96.996 % (required: at least 97 %). ' +
        'Chance that one period meets every target: 77.0 % (70.5 – 82.6 %). ' +
        'Still open at the end: 41, of which overdue: 5; onTimeRate counts finished dossiers only.',
    )
    const targets = markdownTable(render(failed(), 'en'), 'Verdict against each target')
    expect(rowsOf(targets, 'onTimeRate')).toEqual([
      ['at least 97 %', '96.996 % (41 open)', '**missed**', '78.0 % (71.6 – 83.5 %)'],
    ])
    expect(rowsOf(targets, 'Wait p90, direct')).toEqual([
      ['at most 30 min', '21.4 min', 'met', '99.95 % (98.2 – 100.0 %)'],
    ])
  })

  it('tells the reasons of an INVALID run and that it was stopped', () => {
    const text = render(invalid())
    expect(text.split('\n')[2]).toMatch(
      /^\*\*KHÔNG HỢP LỆ\*\*: .*tiếp nhận: bộ diễn tập đếm 2\.800, cơ sở dữ liệu của .* 2\.799; lần chạy dừng giữa chừng: one-stop \\\| portal disagree\. Khi /,
    )
    expect(text).toContain('**Dừng trước khi hết kỳ: one-stop died**')
    expect(rowsOf(markdownTable(text, 'Kết luận theo từng chỉ tiêu'), 'Tỷ lệ đúng hạn')).toEqual([
      ['tối thiểu 97 %', '–', 'chưa đánh giá', '78,0 % (71,6 – 83,5 %)'],
    ])
    expect(rowsOf(markdownTable(text, 'Bảo toàn hồ sơ'), 'Hệ thống một cửa')).toEqual([
      ['2.799', '2.714', '31', '14', '41', '**không**'],
    ])
  })

  it('says so when an INVALID result carries no reason', () => {
    const result = invalid()
    result.verdict.reasons = []
    expect(render(result, 'en').split('\n')[2]).toMatch(/: no reason was recorded\. Still open/)
  })

  it('gives the key figures of the whole', () => {
    const table = markdownTable(render(), 'Số liệu chính')
    expect(rowsOf(table, 'Từ chối')).toEqual([['31']])
    expect(rowsOf(table, 'Rút hồ sơ')).toEqual([['14']])
    expect(rowsOf(table, 'Đang giải quyết, quá hạn')).toEqual([['5']])
    expect(rowsOf(table, 'Tỷ lệ đúng hạn')).toEqual([['97,3 % (đang giải quyết: 41)']])
    expect(rowsOf(table, 'Thời gian chờ: trung bình / p50 / p90 (phút làm việc)')).toEqual([
      ['8,4 phút / 8,4 phút / 35,1 phút'],
    ])
    expect(rowsOf(table, 'Ngày tiếp nhận nhiều nhất')).toEqual([['07/07/2025 (152 hồ sơ)']])
    expect(rowsOf(table, 'Ngày tồn đọng nhiều nhất')).toEqual([['06/07/2025 (45 hồ sơ cuối ngày)']])
  })

  it('shows dashes, not zeros, when nothing was received at all', () => {
    const result = rehearsed()
    result.indicators = []
    result.throughput = { workingDays: 0, perWorkingDay: null, byDay: [] }
    const text = render(result, 'en')
    const table = markdownTable(text, 'Key figures')
    for (const name of ['Received', 'onTimeRate', 'Finished a working day'])
      expect(rowsOf(table, name)).toEqual([['–']])
    expect(rowsOf(table, 'Busiest day')).toEqual([])
    expect(text).not.toMatch(/NaN|null|undefined/)
  })

  it('shows the indicators by field with their channels below them', () => {
    const table = markdownTable(render(), 'Theo lĩnh vực và kênh tiếp nhận')
    expect(table.map(([name]) => name?.replaceAll('&nbsp;', ' ')).slice(1)).toEqual([
      'Tất cả',
      '  Trực tiếp',
      '  Trực tuyến',
      '  Bưu chính công ích',
      'Chứng thực',
      '  Trực tiếp',
      '  Trực tuyến',
      'Hộ tịch',
      '  Trực tuyến',
      'Đất đai',
      '  Trực tiếp',
    ])
    expect(rowsOf(table, 'Hộ tịch')).toEqual([
      ['640', '574', '503', '37', '34', '26', '4', '94,1 %', '87,8 %', '87,6 %'],
    ])
    expect(rowsOf(table, 'Đất đai')).toEqual([Array(10).fill('')])
    const times = markdownTable(render(), 'Thời gian theo lĩnh vực và kênh tiếp nhận')
    expect(times.map(([name]) => name)).toEqual(['Lĩnh vực / kênh', ...table.map(([name]) => name).slice(1)])
    expect(rowsOf(times, 'Hộ tịch')).toEqual([['14,2', '14,2', '30,5', '10,1', '10,1', '48,0']])
  })

  it('gives calls, errors and times by operation, called modelled in a simulation, and leaves them out when there are none', () => {
    const table = markdownTable(render(), 'Theo thao tác của hệ thống')
    expect(rowsOf(table, 'one-stop.receive (tiếp nhận hồ sơ)')).toEqual([['2.795', '**12**', '2,2', '5,8', '1.012,4']])
    expect(rowsOf(table, 'one-stop.sign (ký kết quả)')).toEqual([['0', '0', '–', '–', '–']])
    expect(render(simulated())).toContain('## Theo thao tác của hệ thống (mô hình)')
    expect(render({ ...simulated(), operations: [] })).not.toContain('Theo thao tác')
    expect(render(simulated())).toContain('không hệ thống nào được gọi')
  })

  it('leaves the prediction and the chances out when none was asked for', () => {
    const result = rehearsed()
    result.prediction = null
    for (const text of [render(result, 'en'), formats.terminal.render(result, 'en')]) {
      expect(text).not.toMatch(/## Predict|^Predict|Chance in one period/m)
    }
  })

  it('predicts without a column of measurements in a simulation', () => {
    const table = markdownTable(render(simulated(), 'en'), 'Prediction')
    expect(rowsOf(table, 'onTimeRate')).toEqual([['97.31 %', '97.24 – 97.38 %', '96.22 – 98.40 %']])
    expect(render(simulated(), 'en')).toContain('the chances and the prediction of 200.')
    const alone = render({ ...simulated(), prediction: null }, 'en')
    expect(alone).toContain('All figures are of one simulated period; how much periods differ is not known.')
  })

  it('says what each number rests on, and warns of the fitted ones', () => {
    const text = render(rehearsed(), 'en')
    const basis = text.split('## Where the numbers come from')[1] ?? ''
    const section = (name: string) => basis.split(`### ${name}\n`)[1]?.split('\n#')[0]
    expect(section('Reported')).toContain('- `demand.volume.dossiers`: Báo cáo của phường, 7/2025')
    expect(section('Law')).toContain('- `calendar`: NĐ 118/2025/NĐ-CP')
    expect(section('Assumption')).toContain('- `demand.profiles`: Two humps a day; Monday +20 %')
    expect(section('Fitted to the reported figure')).toMatch(
      /\*\*.*no independent evidence\.\*\*\n\n- `units\.0\.staff/,
    )
  })

  it('lists the procedures whose limit is to be verified, and nothing when there is none', () => {
    expect(rowsOf(markdownTable(render(), 'Thời hạn tham khảo, cần đối chiếu'), '2.000635')).toEqual([
      ['Cấp bản sao trích lục hộ tịch', 'thời hạn'],
    ])
    const result = rehearsed()
    result.scenario.toVerify = []
    expect(render(result)).not.toContain('cần đối chiếu')
  })

  it('lists the units and the cut of the limits', () => {
    expect(rowsOf(markdownTable(render(), 'Đơn vị cấp xã'), '30742')).toEqual([
      ['Phường Rạch Giá', 'Tỉnh An Giang', '250.000', '6', '14'],
    ])
    expect(render(rehearsed(), 'en')).toContain('Committed limits: 30 % below the statutory limits.')
  })

  it('defines both rates and ends with what identifies the run', () => {
    const text = render(rehearsed(), 'en')
    expect(text).toContain('**onTimeRate** = (before time + on time) ÷ finished.')
    expect(text).toContain('**progressRate** = (before time + on time + open and not overdue) ÷ received.')
    const footer = text.trimEnd().split('\n').at(-1)
    for (const part of ['2025-07-01-a1b2c3', 'seed 20250701', 'Dientap 0.1.0', 'ab'.repeat(32)])
      expect(footer).toContain(part)
    expect(footer).toContain('20 November 2026, 08:30 (UTC+7)')
  })

  it('keeps a bar, a line break or Markdown in a name inside its own cell', () => {
    const result = rehearsed()
    const [unit] = result.scenario.units
    if (unit) unit.name = 'A|B\nC *not bold* <b> `code` [link](x)'
    const text = render(result, 'en')
    const [row] = rowsOf(markdownTable(text, 'Units'), '30742')
    expect(row).toHaveLength(5)
    expect(row?.[0]).toBe('A|B C \\*not bold\\* &lt;b> \\`code\\` \\[link\\](x)')
    expect(text).toContain('A\\|B C')
  })

  it('has as many cells in every row of a table as in its heading', () => {
    for (const text of [render(), render(invalid(), 'en'), render(troubled()), render(ofManyUnits(50))]) {
      for (const table of text.match(/(^\|.*\n?)+/gm) ?? []) {
        const widths = table
          .trimEnd()
          .split('\n')
          .map((line) => line.split(/(?<!\\)\|/).length)
        expect(new Set(widths).size).toBe(1)
      }
    }
  })
})
