import Type, { type Static } from 'typebox'
import { Duration } from './distribution.ts'
import { ClockTime, channels, closed, DateText, Name, nameForm, Title, tagged } from './parts.ts'
import { DossierState } from './workflow.ts'

const minutes = (description: string) => Type.Number({ minimum: 0, maximum: 1_000_000, description })
const text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description })

const Owner = closed(
  {
    role: text('Role or post that answers for it, in the language of the report: Chủ tịch UBND phường.'),
    organisation: Type.Optional(text('Organisation, where it is another than the unit itself.')),
  },
  'Who answers for it.',
)

const Actor = closed(
  {
    role: Type.Optional(Type.String({ description: 'An official of this role of the unit’s staff.' })),
    skill: Type.Optional(Type.String({ description: 'With "role": skill that the official must have.' })),
    account: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
        description: 'With "role": account that the official must hold, for example civil-status.sign.',
      }),
    ),
    citizen: Type.Optional(Type.Literal(true, { description: 'A citizen, for whom nobody has to wait.' })),
    agency: Type.Optional(text('Another agency or a system, for which nobody of the unit is busy.')),
  },
  'Who does it: an official of a role, a citizen, or an agency; exactly one of them. Nobody for an await.',
)
export type Actor = Static<typeof Actor>

const values = Type.Optional(
  Type.Record(
    Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]*$' }),
    Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
    {
      additionalProperties: false,
      description: 'What the call carries, by name; a target file puts it into the request as {value.NAME}.',
    },
  ),
)

export const meetingActs = ['convene', 'quorum', 'agenda', 'decide', 'minutes', 'close'] as const
export type MeetingAct = (typeof meetingActs)[number]

const Deed = tagged(
  'kind',
  [
    closed(
      {
        kind: Type.Literal('dossier'),
        dossier: Name('Name of the dossier within the script.'),
        procedure: Type.String({ description: 'Code in the procedure catalogue.' }),
        workflow: Type.Optional(
          Type.String({
            description: 'Workflow that it follows; the one that the demand has for the procedure without.',
          }),
        ),
        channel: Type.Enum([...channels], { description: 'How it is submitted.' }),
        traits: Type.Optional(
          Type.Array(Name('Trait.'), { minItems: 1, description: 'Traits of the dossier or its citizen.' }),
        ),
        incomplete: Type.Optional(Type.Boolean({ default: false, description: 'It lacks a paper.' })),
      },
      'A dossier begins, and goes its way as any other. Done when it has been submitted, or its citizen has a ticket.',
    ),
    closed(
      {
        kind: Type.Literal('await'),
        dossier: Name('A dossier that a step of the script begins.'),
        state: DossierState,
      },
      'The script waits until a dossier has come to a state: received (2), processing (4), processed (9), returned (10).',
    ),
    closed(
      {
        kind: Type.Literal('operation'),
        operation: Type.String({
          pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$',
          description: 'System operation called as the step ends, for example documents.receive.',
        }),
        dossier: Type.Optional(Name('The dossier of the script that it is about.')),
        about: Type.Optional(
          Name('Without a dossier: what it is about, a document for example. Calls about one thing carry one id.'),
        ),
        values,
      },
      'A system operation is called.',
    ),
    closed(
      {
        kind: Type.Literal('meeting'),
        meeting: Name('Name of the meeting within the script.'),
        act: Type.Enum([...meetingActs], { description: 'What is done; calls the operation meetings.<act>.' }),
        members: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 10_000, description: 'With "quorum": how many belong to the body.' }),
        ),
        present: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: 10_000,
            description: 'With "quorum": how many are there; two thirds of the members at least, or the act fails.',
          }),
        ),
        values,
      },
      'An act of a meeting or a session.',
    ),
    closed(
      { kind: Type.Literal('physical') },
      'Done by people without a system: a room arranged, a seal handed over, other units told.',
    ),
  ],
  'What is done.',
)
export type Deed = Static<typeof Deed>

const Remedy = tagged(
  'do',
  [
    closed(
      {
        do: Type.Literal('retry'),
        times: Type.Integer({ minimum: 1, maximum: 1000, description: 'How often, at most.' }),
        afterMin: minutes('Time before each try, minutes.'),
      },
      'The same once more.',
    ),
    closed(
      {
        do: Type.Literal('consult'),
        who: text('The superior who is asked.'),
        answersAfterMin: minutes('Time until the answer, minutes.'),
      },
      'A superior is asked instead of sending the citizen home; with the answer it is tried once more.',
    ),
    closed(
      { do: Type.Literal('paper') },
      'It is done on paper: the step is done, but what its call would have answered is missing.',
    ),
    closed(
      {
        do: Type.Literal('escalate'),
        to: text('Who takes it over.'),
        afterMin: minutes('Time until they have it done, minutes.'),
      },
      'It is handed to somebody else, who tries it once.',
    ),
    closed({ do: Type.Literal('skip') }, 'It is left out; what comes after it goes on.'),
  ],
  'What to do about a failure.',
)
export type Remedy = Static<typeof Remedy>

const Evidence = Type.Union(
  [
    Name('An artefact that whoever does the step leaves: minutes, receipt, photograph.'),
    closed(
      {
        name: Name('The artefact: document-number, appointment-slip.'),
        field: Type.String({
          pattern: '^[a-z][A-Za-z0-9-]*$',
          description:
            'Field that the call’s answer must hold, as the target file names it: dossierNo; of a dossier or await only dueDate.',
        }),
      },
      'An artefact that an answer must hold.',
    ),
  ],
  { description: 'A piece of evidence: its name, or its name and the field of the answer that holds it.' },
)

const Expects = closed(
  {
    state: Type.Optional(
      Type.Unsafe<Static<typeof DossierState>>({
        ...DossierState,
        description: 'State (TrangThaiHoSo) in which the dossier of an operation is when the step is done.',
      }),
    ),
    evidence: Type.Optional(
      Type.Array(Evidence, { minItems: 1, description: 'What must be there afterwards to show that it was done.' }),
    ),
  },
  'What must be true when it is done.',
)

export const ScriptStep = closed(
  {
    name: Name('Name of the step, once in the script.'),
    title: Title,
    actor: Type.Optional(Actor),
    owner: Type.Optional(
      Type.Unsafe<Static<typeof Owner>>({
        ...Owner,
        description: 'Who answers for it; the owner of the block without.',
      }),
    ),
    does: Deed,
    given: Type.Optional(
      Type.Array(Type.String({ pattern: nameForm }), {
        description: 'Steps that must have been done, or left out as the script says, before; the one before without.',
      }),
    ),
    takes: Type.Optional(
      Type.Unsafe<Duration>({
        ...Duration,
        description: 'Work of who does it, in working time of an official; none without.',
      }),
    ),
    priority: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 9,
        default: 0,
        description:
          'Among the work that waits for the official, lower first; comes before citizens of the same number.',
      }),
    ),
    expects: Type.Optional(Expects),
    leaves: Type.Optional(
      Type.Array(Name('Artefact.'), {
        description: 'Evidence without a field that is really left; all that is expected without.',
      }),
    ),
    withinMin: Type.Optional(
      minutes('Time allowed from when it could begin, working minutes of the unit; no bound without.'),
    ),
    ifFails: Type.Optional(
      Type.Array(Remedy, {
        minItems: 1,
        description: 'Tried in order when the step fails; a dossier or await fails when its time is over.',
      }),
    ),
  },
  'One step of a block.',
)
export type ScriptStep = Static<typeof ScriptStep>

export const ScriptBlock = closed(
  {
    name: Name('Name of the block, once in the script.'),
    title: Title,
    owner: Owner,
    start: Type.Optional(
      Type.Unsafe<string>({
        ...ClockTime,
        description: 'It begins then, whatever became of the block before; after that block without.',
      }),
    ),
    steps: Type.Array(ScriptStep, { minItems: 1, maxItems: 500, description: 'The steps, in order.' }),
  },
  'Steps that belong together: a session, a ceremony, the way of a dossier.',
)
export type ScriptBlock = Static<typeof ScriptBlock>

/** An ordered script of a trial run, played by each of its units beside the ordinary demand. */
export const Script = closed(
  {
    name: Name('Name, once in the scenario.'),
    title: Title,
    units: Type.Optional(
      Type.Array(Type.String({ pattern: '^\\d{5}$' }), {
        minItems: 1,
        description: 'Codes of the units that play it, each for itself; all without.',
      }),
    ),
    date: DateText,
    start: Type.Unsafe<string>({ ...ClockTime, description: 'When it begins, HH:MM.' }),
    blocks: Type.Array(ScriptBlock, { minItems: 1, maxItems: 100, description: 'The blocks, in order.' }),
  },
  'The script of a trial run.',
)
export type Script = Static<typeof Script>
