import Type, { type Static, type TSchema } from 'typebox'

/** An object that names all its properties: an unknown key is an error, so a typing slip can't pass silently. */
export function closed<T extends Record<string, TSchema>>(properties: T, description: string) {
  return Type.Object(properties, { additionalProperties: false, description })
}

/**
 * One of several closed objects told apart by the literal in `tag`. ajv's `discriminator` keyword checks only the
 * variant that the tag names, so a mistake inside it is reported alone and not once per variant.
 */
export function tagged<T extends TSchema[]>(tag: string, variants: [...T], description: string) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    discriminator: { propertyName: tag },
    required: [tag],
    oneOf: variants,
    description,
  })
}

/** A text in both languages of the report. */
export const Title = closed(
  {
    vi: Type.String({ minLength: 1, description: 'In Vietnamese, for the report.' }),
    en: Type.String({ minLength: 1, description: 'In English.' }),
  },
  'A text in both languages.',
)

export const DateText = Type.String({ format: 'date', description: 'A date, YYYY-MM-DD.' })

/** Local wall-clock time in Asia/Ho_Chi_Minh (UTC+7 all year). */
export const LocalTime = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'Local time in Vietnam, YYYY-MM-DDTHH:MM.',
})

export const ClockTime = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'Time of day, HH:MM.',
})

export const OfficeHours = Type.String({
  pattern: '^(\\d{2}:\\d{2}-\\d{2}:\\d{2})(,\\d{2}:\\d{2}-\\d{2}:\\d{2})*$',
  description: 'Working periods of a day, for example "07:00-11:30,13:30-17:00"; "00:00-24:00" is round the clock.',
})

/** Name of something that the scenario defines: a step, a trait, a stream, a site. */
export const nameForm = '^[a-z][a-z0-9-]*$'
export const Name = (description: string) => Type.String({ pattern: nameForm, description })

export const DayHours = Type.String({
  pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$',
  description: 'Part of the day, HH:MM-HH:MM.',
})

export const Share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

export const channels = ['direct', 'online', 'post'] as const
/** KenhThucHien of the portal: 1 direct, 2 online, 3 public post; the index here is that code less one. */
export type Channel = (typeof channels)[number]

export const systemNames = [
  'portal',
  'one-stop',
  'civil-status',
  'land',
  'documents',
  'residence',
  'health-insurance',
  'population',
  'payment',
  'messages',
  'province',
  'assistant',
  'meetings',
  'identity',
] as const
export type SystemName = (typeof systemNames)[number]

/** A system, or one operation of it: what a unit may be without. */
export const SystemOrOperation = Type.String({
  pattern: `^(${systemNames.join('|')})(\\.[a-z][a-z-]*)?$`,
  description: 'A system, for example "land", or one operation of it: "civil-status.search".',
})

/** Whether a unit that is without these has not what a call asks for. */
export function isWithout(without: readonly string[] | undefined, system: string, operation: string): boolean {
  return without !== undefined && (without.includes(system) || without.includes(operation))
}

/** What a centre's one-stop software speaks (docs/dialects.md). */
export const oneStopDialects = ['opencps', 'igate', 'new-portal'] as const
export type OneStopDialect = (typeof oneStopDialects)[number]

/** Systems of which Dientap has a stand-in: all. */
export const standInNames = systemNames
export type StandInName = SystemName
