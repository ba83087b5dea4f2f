import { STATUS_CODES } from 'node:http'
import Type from 'typebox'
import type { ErrorForm } from '../../../core/operation.ts'
import { closed } from '../../../core/shapes.ts'
import { orNull } from '../shapes.ts'
import { springTime } from './times.ts'

/** Errors as Spring writes them; the word is in `message`. */
export const igateErrors: ErrorForm = {
  schema: closed(
    {
      timestamp: orNull('Time of the call, in UTC'),
      status: Type.Integer({ minimum: 400, maximum: 599, description: 'HTTP status.' }),
      error: Type.String({ description: 'HTTP phrase.' }),
      message: Type.String({ description: 'A stable word for what went wrong.' }),
      path: Type.String({ description: 'What was asked.' }),
    },
    'What went wrong.',
  ),
  write: (status, error, _more, { path, atMs }) => ({
    timestamp: atMs === undefined ? null : springTime(atMs),
    status,
    error: STATUS_CODES[status] ?? 'Error',
    message: error,
    path,
  }),
}
