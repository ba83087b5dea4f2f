import Type, { type Static } from 'typebox'

export const eventKinds = [
  'arrived',
  'queued',
  'turned-away',
  'gave-up',
  'begun',
  'interrupted',
  'resumed',
  'called',
  'failed',
  'paper',
  'entered',
  'ended',
  'came',
  'went',
  'script-ready',
  'script-begun',
  'script-called',
  'script-failed',
  'script-wrong',
  'script-extra',
  'script-remedy',
  'script-done',
  'script-skipped',
  'script-given-up',
  'script-entered',
] as const
/**
 * arrived: the dossier was submitted, or its citizen took a ticket. queued: it waits for an official.
 * turned-away: the citizen found no place to wait. gave-up: the citizen waited too long and left.
 * begun: an official took it up. interrupted: the official laid it aside for more urgent work, or because the workplace
 * failed. resumed: and went on with it. called: a system answered. failed: a system did not do what was asked.
 * paper: the step was done on paper, its call is made up later. entered: such calls were made up. ended: the step is
 * over. came, went: an official took up work or left it; of no dossier.
 * script-…: in a step of a script. ready: all that is given was done, and its time has come. begun: somebody took it up.
 * called: a system answered. failed: a system did not do what was asked. wrong: what came was not what the script
 * expects, or not in time. extra: something happened that the script does not have. remedy: what is done about a
 * failure. done, skipped, given-up: how it ended; one that never was ready has no line.
 * entered: it was done on paper before, and its call has been made up.
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
    dossier: Type.String({
      description:
        'Id of the dossier, the same under every clock; a sub-dossier adds "/" and the number of its leg. Empty on "came" and "went", and in a step of a script that is about none.',
    }),
    event: Type.Enum([...eventKinds], { description: 'What happened.' }),
    step: Type.String({ description: 'Step of the workflow, or of the script.' }),
    by: Type.String({ description: 'Who did it: "citizen", the official, or who else; empty for nobody.' }),
    state: Type.Integer({
      minimum: 0,
      maximum: 10,
      description: 'State of the dossier (TrangThaiHoSo); 0 while its submission has not succeeded.',
    }),
    procedure: Type.Optional(Type.String({ description: 'On "arrived": code of the procedure.' })),
    channel: Type.Optional(Type.String({ description: 'On "arrived": direct, online or post.' })),
    stream: Type.Optional(Type.String({ description: 'On "arrived": stream of demand; absent for the ordinary one.' })),
    site: Type.Optional(
      Type.String({ description: 'On "queued", "turned-away" and "came": the site, if not the main one.' }),
    ),
    atUnit: Type.Optional(
      Type.String({ description: 'Code of the unit where it happened, if not the dossier’s own.' }),
    ),
    tripMin: Type.Optional(
      Type.Number({
        description:
          'On "queued" for a counter and "turned-away": the citizen’s trip there and back, minutes; absent without one.',
      }),
    ),
    trip: Type.Optional(
      Type.Literal(true, {
        description: 'Instead of tripMin where the scenario says no `travel`: a trip of no known length.',
      }),
    ),
    over: Type.Optional(
      Type.Literal(true, { description: 'On "ended", "gave-up" and "turned-away": the dossier’s way is over.' }),
    ),
    due: Type.Optional(Type.String({ description: 'When the appointment date was set or moved: that time.' })),
    script: Type.Optional(Type.String({ description: 'On "script-…": the script.' })),
    block: Type.Optional(Type.String({ description: 'On "script-…": the block of the step.' })),
    remedy: Type.Optional(Type.String({ description: 'On "script-remedy": what is done about the failure.' })),
    evidence: Type.Optional(
      Type.Array(Type.String(), { description: 'On "script-done": the artefacts that are there.' }),
    ),
    operation: Type.Optional(Type.String({ description: 'On "called" and "failed": the system operation.' })),
    ms: Type.Optional(
      Type.Number({ description: 'On "called" and "failed": how long the system took, milliseconds.' }),
    ),
    status: Type.Optional(Type.Integer({ description: 'On "script-failed": HTTP status of the answer.' })),
    reason: Type.Optional(
      Type.String({ description: 'On "failed", "script-wrong", "script-extra" and "script-given-up": why.' }),
    ),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/event.schema.json',
    title: 'Line of events.ndjson',
  },
)
export type EventLine = Static<typeof EventLine>
