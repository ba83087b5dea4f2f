import type { Case } from '../case.ts'
import { networksCases } from './networks.ts'
import { oneOfficial } from './one-official.ts'
import { others } from './others.ts'
import { prioritiesCases } from './priorities.ts'
import { severalOfficials } from './several-officials.ts'

/** Every case of the suite whose figures have an exact value. A new one is a line here and a scenario file. */
export const cases: readonly Case[] = [
  ...oneOfficial,
  ...severalOfficials,
  ...prioritiesCases,
  ...networksCases,
  ...others,
]
