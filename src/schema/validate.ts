import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Static, TSchema } from 'typebox'
import { withSharedParts } from './shared-parts.ts'

export type SchemaProblem = ErrorObject

// strictRequired off: the tag of a tagged union is required beside oneOf and defined in each variant.
const ajv = new Ajv2020({
  allErrors: true,
  discriminator: true,
  verbose: true,
  strict: true,
  strictRequired: false,
  strictTuples: false,
  // A file is checked once: what ajv would save in checking costs ten times as much in compiling.
  inlineRefs: false,
  code: { optimize: false },
})
addFormats.default(ajv)

const compiled = new WeakMap<object, ValidateFunction>()

/**
 * Checks a value against a schema. Changes nothing: no defaults are filled in, nothing is coerced.
 * @returns every problem; an empty list means that the value has the schema's type.
 */
export function problemsOf(schema: TSchema, value: unknown): SchemaProblem[] {
  let check = compiled.get(schema)
  if (!check) {
    check = ajv.compile(withSharedParts(schema))
    compiled.set(schema, check)
  }
  return check(value) ? [] : [...(check.errors ?? [])]
}

/** Whether a value has the schema's type; narrows it. */
export function conforms<T extends TSchema>(schema: T, value: unknown): value is Static<T> {
  return problemsOf(schema, value).length === 0
}
