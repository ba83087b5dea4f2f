import type { RefinedResponse } from 'k6/http'
import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../src/load/scripts/answer.ts'
import type { LoadOperation } from '../../src/load/work/load-plan.ts'

const operation: LoadOperation = {
  ...{ name: 'land.record', done: [200], doneWhen: null, errorPaths: [['Message']], duePath: null, list: null },
  ...{ reads: true, captures: [], needs: [], timeoutMs: 1000 },
}
const kindOf = (given: Partial<LoadOperation>, body: unknown) =>
  readAnswer({ ...operation, ...given }, {
    ...{ status: 200, error: '', error_code: 0, body: JSON.stringify(body) },
  } as RefinedResponse<'text'>).kind

describe('a good status over a body', () => {
  const doneWhen = { path: ['Result'], is: [true] }

  it('with the word of an error is none', () => {
    expect(kindOf({}, { Message: 'locked' })).toBe('error-body')
    expect(kindOf({}, { Message: '' })).toBe('ok')
  })

  it('that says it was done is good whatever else it says, as in a rehearsal', () => {
    expect(kindOf({ doneWhen }, { Result: true, Message: 'Thành công' })).toBe('ok')
    expect(kindOf({ doneWhen }, { Result: false, Message: 'Thành công' })).toBe('error-body')
  })
})
