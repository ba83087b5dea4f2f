import Type, { type Static } from 'typebox'
import { closed } from './parts.ts'

export const Path = Type.String({
  pattern: '^/',
  maxLength: 2000,
  description: 'Path and query; may hold {placeholders}, which are URL-encoded.',
})

/** Of these the client itself keeps the right values; another `host` would reach past what was authorised. */
const reserved = ['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer']

export const Headers = Type.Record(
  Type.String({ pattern: `^(?!(${reserved.join('|')})$)[a-z0-9-]+$` }),
  Type.String({ maxLength: 1000 }),
  {
    additionalProperties: false,
    description: 'Header names in lower case, and their values; a value may hold {placeholders}.',
  },
)
export type Headers = Static<typeof Headers>

const FieldPath = Type.String({
  pattern: '^[^.]+(\\.[^.]+)*$',
  maxLength: 200,
  description:
    'Way to a field of the answer, for example data.dueDate; a number is a place in a list: content.0.id. In XML the names of the elements from the outermost on, without prefixes.',
})

/** How the field’s systems write times. */
export const timeFormNames = [
  'iso',
  'compact',
  'spring',
  'vietnamese',
  'vietnamese-date',
  'date',
  'epoch-ms',
  'epoch-s',
] as const
export type TimeFormName = (typeof timeFormNames)[number]

const Field = Type.String({ pattern: '^[a-z][A-Za-z0-9-]*$' })

export const Answer = closed(
  {
    done: Type.Optional(
      Type.Array(Type.Integer({ minimum: 200, maximum: 299 }), {
        minItems: 1,
        default: [200],
        description: 'HTTP statuses that say the operation was done.',
      }),
    ),
    doneWhen: Type.Optional(
      closed(
        {
          field: Type.Unsafe<string>({ ...FieldPath, description: 'Way to the field that says it.' }),
          is: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
            minItems: 1,
            description: 'Its values that say so.',
          }),
        },
        'For systems that answer 200 to what they refuse: what else the answer must say to be taken as done.',
      ),
    ),
    as: Type.Optional(
      Type.Enum(['json', 'xml', 'nothing'], {
        default: 'json',
        description: 'What the body of an answer is; "nothing" does not look at it.',
      }),
    ),
    times: Type.Optional(
      Type.Enum([...timeFormNames], {
        default: 'iso',
        description:
          'How times are written: iso 2025-07-03T10:15:00.000+07:00; compact 20250703101500; spring 2025-07-03T03:15:00.000+0000; vietnamese 03/07/2025 10:15:00; vietnamese-date 03/07/2025; date 2025-07-03; epoch-ms; epoch-s. Without an offset they are Vietnam’s; a date alone means the end of its day.',
      }),
    ),
    fields: Type.Optional(
      Type.Record(Field, FieldPath, {
        additionalProperties: false,
        description:
          'Where the answer’s fields are: dueDate (the appointment date), dossierNo, state (read by the system’s states), and any other that a script or a report wants.',
      }),
    ),
    captures: Type.Optional(
      Type.Record(Field, FieldPath, {
        additionalProperties: false,
        description:
          'Where the answer holds ids that later requests for the same dossier need: there {captured.NAME} stands for them.',
      }),
    ),
    list: Type.Optional(
      closed(
        {
          at: Type.Unsafe<string>({ ...FieldPath, description: 'Way to the list.' }),
          about: Type.Unsafe<string>({
            ...FieldPath,
            description: 'In an item: way to the id of the dossier (dossier.id).',
          }),
          changes: Type.Optional(
            Type.Unsafe<string>({
              ...FieldPath,
              description: 'In an item: way to the number of changes of the dossier, 1 once it is there.',
            }),
          ),
          state: Type.Optional(
            Type.Unsafe<string>({
              ...FieldPath,
              description:
                'In an item, where nothing counts changes: way to the state of the dossier, read by the system’s states.',
            }),
          ),
          captures: Type.Optional(
            Type.Record(Field, FieldPath, {
              additionalProperties: false,
              description: 'In an item: where ids are that requests for the dossier need, {captured.NAME}.',
            }),
          ),
        },
        'For a work list, in which `load` finds what waits: where its items are, and by changes or state how far a dossier has come. The request says which part is asked for: by {value.start} and {value.end}, or by {value.page}, where values says the first page (page: 0 or 1) and the items on one (size).',
      ),
    ),
    error: Type.Optional(
      Type.Array(FieldPath, {
        minItems: 1,
        default: ['error'],
        description: 'Where an answer that is not good says why, with one word; the first that is there counts.',
      }),
    ),
  },
  'What a good answer looks like, and where it holds what.',
)
export type Answer = Static<typeof Answer>

const json = Type.Unsafe<unknown>({
  description:
    'JSON. A string that is one {placeholder} becomes that value with its type, within a longer string it becomes text. An object {$each: "{list placeholder}", $item: …} becomes a list with one $item for each, in which {item} stands for it.',
})

/** Exactly one of json, form and xml; the reader of the file sees to that. */
const FileBody = closed(
  {
    name: Type.String({ minLength: 1, description: 'Name of the file; may hold {placeholders}.' }),
    sizeBytes: Type.Union(
      [Type.Integer({ minimum: 1, maximum: 50_000_000 }), Type.String({ pattern: '^\\{[A-Za-z][A-Za-z0-9.-]*\\}$' })],
      { description: 'How big it is: a number, or one {placeholder}.' },
    ),
    field: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_.-]{1,100}$',
        description: 'Sent as multipart/form-data, the file under this name; without it the file alone is the body.',
      }),
    ),
    fields: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,100}$' }), Type.String(), {
        description: 'What multipart/form-data holds besides; values may hold {placeholders}.',
      }),
    ),
  },
  'A made-up file: text that says that it is synthetic, as long as is stated.',
)

export const Body = closed(
  {
    json: Type.Optional(json),
    form: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.String(), {
        description: 'Sent as application/x-www-form-urlencoded: names and values, which may hold {placeholders}.',
      }),
    ),
    xml: Type.Optional(
      Type.String({ minLength: 1, description: 'Sent as XML: text in which {placeholders} are escaped for XML.' }),
    ),
    file: Type.Optional(FileBody),
    contentType: Type.Optional(
      Type.String({
        pattern: '^[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9-]+)*$',
        description: 'Content type, where it is not the usual one of json, form, xml or file.',
      }),
    ),
  },
  'The body: one of json, form, xml, file.',
)
export type Body = Static<typeof Body>
