import Type, { type Static } from 'typebox'
import { closed, Title } from './parts.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
const text = (description: string) => Type.String({ description })
const orNull = <T extends Parameters<typeof Type.Optional>[0]>(value: T, description: string) =>
  Type.Union([value, Type.Null()], { description })

export const stepOutcomes = ['done', 'late', 'skipped', 'failed', 'not-reached'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/** Steps by how they ended, and what else was wrong with them. */
const counts = {
  steps: count('Steps, each unit that plays them counted: done + late + skipped + failed + notReached.'),
  done: count('Done within the time allowed.'),
  late: count('Done after it.'),
  skipped: count('Left out, as the script says where they fail.'),
  failed: count('Not done, though they could begin.'),
  notReached: count('Could never begin: something that was given was not done.'),
  outOfOrder: count('Done before something that was given.'),
  evidenceMissing: count('Done, and some evidence is not there.'),
  extra: count('Things that happened and that the script does not have.'),
  onPaper: count('Done on paper, without the call that the script has.'),
  entered: count('Of these, those whose call was made up later.'),
  conforming: count('Done in time, in order and with evidence.'),
  conformance: orNull(Type.Number({ minimum: 0, maximum: 1 }), 'conforming ÷ steps.'),
}

const Owner = closed(
  { role: text('Role or post.'), organisation: Type.Optional(text('Organisation.')) },
  'Who answers for it.',
)
const where = { script: text('Name of the script.'), block: text('Name of the block.') }

const BlockRow = closed(
  { ...where, title: Title, owner: Owner, units: count('Units that play it.'), ...counts },
  'One block of a script, over all units.',
)

const UnitRow = closed({ code: text('Code of the unit.'), ...counts }, 'One unit, over all its scripts.')

const StepRow = closed(
  {
    ...where,
    step: text('Name of the step.'),
    title: Title,
    owner: Owner,
    units: count('Units that play it.'),
    ...counts,
  },
  'One step, over all units.',
)

const at = (what: string) => orNull(Type.String(), `${what}, ISO 8601; null when it never was.`)

const TraceRow = closed(
  {
    unit: text('Code of the unit.'),
    ...where,
    step: text('Name of the step.'),
    outcome: Type.Enum([...stepOutcomes], { description: 'How it ended.' }),
    outOfOrder: Type.Boolean({ description: 'Done before something that was given.' }),
    extra: count('What happened beside the script.'),
    evidenceMissing: Type.Array(Type.String(), { description: 'Evidence that is not there.' }),
    readyAt: at('When it could begin'),
    begunAt: at('When somebody took it up'),
    endedAt: at('When it ended'),
    onPaper: Type.Boolean({ description: 'Done on paper, without the call that the script has.' }),
    enteredAt: at('When the call of what was done on paper was made up'),
    usedMin: orNull(Type.Number(), 'Working minutes from when it could begin until it was done.'),
    allowedMin: orNull(Type.Number(), 'Working minutes allowed; null without a bound.'),
    by: text('Who did it: id of the official, or who else; empty for nobody.'),
    dossier: orNull(Type.String(), 'Id of the dossier that it is about.'),
    failures: Type.Array(
      closed(
        {
          operation: orNull(Type.String(), 'The request; null where it was none that failed.'),
          reason: text('What was answered, or what was wrong.'),
          status: orNull(Type.Integer(), 'HTTP status of the answer; null without.'),
          times: count('How often.'),
        },
        'What went wrong.',
      ),
      { description: 'What went wrong, in order.' },
    ),
    remedies: Type.Array(
      closed(
        {
          remedy: text('What was done about it.'),
          who: text('Who was asked, or took it over; empty for nobody.'),
          times: count('How often.'),
        },
        'What was done about a failure.',
      ),
      { description: 'What was done about it, in order.' },
    ),
  },
  'One step in one unit.',
)

export const ConformanceResult = closed(
  {
    total: closed(counts, 'All steps of all units.'),
    blocks: Type.Array(BlockRow, { description: 'By script and block, in their order.' }),
    units: Type.Array(UnitRow, { description: 'Units that play a script, in the order of scenario.units.' }),
    steps: Type.Array(StepRow, { description: 'By script and step, in their order.' }),
    trace: Type.Array(TraceRow, {
      description:
        'Each step in each unit; where those are too many, only steps that deviate from their script, and the first of them.',
    }),
    leftOut: count('Steps that the trace leaves out.'),
  },
  'What happened, held against the scripts.',
)
export type ConformanceResult = Static<typeof ConformanceResult>
