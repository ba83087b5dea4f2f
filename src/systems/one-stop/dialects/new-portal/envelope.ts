import Type, { type TSchema } from 'typebox'
import type { Answer, ErrorForm, Said } from '../../../core/operation.ts'
import { closed } from '../../../core/shapes.ts'

const DONE = 201

/** The answer of an operation that did what was asked: always 201. */
export function doneAnswer(data: TSchema): Record<typeof DONE, Answer> {
  const schema = closed(
    {
      code: Type.Literal('OK', { description: 'It was done.' }),
      data,
      message: Type.String({ description: 'The same for people.' }),
    },
    'Done.',
  )
  return { [DONE]: { description: 'Done.', schema } }
}

export function done(data: unknown): Said {
  return { status: DONE, body: { code: 'OK', data, message: 'Thành công' } }
}

/** Errors; `code` is the word in capitals: ACTION_NOT_ALLOWED. */
export const errors: ErrorForm = {
  schema: closed(
    {
      code: Type.String({ pattern: '^[A-Z0-9_]+$', description: 'A stable word for what went wrong.' }),
      data: Type.Null({ description: 'Nothing.' }),
      message: Type.String({ description: 'The same for people.' }),
    },
    'What went wrong.',
  ),
  write: (_status, error, { message }) => ({
    code: error.toUpperCase().replaceAll('-', '_'),
    data: null,
    message: typeof message === 'string' ? message : error,
  }),
}
