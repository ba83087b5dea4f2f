import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { Fault } from '../faults/index.ts'
import { conforms, type ReadinessRule, ReadinessRules } from '../schema/index.ts'

const file = fileURLToPath(new URL('../../scenarios/catalogue/readiness.yaml', import.meta.url))
let known: readonly ReadinessRule[] | undefined

/** The rules by which units are judged ready: data of the catalogue. */
export function readinessRules(): readonly ReadinessRule[] {
  known ??= readRules()
  return known
}

function readRules(): readonly ReadinessRule[] {
  const value: unknown = parse(readFileSync(file, 'utf8'))
  if (conforms(ReadinessRules, value)) return value.rules
  throw new Fault('internal', `${file} does not have the shape of readiness rules`, 'Install Dientap anew.')
}
