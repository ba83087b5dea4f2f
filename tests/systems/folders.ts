import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const directories: string[] = []

/** A folder for databases, until removeDirectories. */
export function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dientap-systems-'))
  directories.push(directory)
  return directory
}

export function removeDirectories(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
}
