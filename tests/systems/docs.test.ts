import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commonFaults, transferFaults } from '../../src/systems/core/faults.ts'

const text = readFileSync(new URL('../../docs/systems.md', import.meta.url), 'utf8')

it('docs/systems.md lists every fault that the core makes, and no other', () => {
  const listed = [...text.matchAll(/^\| `([a-z0-9-]+)` \| /gm)].map(([, kind]) => kind)
  const kinds = [...Object.keys(commonFaults), ...Object.keys(transferFaults)]
  expect(listed.filter((kind) => !kind?.startsWith('x-dientap') && kind !== 'authorization')).toEqual(kinds)
})
