/** Writes the published JSON Schemas to docs/schema/, or with --check tells whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs'
import { EventLine, RunResult, Scenario, SystemsProfile, TargetFile } from './index.ts'
import { withSharedParts } from './shared-parts.ts'

const stale: string[] = []
for (const [name, schema] of Object.entries({
  scenario: Scenario,
  event: EventLine,
  result: RunResult,
  target: TargetFile,
  profile: SystemsProfile,
})) {
  const file = new URL(`../../docs/schema/${name}.schema.json`, import.meta.url)
  const text = `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...withSharedParts(schema) }, null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) stale.push(name)
}
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; run "npm run schemas"`)
  process.exitCode = 1
}
