/** The k6 of the tests: npm test has provisioned it, where it can be had. */
import { describe } from 'vitest'
import { type K6, lookForK6, type Surroundings } from '../../src/load/index.ts'

export const surroundings: Surroundings = { env: process.env, platform: process.platform, arch: process.arch }

const found = await lookForK6(surroundings)

/** A group of tests that need a real k6; its title says so, as a skip must give its reason. */
export function describeWithK6(title: string, tests: (k6: K6) => void): void {
  describe.skipIf(!found)(`${title} [needs k6]`, () => {
    if (found) tests(found)
  })
}
