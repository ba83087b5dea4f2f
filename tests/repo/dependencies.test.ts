import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { named, tableUnder } from './readme.ts'
import { root } from './source.ts'

describe('the table of dependencies', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })

  it('has every package of package.json once, and no other', () => {
    expect(named('Dependencies').toSorted()).toEqual(installed.toSorted())
  })

  it('says of each what for, and why this one', () => {
    for (const cells of tableUnder('Dependencies')) {
      expect(cells, cells[0]).toHaveLength(3)
      for (const cell of cells) expect(cell.length, cells[0]).toBeGreaterThan(2)
    }
  })
})
