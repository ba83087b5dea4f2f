import type { TSchema } from 'typebox'
import type { BodyKind, Operation } from './operation.ts'
import { Problem } from './shapes.ts'

export interface DocumentParts {
  readonly title: string
  readonly description: string
  readonly version: string
  readonly operations: readonly Operation[]
  /** Whether who calls is asked for an account. */
  readonly isAsked: boolean
  /** What scenario times look like. */
  readonly timePattern: string
}

type Json = Record<string, unknown>

const mediaTypes: Readonly<Record<BodyKind, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  xml: 'application/xml',
  text: 'text/plain',
  bytes: 'application/octet-stream',
}

/** Headers of any call. */
function callHeaders(timePattern: string): Json[] {
  const short = { type: 'string', maxLength: 200 }
  const described: [name: string, description: string, schema: Json][] = [
    [
      'x-dientap-at',
      'Scenario time at which the call counts, ISO 8601 with +07:00. Without it: the latest seen here.',
      { type: 'string', pattern: timePattern },
    ],
    [
      'x-dientap-call',
      'Id of the call. The same id again is the same call sent again: same answer, no second effect.',
      { ...short, minLength: 1 },
    ],
    ['x-dientap-run', 'Id of the run.', short],
    ['x-dientap-by', 'Who calls, where no account says it.', short],
    [
      'x-dientap-unit',
      'Code of the unit concerned, where no account says it.',
      { type: 'string', pattern: '^[0-9]{5}$' },
    ],
  ]
  return described.map(([name, description, schema]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema,
  }))
}

/** The OpenAPI 3.1 document of a stand-in, from the table that its doors are made of. */
export function openApiDocument(parts: DocumentParts): Json {
  const { title, description, version, operations, isAsked } = parts
  const headers = callHeaders(parts.timePattern)
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, isAsked, headers) }
  }
  return {
    openapi: '3.1.0',
    info: { title, description, version },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token from POST /oauth2/token.' },
        basic: { type: 'http', scheme: 'basic', description: 'User and secret of an account.' },
        run: { type: 'http', scheme: 'bearer', description: 'The token of the run.' },
      },
      schemas: { Problem },
    },
  }
}

function describe(operation: Operation, isAsked: boolean, headers: readonly Json[]): Json {
  const { name, summary, description, access, body, bodyKind = 'json' } = operation
  const permission = access.kind === 'permission' ? `Asks the permission \`${access.permission ?? name}\`.` : undefined
  const own = access.kind === 'own' ? access.what : undefined
  const text = [description, permission, own].filter((part) => part !== undefined).join('\n\n')
  return {
    operationId: name,
    summary,
    ...(text === '' ? {} : { description: text }),
    tags: [name.split('.')[0]],
    security: securityOf(operation, isAsked),
    parameters: [...fieldsOf(operation.params, 'path'), ...fieldsOf(operation.query, 'query'), ...headers],
    ...(body ? { requestBody: { required: true, content: { [mediaTypes[bodyKind]]: { schema: body } } } } : {}),
    responses: responsesOf(operation, isAsked),
  }
}

function securityOf({ access }: Operation, isAsked: boolean): Json[] {
  if (access.kind === 'run') return [{ run: [] }]
  if (!isAsked || access.kind === 'public' || access.kind === 'own') return []
  return [{ bearer: [] }, { basic: [] }]
}

function fieldsOf(schema: TSchema | undefined, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema & { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(field.description === undefined ? {} : { description: field.description }),
    schema: field,
  }))
}

/** Errors that the core adds, and why. */
function coreErrors(operation: Operation, isAsked: boolean): Record<number, string> {
  const { access, body, kind } = operation
  const errors: Record<number, string> = {
    400: 'invalid, bad-request, bad-header, no-scenario-time: the request is not as described here.',
    408: 'too-slow: the request came drop by drop.',
    431: 'headers-too-large',
    503: 'busy, connection-lost, database-away: not now.',
  }
  if (access.kind === 'run' || (isAsked && access.kind !== 'public' && access.kind !== 'own')) {
    errors[401] = 'unauthorised, token-expired: log in.'
  }
  if (access.kind === 'run' || (isAsked && access.kind === 'permission')) {
    errors[403] = 'forbidden: the account does not hold the permission.'
  }
  if (access.kind !== 'run')
    errors[422] = 'not-set-up: the unit does not have it. failed, refused: only where a fault is planted.'
  if (body) {
    errors[413] = 'too-large: the body is longer than it may be.'
    errors[415] = 'unsupported-media-type'
  }
  if (operation.params) errors[414] = 'too-long: a part of the path is longer than any id.'
  if (kind === 'changing') errors[409] = 'call-id-reused: the id named another call before.'
  return errors
}

/** Errors that may be found before the operation is known. */
const EARLY: ReadonlySet<number> = new Set([400, 408, 413, 414, 431])

function responsesOf(operation: Operation, isAsked: boolean): Json {
  const responses: Record<string, Json> = {}
  const plain = { $ref: '#/components/schemas/Problem' }
  const { errors } = operation
  const problemSchema = errors?.schema ?? plain
  // What can't be read at all is answered before anybody knows which operation was meant.
  const earlySchema = errors && errors.contentType === undefined ? { anyOf: [errors.schema, plain] } : plain
  const errorContent = (status: string): Json => {
    const own = errors?.contentType === undefined ? {} : { [errors.contentType]: { schema: errors.schema } }
    if (EARLY.has(Number(status))) return { 'application/json': { schema: earlySchema }, ...own }
    return errors?.contentType === undefined ? { 'application/json': { schema: problemSchema } } : own
  }
  for (const [status, why] of Object.entries(coreErrors(operation, isAsked))) {
    responses[status] = { description: why, content: errorContent(status) }
  }
  for (const [status, answer] of Object.entries(operation.answers)) {
    const { schema } = answer
    const content =
      schema === Problem ? errorContent(status) : schema && { [answer.contentType ?? 'application/json']: { schema } }
    const added = responses[status]?.description
    responses[status] = {
      description: added === undefined ? answer.description : `${answer.description} Also ${added}`,
      ...(content ? { content } : {}),
      ...(answer.headers ? { headers: headersOf(answer.headers) } : {}),
    }
  }
  responses['5XX'] = {
    description: 'Only where a fault is planted.',
    content: errorContent('5XX'),
  }
  return responses
}

function headersOf(headers: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, what]) => [name, { description: what, schema: { type: 'string' } }]),
  )
}
