import { formatDate } from '../../calendar/index.ts'
import { parseIso } from '../../target/index.ts'

/** Whole years before and after the rehearsed ones in which a call may count: what is left open goes on afterwards. */
const SPARE_YEARS = 2

/**
 * The scenario times that a stand-in takes, as ISO 8601 with +07:00. The pattern is exact: whatever it matches is taken,
 * and nothing else is, so that who reads only the OpenAPI document knows as much as the server.
 */
export class ScenarioTimes {
  readonly pattern: string
  readonly #regex: RegExp

  /** @param fromMs start of the rehearsed period; @param toMs its end, epoch ms */
  constructor(fromMs: number, toMs: number) {
    const yearOf = (atMs: number) => Number(formatDate(atMs).slice(0, 4))
    const first = yearOf(fromMs) - SPARE_YEARS
    const years = Array.from({ length: yearOf(toMs) + SPARE_YEARS - first + 1 }, (_, index) => first + index)
    const leapYears = years.filter((year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
    const longMonths = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])'
    const shortMonths = '(0[469]|11)-(0[1-9]|[12][0-9]|30)'
    const february = '02-(0[1-9]|1[0-9]|2[0-8])'
    const ordinary = `(${years.join('|')})-(${longMonths}|${shortMonths}|${february})`
    const leapDays = leapYears.length === 0 ? '' : `|(${leapYears.join('|')})-02-29`
    const time = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?'
    this.pattern = `^(${ordinary}${leapDays})T${time}\\+07:00$`
    this.#regex = new RegExp(this.pattern, 'u')
  }

  /** Epoch ms; undefined when the text is no time, or lies far outside the period. */
  parse(text: string): number | undefined {
    return this.#regex.test(text) ? parseIso(text) : undefined
  }
}
