/** Shapes that the bodies of all stand-ins share. */
import Type, { type TSchema } from 'typebox'

/** An object that names all its properties: an unknown key is refused. */
export function closed<T extends Record<string, TSchema>>(properties: T, description: string) {
  return Type.Object(properties, { additionalProperties: false, description })
}

/** No NUL: PostgreSQL can't hold it. */
const noNul = '^[^\\u0000]*$'

/** Text of a person or an official, at most so many characters; long enough for any, short enough to keep. */
export const text = (maxLength = 500, minLength = 0, description?: string) =>
  Type.String({ pattern: noNul, minLength, maxLength, ...(description === undefined ? {} : { description }) })

/** The id of a dossier in every system: 30742-000123. */
export const Uid = Type.String({
  pattern: '^[A-Za-z0-9._:-]{1,64}$',
  description: 'Id of the dossier in every system.',
})

/** yyyyMMddHHmmss in Vietnam. */
export const CompactTime = Type.String({ pattern: '^\\d{14}$', description: 'yyyyMMddHHmmss in Vietnam.' })

/** What went wrong: the body of every answer from 400 on, unless the operation writes errors its own way. */
export const Problem = Type.Object(
  {
    error: Type.String({ description: 'A stable word for what went wrong.' }),
    message: Type.Optional(Type.String({ description: 'The same in a sentence.' })),
  },
  { additionalProperties: true, description: 'What went wrong.' },
)
