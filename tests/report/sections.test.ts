import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import { markdownTable, rowsOf } from './reading.ts'
import { failed, rehearsed, simulated } from './sample.ts'
import { ofManyUnits } from './sample-places.ts'
import { troubled } from './sample-trouble.ts'

const markdown = (result = rehearsed(), language: Language = 'en') => formats.markdown.render(result, language)
const terminal = (result = rehearsed()) => formats.terminal.render(result, 'en', { width: 300 })
const both = (result = rehearsed()) => [markdown(result), terminal(result)]
const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('## '))

describe('the self-test', () => {
  it('that passed is told with the number of its cases and its date', () => {
    for (const text of both())
      expect(text).toContain(
        'The simulator’s self-test: 26 cases with an exact answer passed on 19 November 2026, 09:00 (UTC+7), Dientap 0.1.0.',
      )
    expect(markdown(rehearsed(), 'vi')).toContain(
      'đạt cả 26 trường hợp có lời giải chính xác, chạy lúc 09:00 ngày 19/11/2026',
    )
  })

  it('that failed takes back what is simulated', () => {
    const result = rehearsed()
    if (result.selftest) result.selftest.status = 'failed'
    expect(markdown(result)).toMatch(/^\*\*The simulator’s self-test FAILED .*can’t be relied on\.\*\*$/m)
    expect(terminal(result)).toMatch(/^The simulator’s self-test FAILED/m)
  })

  it('that was not run is told with the command that runs it', () => {
    for (const text of both(troubled())) expect(text).toContain('To run it: npx dientap selftest')
  })

  it('is not spoken of where nobody asked', () => {
    for (const text of both({ ...rehearsed(), selftest: null })) expect(text).not.toContain('self-test')
  })
})

describe('sections', () => {
  it('without anything to say are left out', () => {
    for (const text of both()) {
      for (const absent of ['Warnings', 'By province', 'By unit', 'on paper', 'Sub-dossiers', 'Lost', 'Steady state'])
        expect(text).not.toContain(absent)
    }
    const result = { ...rehearsed(), staff: [], steps: [] }
    result.visits = { ...result.visits, trips: 0 }
    for (const text of both(result))
      for (const absent of ['By step', 'By role', 'Citizens at']) expect(text).not.toContain(absent)
  })

  it('stand in the order of a committee’s questions: verdict, warnings, figures, prediction, where, why, what it rests on', () => {
    const result = { ...troubled(), provinces: ofManyUnits(4).provinces, units: ofManyUnits(4).units }
    expect(headings(markdown(result))).toEqual([
      '## Verdict against each target',
      '## Warnings about the scenario',
      '## Key figures',
      '## Prediction',
      '## Steady state',
      '## By province',
      '## By unit',
      '## By procedure field and channel',
      '## Times by procedure field and channel',
      '## Throughput',
      '## By step',
      '## By role of officials',
      '## Citizens at the centre',
      '## Done on paper while a system was out',
      '## Sub-dossiers of linked procedures',
      '## By system operation (modelled)',
      '## Conservation',
      '## Incidents of the scenario',
      '## Units',
      '## Where the numbers come from',
      '## Limits to verify',
      '## How to read this',
      '## Files',
    ])
  })

  it('of a rehearsal and of a simulation are the same, but for what only one of them has', () => {
    const plain = (text: string) =>
      headings(text.replace(' (modelled)', '').replace('## Prediction', '## Predicted against measured'))
    expect(plain(markdown(simulated()))).toEqual(plain(markdown(rehearsed())))
  })
})

describe('warnings', () => {
  it('are told, each on its line', () => {
    for (const text of both(troubled())) {
      expect(text).toContain('Warnings about the scenario')
      expect(text).toMatch(/^- clerks of unit 30742 .* the queue can only grow$/m)
    }
  })
})

describe('incidents', () => {
  it('have their titles in the language of the report, and their names where they have none', () => {
    const result = simulated()
    expect(formats.markdown.render(result, 'vi')).toContain('Đứt đường truyền chiều 10/7')
    expect(markdown(result)).toContain('The line is down')
    const [incident] = result.scenario.incidents
    if (incident) incident.title = null
    expect(markdown(result)).toContain(`${incident?.name}`)
  })
})

describe('places', () => {
  it('are rolled up by province below the whole', () => {
    const table = markdownTable(markdown(ofManyUnits(50)), 'By province')
    expect(table.map(([name]) => name)).toEqual(['Province', 'All', 'Thành phố Hà Nội', 'Tỉnh An Giang'])
    expect(table[0]).toHaveLength(13)
    expect(rowsOf(table, 'All')[0]?.slice(0, 2)).toEqual(['50', '2,800'])
    expect(rowsOf(table, 'Tỉnh An Giang')[0]?.slice(0, 6)).toEqual(['25', '2,500', '2,250', '525', '250', '5'])
  })

  it('show the twenty units with the most late dossiers and say where the others are', () => {
    const text = markdown(ofManyUnits(50))
    const rows = markdownTable(text, 'By unit').slice(1)
    expect(rows).toHaveLength(20)
    expect(rows[0]).toEqual([
      ...['Xã số 30', 'Thành phố Hà Nội', '100', '90', '30', '10', '0'],
      ...['30.0 %', '66.7 %', '70.0 %', '30.0'],
    ])
    expect(text).toContain('(20 of 50)')
    expect(text).toContain('The figures of every unit are in result.json.')
  })

  it('count what is open and overdue as late', () => {
    const result = ofManyUnits(50)
    const [first] = result.units
    if (first) first.openOverdue = 100
    expect(markdownTable(markdown(result), 'By unit')[1]?.[0]).toBe('Xã số 0')
  })

  it('show calls that failed by the software of the one-stop centres, where it is not the same everywhere', () => {
    const result = ofManyUnits(3)
    expect(markdown(result)).not.toContain('One-stop software')
    const [, second, third] = result.scenario.units
    if (second) second.oneStop = 'igate'
    if (third) third.oneStop = 'igate'
    const text = markdown(result)
    expect(text).toContain('| OpenCPS')
    expect(
      text
        .split('\n')
        .find((line) => line.startsWith('| iGate'))
        ?.replace(/ +/g, ' '),
    ).toBe('| iGate | Xã số 1, Xã số 2 | 200 | 3 | 2,000 | **3** | 0.2 % |')
  })

  it('name no unit as the worst when none has a late dossier', () => {
    const result = ofManyUnits(50)
    result.units = result.units.map((row) => ({ ...row, overdue: 0, openOverdue: 0 }))
    expect(markdown(result)).toContain('No unit has a late dossier. The figures of all 50 units are in result.json.')
  })

  it('show every unit in the scenario’s order when there are few', () => {
    const rows = markdownTable(markdown(ofManyUnits(4)), 'By unit').slice(1)
    expect(rows.map(([name]) => name)).toEqual(['Xã số 0', 'Xã số 1', 'Xã số 2', 'Xã số 3'])
  })

  it('say how many units keep each bound that can be held against one', () => {
    const text = markdown(ofManyUnits(50))
    expect(text).toContain('- onTimeRate at least 97 %: met by 3 of 50 units')
    expect(text).toContain('- progressRate at least 90 %: met by 11 of 50 units')
    expect(text).not.toContain('direct at most 30 min: met')
  })

  it('take hundreds of lines for the whole country, not thousands', () => {
    const result = ofManyUnits(3321)
    expect(markdown(result).split('\n').length).toBeLessThan(300)
    expect(terminal(result).split('\n').length).toBeLessThan(200)
    for (const text of both(result))
      expect(text).toContain('3,321 units, 2 provinces: inhabitants 33,210,000, counters 9,963, officials 19,926')
  })
})

describe('steps and staff', () => {
  it('show waiting and work of each step that officials do or in which a call failed, and where most is waited', () => {
    const table = markdownTable(markdown(), 'By step')
    expect(table.slice(1).map(([name]) => name)).toEqual(['declare', 'receive', 'sign', 'weigh-cattle'])
    expect(rowsOf(table, 'receive')).toEqual([['716', '710', '3.2', '9.8', '11.8', '**6**']])
    expect(markdown()).toContain('Most waiting (mean wait × times done): sign.')
    const vietnamese = markdownTable(markdown(rehearsed(), 'vi'), 'Theo bước xử lý').map(([name]) => name)
    expect(vietnamese.slice(1)).toEqual(['Kê khai trực tuyến', 'Tiếp nhận tại quầy', 'Ký duyệt', 'weigh-cattle'])
  })

  it('show interruptions and overtime only where there were any', () => {
    expect(markdown()).not.toMatch(/Interrupted|overtime/)
    expect(rowsOf(markdownTable(markdown(troubled()), 'By step'), 'sign')[0]?.at(-1)).toBe('12')
    expect(rowsOf(markdownTable(markdown(troubled()), 'By role of officials'), 'Clerk')).toEqual([
      ['5', '912', '555', '60.8 %', '37'],
    ])
  })

  it('show no utilisation of who was never there, and an unknown role under its own code', () => {
    expect(rowsOf(markdownTable(markdown(), 'By role of officials'), 'vet')).toEqual([['1', '0', '0', '–']])
  })
})

describe('what happened to citizens and papers', () => {
  it('counts trips, and hours on the way only where the scenario has them', () => {
    expect(markdownTable(markdown(), 'Citizens at the centre').slice(1)).toEqual([
      ['Trips to a counter', '1,400'],
      ['Trips per dossier', '0.50'],
      ['Turned away: no place to wait', '0'],
      ['Gave up: waited too long', '0'],
    ])
    const table = markdownTable(markdown(troubled()), 'Citizens at the centre')
    expect(rowsOf(table, 'Hours on the way')).toEqual([['933.4']])
    expect(rowsOf(table, 'Turned away: no place to wait')).toEqual([['**17**']])
  })

  it('says what was done on paper, what is still to be entered, and how late it was entered', () => {
    for (const text of both(troubled())) {
      expect(text).toContain('Steps done on paper first: 60; entered later: 48; still to be entered at the end: 12.')
      expect(text).toContain('From the paper to the entry: median 3.3 h, p90 21.0 h (day and night).')
    }
    const result = troubled()
    result.paper = { steps: 2, entered: 0, toEnter: 2, lagP50Hours: null, lagP90Hours: null }
    expect(markdown(result)).not.toContain('From the paper')
  })

  it('says how many sub-dossiers were started, finished and left open', () => {
    for (const text of both(troubled()))
      expect(text).toContain('Sub-dossiers started: 45; finished: 40; open at the end: 5.')
  })

  it('shows lost and duplicated calls, each where it happened', () => {
    const text = markdown(troubled())
    const table = markdownTable(text, 'By system operation (modelled)')
    expect(table[0]?.slice(1, 5)).toEqual(['Calls', 'Errors', 'Lost', 'Twice'])
    expect(rowsOf(table, 'portal.submit')[0]?.slice(1, 4)).toEqual(['**4**', '**3**', '0'])
    expect(rowsOf(table, 'one-stop.receive')[0]?.slice(1, 4)).toEqual(['**12**', '0', '**2**'])
    expect(text).toContain('Calls lost, of which nothing came back: 3')
    expect(text).toContain('Calls that arrived twice: 2.')
  })
})

describe('the prediction', () => {
  it('sets what is open right below the rates, and leaves out what never happens', () => {
    const rows = markdownTable(markdown(troubled()), 'Prediction').slice(1)
    expect(rows.map(([name]) => name)).toEqual([
      'onTimeRate',
      'Open at the end',
      'Wait p90',
      'Turnaround p90',
      'Received',
    ])
  })

  it('says which measured figures lie outside, and that all lie inside when they do', () => {
    for (const text of both())
      expect(text).toContain('2 of 3 measured figures lie inside the interval for one period; outside: Wait p90.')
    const result = rehearsed()
    for (const row of result.prediction?.rows ?? []) if (row.inside === false) row.inside = true
    expect(markdown(result)).toContain('3 of 3 measured figures lie inside the interval for one period.')
  })

  it('gives long-run means where they were asked for', () => {
    const table = markdownTable(markdown(troubled()), 'Steady state')
    expect(rowsOf(table, 'Wait (working minutes)')).toEqual([['9.88', '9.50 – 10.25', '3.1 %']])
    expect(rowsOf(table, 'dust')).toEqual([['1.00', '0.00 – 2.00', '0.0 %']])
  })

  it('gives no long-run mean of what has none, and says why', () => {
    const result = troubled()
    const rows = result.prediction?.steadyState?.rows ?? []
    for (const row of rows) Object.assign(row, { mean: null, ci95: null, none: 'overloaded', truncatedShare: 0.49 })
    const text = markdown(result)
    expect(rowsOf(markdownTable(text, 'Steady state'), 'dust')).toEqual([['–', '–', '49.0 %']])
    expect(text).toContain('There is no long-run mean: more is asked somewhere than there is time for')
  })

  it('has no chance for a target of which none was predicted', () => {
    const result = failed()
    result.prediction?.targets.pop()
    const table = markdownTable(markdown(result), 'Verdict against each target')
    expect(rowsOf(table, 'Wait p90, direct')[0]?.at(-1)).toBe('–')
  })
})

describe('what a committee reads first', () => {
  it('carries the chance that a period meets every target, where one was predicted', () => {
    const result = rehearsed()
    expect(markdown(result)).toContain('Chance that one period meets every target: 77.0 % (70.5 – 82.6 %).')
    expect(markdown({ ...result, prediction: null })).not.toContain('meets every target')
  })

  it('explains percentiles once, near their first use', () => {
    const note = 'p50 (the median), p90, p95, p99:'
    const result = rehearsed()
    const text = markdown(result)
    expect(text.split(note)).toHaveLength(2)
    expect(text.indexOf(note)).toBeLessThan(text.indexOf('## Key figures'))
    result.verdict.targets = result.verdict.targets.filter(({ target }) => !target.indicator.includes('P90'))
    expect(markdown(result).split(note)).toHaveLength(2)
  })
})

describe('the streams of demand', () => {
  it('have a row each where there are several', () => {
    const row = { received: 100, finished: 90, open: 10, overdue: 9, onTimeRate: 0.9 }
    const times = { waitMeanMin: 1.5, waitP90Min: 4, turnaroundMeanHours: 2, turnaroundP90Hours: 5.25 }
    const result = { ...rehearsed(), streams: ['', 'zalo'].map((stream) => ({ stream, ...row, ...times })) }
    const table = markdownTable(markdown(result), 'By stream of demand')
    for (const name of ['Ordinary demand', 'zalo'])
      expect(rowsOf(table, name)).toEqual([['100', '90', '9', '10', '90.0 %', '2.0', '5.3', '1.5', '4.0']])
    expect(markdown(rehearsed())).not.toContain('By stream')
  })
})

describe('dossiers over time', () => {
  const daysOf = (count: number) => {
    const result = rehearsed()
    result.throughput.byDay = Array.from({ length: count }, (_, n) => ({
      date: new Date(Date.UTC(2025, 6, 1 + n)).toISOString().slice(0, 10),
      ...{ received: 10, finished: 9, open: n + 1 },
    }))
    return markdownTable(markdown(result), 'Throughput')
  }

  it('are shown by day for a month', () => {
    const table = daysOf(31)
    expect(table).toHaveLength(32)
    expect(rowsOf(table, '31 July 2025')).toEqual([['10', '9', '31']])
  })

  it('are shown by week for half a year, with what is open as the week ends', () => {
    const table = daysOf(184)
    expect(table[0]?.[0]).toBe('Week from Monday')
    // 1 July 2025 is a Tuesday.
    expect(table.slice(1, 3)).toEqual([
      ['30 June 2025', '60', '54', '6'],
      ['7 July 2025', '70', '63', '13'],
    ])
  })

  it('are shown by month beyond a year', () => {
    const table = daysOf(730)
    expect(table[0]?.[0]).toBe('Month')
    expect(table).toHaveLength(25)
    expect(table[1]).toEqual(['2025-07', '310', '279', '31'])
  })
})
