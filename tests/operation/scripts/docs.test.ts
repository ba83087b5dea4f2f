import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { eventKinds, type Script } from '../../../src/schema/index.ts'
import { outcomes, playScript, smallScript } from './small-script.ts'

const text = readFileSync(new URL('../../../docs/scripts.md', import.meta.url), 'utf8')
const example = () => {
  const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  return (parse(yaml) as { scripts: Script[] }).scripts
}

describe('the example of docs/scripts.md', () => {
  // The workflow of these tests: received in 10 minutes.
  const played = playScript({ ...smallScript({ steps: [] }), scripts: example() })

  it('runs as it stands there', () => {
    expect(played.told.filter((line) => / (ready|done) /.test(line)).map((line) => line.slice(4))).toEqual([
      '08:00 ready arrange',
      '08:15 done arrange clerk-1',
      '08:15 ready submit',
      '08:15 done submit citizen',
      '08:15 ready received',
      '08:25 done received clerk-1',
      '09:00 ready letter',
      '09:00 ready minutes',
      '09:05 done letter clerk-1',
      '09:20 done minutes Thư ký cuộc họp',
    ])
  })

  it('has one deviation: nobody left minutes', () => {
    expect(outcomes(played)).toEqual([
      'arrange: done',
      'submit: done',
      'received: done',
      'letter: done',
      'minutes: done, evidence-missing minutes',
    ])
    expect(played.conformance.total.conformance).toBe(0.8)
  })
})

describe('docs/scripts.md', () => {
  it('names every event of scripts', () => {
    for (const kind of eventKinds.filter((each) => each.startsWith('script-'))) expect(text).toContain(`\`${kind}\``)
  })
})
