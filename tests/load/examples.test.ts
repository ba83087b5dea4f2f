import { expect, it } from 'vitest'
import { load } from '../../src/cli/commands/load.ts'
import { bash, resultIn, runFolder, temporary } from '../cli/command.ts'
import { describeWithK6 } from './k6.ts'

/** What is changed about an example, and only here: it lasts four seconds. */
function short(line: string): string {
  return line.includes('--find-knee') ? line : `${line.replace(/ --duration \d+/, '')} --duration 4`
}

describeWithK6('every example of dientap load --help', () => {
  it.for(load.examples.map(([line]) => line))('dientap %s', { timeout: 120_000 }, async (line) => {
    const folder = temporary()
    const { status, stderr } = await bash(`dientap ${short(line)}`, { cwd: folder }).ended
    // So short a run may have nothing to measure for some target: 3, and not a fault.
    expect([0, 1, 3]).toContain(status)
    expect(stderr).not.toContain('dientap:')
    expect(resultIn(runFolder(`${folder}/reports`))).toMatchObject({
      run: { clock: 'load', stopped: null },
      conservation: { holds: true },
    })
  })
})
