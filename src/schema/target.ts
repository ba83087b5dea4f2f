import Type, { type Static } from 'typebox'
import { closed, type SystemName, systemNames } from './parts.ts'

const Headers = Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), Type.String(), {
  description: 'Header names in lower case, and their values; a value may hold {placeholders}.',
})

const Path = Type.String({
  pattern: '^[^.]+(\\.[^.]+)*$',
  description: 'Path of the field in the answer, for example data.dueDate.',
})

const Answer = closed(
  {
    status: Type.Integer({ minimum: 200, maximum: 299, description: 'HTTP status that says the operation was done.' }),
    dueDate: Type.Optional(
      Type.Unsafe<string>({ ...Path, description: 'Where the answer holds the appointment date.' }),
    ),
    dossierNo: Type.Optional(
      Type.Unsafe<string>({ ...Path, description: 'Where the answer holds the dossier’s number.' }),
    ),
    times: Type.Optional(
      Type.Enum(['iso', 'compact'], {
        default: 'iso',
        description: 'How the answer writes times: ISO 8601 with offset, or yyyyMMddHHmmss in Vietnam.',
      }),
    ),
  },
  'What a good answer looks like.',
)

export const TargetOperation = closed(
  {
    system: Type.Enum([...systemNames], { description: 'The system that is asked.' }),
    method: Type.Enum(['GET', 'POST', 'PUT', 'DELETE'], { description: 'HTTP method.' }),
    path: Type.String({
      pattern: '^/',
      description: 'Path and query; may hold {placeholders}, which are URL-encoded.',
    }),
    headers: Type.Optional(Headers),
    body: Type.Optional(
      Type.Unsafe<unknown>({
        description:
          'JSON body. A string that is one {placeholder} becomes that value with its type; within a longer string it becomes text.',
      }),
    ),
    answer: Answer,
  },
  'The HTTP request that carries out one system operation.',
)
export type TargetOperation = Static<typeof TargetOperation>

/** Which systems are rehearsed, and how each operation is asked of them. */
export const TargetFile = Type.Object(
  {
    version: Type.Literal(1, { description: 'Version of this file format.' }),
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80, description: 'Name, as in the file name.' }),
    note: Type.Optional(Type.String({ description: 'What the target stands for.' })),
    systems: Type.Optional(
      Type.Unsafe<Partial<Record<SystemName, { url: string }>>>({
        ...Type.Object(
          Object.fromEntries(
            systemNames.map((name) => [
              name,
              Type.Optional(
                closed({ url: Type.String({ minLength: 1, description: 'Base URL.' }) }, `Where the ${name} is.`),
              ),
            ]),
          ),
          { additionalProperties: false },
        ),
        default: {},
        description: 'Where the systems are; the stand-ins that a run starts for itself need no entry.',
      }),
    ),
    headers: Type.Optional(
      Type.Unsafe<Record<string, string>>({ ...Headers, default: {}, description: 'Headers of every request.' }),
    ),
    operations: Type.Record(Type.String({ pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' }), TargetOperation, {
      minProperties: 1,
      description: 'Requests by the name of the operation, for example one-stop.receive.',
    }),
  },
  { additionalProperties: false, $id: 'https://dientap.invalid/schema/target.schema.json', title: 'Dientap target' },
)
export type TargetFile = Static<typeof TargetFile>
