import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { Fault } from '../faults/index.ts'
import { problemsOf, RemedyCatalogue } from '../schema/index.ts'

const file = new URL('../../scenarios/catalogue/remedies.yaml', import.meta.url)
let known: RemedyCatalogue | undefined

/**
 * The catalogue of remedies, read once.
 * @throws Fault file-unreadable when it does not have its shape
 */
export function remedies(): RemedyCatalogue {
  if (known) return known
  const path = fileURLToPath(file)
  const read: unknown = parse(readFileSync(file, 'utf8'))
  const problems = problemsOf(RemedyCatalogue, read)
  if (problems.length > 0) {
    const told = problems.map(({ message }) => message).join('; ')
    throw new Fault('file-unreadable', `${path} is no catalogue of remedies: ${told}`, 'install Dientap anew')
  }
  known = read as RemedyCatalogue
  return known
}
