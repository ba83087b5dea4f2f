import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './source.ts'

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
interface Lockfile {
  packages: Record<string, { resolved?: string; integrity?: string; link?: boolean } & Partial<Manifest>>
}

const read = (name: string) => readFileSync(join(root, name), 'utf8')
const manifest = JSON.parse(read('package.json')) as Manifest
const lockText = read('package-lock.json')
const { packages } = JSON.parse(lockText) as Lockfile

describe('the lock file', () => {
  it('names no host that packages come from', () => {
    const hosts = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)
    expect(hosts.map(([name]) => name)).toEqual([])
    expect(lockText).not.toMatch(/https?:\/\/[^"]*(registry|npmjs|\.tgz)/i)
  })

  it('has a checksum for every package, so that it does not matter where it comes from', () => {
    const unchecked = Object.entries(packages).filter(([name, { integrity }]) => name !== '' && integrity === undefined)
    expect(unchecked.map(([name]) => name)).toEqual([])
  })

  it('agrees with package.json', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies)
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies)
  })

  it('stays so: .npmrc keeps hosts out of it and names none', () => {
    expect(existsSync(join(root, '.npmrc'))).toBe(true)
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
    expect(read('.npmrc')).not.toMatch(/registry\s*=\s*http|:\/\//)
  })
})

describe('the README', () => {
  it.each(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))(
    'says what %s is for and why this one',
    (name) => {
      const row = read('README.md')
        .split('\n')
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .find((cells) => cells.length === 5 && cells[1] === `\`${name}\``)
      expect(row, `README.md needs the row: | \`${name}\` | what for | why this one |`).toBeDefined()
      expect(row?.slice(2, 4).filter((cell) => cell.length < 3)).toEqual([])
    },
  )
})
