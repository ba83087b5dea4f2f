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
