import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messageSenders, standInNames, transferOperations } from '../../src/schema/index.ts'
import { transferFaults } from '../../src/systems/core/faults.ts'

const systems = join(import.meta.dirname, '../../src/systems')
/** Stand-ins that share a folder besides their own. */
const shared: Record<string, string> = { residence: 'linked', 'health-insurance': 'linked' }

function codeOf(folder: string): string[] {
  return readdirSync(join(systems, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(systems, folder, file), 'utf8'))
}
const codeFor = (name: string) => [name, ...(shared[name] === undefined ? [] : [shared[name]])].flatMap(codeOf)

describe('what a scenario is told of the messages between systems', () => {
  it('names the systems that write into an outbox, and no other', () => {
    const senders = standInNames.filter((name) => codeFor(name).some((text) => /outbox\.add\(/.test(text)))
    expect(messageSenders.toSorted()).toEqual(senders.toSorted())
  })

  it('names the operations that ask for each fault of a transfer at their door, and no other', () => {
    for (const fault of Object.keys(transferFaults)) {
      const asking = standInNames.flatMap((name) =>
        codeFor(name)
          .filter((text) => text.includes(`faults.find('${fault}'`))
          .flatMap((text) => [...text.matchAll(/^ +name: '([a-z-]+\.[a-z-]+)',$/gm)].map(([, operation]) => operation)),
      )
      expect(asking, fault).toEqual(transferOperations)
    }
  })
})
