import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import { type CaseResult, caseNames, readSelftest, STAMP_FILE, writeSelftest } from '../../src/selftest/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'dientap-selftest-'))
afterAll(() => rmSync(folder, { recursive: true }))

const about = { at: '2026-11-01T02:00:00.000Z', dientap: '9.9.9', quick: false }
const result = (within: boolean): CaseResult => ({
  kind: 'identity',
  name: 'calendar',
  about: '',
  compared: 1,
  largestMs: within ? 0 : 1,
  within,
})
const notRun = { status: 'not run', cases: caseNames.length, passed: 0, at: null, dientap: '9.9.9' }
const at = (name: string) => join(folder, name)

describe('how the self-test came out', () => {
  it('is read where it was written, in a folder made for it', () => {
    writeSelftest(at('new/one'), [result(true), result(true)], about)
    expect(readSelftest(at('new/one'), '9.9.9')).toEqual({
      status: 'passed',
      cases: 2,
      passed: 2,
      at: about.at,
      dientap: '9.9.9',
    })
  })

  it('is a failure with one case out', () => {
    writeSelftest(at('failed'), [result(true), result(false)], about)
    expect(readSelftest(at('failed'), '9.9.9')).toMatchObject({ status: 'failed', cases: 2, passed: 1 })
  })

  it('says nothing of another version', () => {
    writeSelftest(at('older'), [result(true)], { ...about, dientap: '9.9.8' })
    expect(readSelftest(at('older'), '9.9.9')).toEqual(notRun)
  })

  it('is "not run" without a file, and with one that is cut short or of another shape', () => {
    expect(readSelftest(at('none'), '9.9.9')).toEqual(notRun)
    writeSelftest(at('cut'), [result(true)], about)
    const file = join(at('cut'), STAMP_FILE)
    const whole = readFileSync(file, 'utf8')
    for (const text of [whole.slice(0, 40), '[]', 'null', whole.replace('"passed": 1', '"passed": "1"')]) {
      writeFileSync(file, text)
      expect(readSelftest(at('cut'), '9.9.9')).toEqual(notRun)
    }
  })

  it('that can’t be written is told so', () => {
    writeFileSync(at('file'), '')
    expect(() => writeSelftest(at('file'), [result(true)], about)).toThrow(Fault)
  })
})
