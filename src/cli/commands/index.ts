import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { generate } from './generate.ts'
import { load } from './load.ts'
import { merge } from './merge.ts'
import { recount } from './recount.ts'
import { rehearse } from './rehearse.ts'
import { selftest } from './selftest.ts'
import { serve } from './serve.ts'
import { simulate } from './simulate.ts'
import { systems } from './systems.ts'
import { validate } from './validate.ts'

/** Every command, in the order of --help. */
export const commands: readonly Command[] = [
  rehearse,
  load,
  simulate,
  merge,
  recount,
  validate,
  generate,
  systems,
  selftest,
  doctor,
  serve,
]
