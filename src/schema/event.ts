import Type, { type Static } from 'typebox'

export const eventKinds = ['arrived', 'queued', 'begun', 'called', 'failed', 'ended'] as const
/**
 * arrived: the dossier was submitted, or its citizen took a ticket. queued: it waits for an official.
 * begun: an official took it up. called: a system answered. failed: a system did not do what was asked.
 * ended: the step is over.
 */
export type EventKind = (typeof eventKinds)[number]

/**
 * One line of events.ndjson: one thing that happened to a dossier. Every figure of the result can be worked out
 * from these lines alone.
 */
export const EventLine = Type.Object(
  {
    at: Type.String({ description: 'Scenario time, ISO 8601 with offset +07:00, to the millisecond.' }),
    unit: Type.String({ description: 'Code of the unit.' }),
    dossier: Type.String({ description: 'Id of the dossier, the same under every clock.' }),
    event: Type.Enum([...eventKinds], { description: 'What happened.' }),
    step: Type.String({ description: 'Step of the workflow.' }),
    by: Type.String({ description: 'Who did it: "citizen", or the official.' }),
    state: Type.Integer({
      minimum: 0,
      maximum: 10,
      description: 'State of the dossier (TrangThaiHoSo); 0 while its submission has not succeeded.',
    }),
    procedure: Type.Optional(Type.String({ description: 'On "arrived": code of the procedure.' })),
    channel: Type.Optional(Type.String({ description: 'On "arrived": direct, online or post.' })),
    due: Type.Optional(Type.String({ description: 'When the appointment date was set or moved: that time.' })),
    operation: Type.Optional(Type.String({ description: 'On "called" and "failed": the system operation.' })),
    ms: Type.Optional(
      Type.Number({ description: 'On "called" and "failed": how long the system took, milliseconds.' }),
    ),
    reason: Type.Optional(Type.String({ description: 'On "failed": why.' })),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/event.schema.json',
    title: 'Line of events.ndjson',
  },
)
export type EventLine = Static<typeof EventLine>
