import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EventLog } from '../../src/cli/run-folder.ts'
import { loadScenario } from '../../src/scenario/index.ts'

describe('events.ndjson', () => {
  it.skipIf(!existsSync('/dev/full'))('on a full disk is a fault that names the place [needs /dev/full]', () => {
    const log = new EventLog(loadScenario('rach-gia-2025-07'), '/dev/full')
    log.record({
      atMs: Date.UTC(2025, 6, 1),
      unit: 0,
      atUnit: 0,
      dossier: 0,
      leg: 0,
      slot: 0,
      stream: 0,
      event: 'arrived',
      workflow: 0,
      step: 0,
      by: -1,
      state: 1,
      procedure: 0,
      channel: 0,
      site: 0,
      tripMs: 0,
      over: false,
      dueMs: Number.NaN,
      operation: '',
      tookMs: 0,
      reason: '',
    })
    expect(() => log.close()).toThrow(
      expect.objectContaining({ code: 'output-unwritable', message: expect.stringContaining('/dev/full') }),
    )
  })
})
