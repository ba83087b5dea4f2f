import type { Declaration } from './messages.ts'

/** What does not fit in a declaration: the first field, and how. */
export interface Misfit {
  readonly field: string
  readonly why: 'missing' | 'format'
}

const NAME = /^[\p{L}\p{M}.'’ -]+$/u
const IDENTITY_NUMBER = /^\d{12}$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * What the system refuses on entry: a field that is missing or of another form.
 * @param today as 2025-07-01
 */
export function misfitOf(declaration: Declaration, today: string): Misfit | undefined {
  for (const field of ['applicantName', 'fullName'] as const) {
    const name = declaration[field].trim()
    if (name === '') return { field, why: 'missing' }
    if (!NAME.test(name)) return { field, why: 'format' }
  }
  const { applicantIdNo, dateOfBirth = '' } = declaration
  if (applicantIdNo === '') return { field: 'applicantIdNo', why: 'missing' }
  if (!IDENTITY_NUMBER.test(applicantIdNo)) return { field: 'applicantIdNo', why: 'format' }
  if (dateOfBirth !== '' && !isDateUpTo(dateOfBirth, today)) return { field: 'dateOfBirth', why: 'format' }
  return undefined
}

function isDateUpTo(text: string, today: string): boolean {
  if (!DATE.test(text) || text > today) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
