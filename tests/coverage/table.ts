/** `npm run coverage-table`: writes docs/coverage.md. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../repo/source.ts'
import { coveragePage } from './page.ts'
import { coverage, seedItems } from './rows.ts'

writeFileSync(join(root, 'docs/coverage.md'), coveragePage(seedItems, coverage))
