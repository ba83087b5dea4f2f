import {
  type Decision,
  type Readiness,
  type ReadinessLine,
  type ReadinessMeasure,
  type RunResult,
  readinessLines,
} from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { list, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, type Tone } from '../table.ts'
import {
  equipmentName,
  fieldName,
  type Language,
  operationName,
  roleName,
  sayIn,
  systemName,
  type Word,
} from '../words/index.ts'

/** Units that are shown line by line; result.json has all. */
const MOST_UNITS = 10
/** Up to so many units, lines that are go are told too. */
const MOST_WHOLE = 3
const MOST_NAMES = 4

const decisionWords = {
  go: 'decisionGo',
  conditions: 'decisionConditions',
  'no-go': 'decisionNoGo',
  'not-judged': 'decisionNotJudged',
} as const satisfies Record<Decision, Word>
const lineWords = {
  personnel: 'linePersonnel',
  facilities: 'lineFacilities',
  regulations: 'lineRegulations',
  software: 'lineSoftware',
  accounts: 'lineAccounts',
  equipment: 'lineEquipment',
  connection: 'lineConnection',
  training: 'lineTraining',
} as const satisfies Record<ReadinessLine, Word>
const tones: Readonly<Partial<Record<Decision, Tone>>> = { go: 'good', conditions: 'doubtful', 'no-go': 'bad' }
const order: readonly Decision[] = ['no-go', 'conditions', 'not-judged', 'go']

/** What the names behind a measure are called: of what the scenario itself names, its titles. */
const naming: Readonly<
  Partial<Record<ReadinessMeasure, (name: string, language: Language, result: RunResult) => string>>
> = {
  vacantShare: roleName,
  officialsWaitHours: roleName,
  systemWaitHours: systemName,
  // Equipment, or the role whose workplace is out of order.
  equipmentWaitHours: (name, language) => roleName(equipmentName(name, language), language),
  skillWaitHours: fieldName,
  untrainedShare: fieldName,
  failedCallShare: operationName,
  accountsLateShare: operationName,
  accountsNeverShare: operationName,
  deviatingShare: (name, language, { conformance }) =>
    conformance?.steps.find(({ step }) => step === name)?.title[language] ?? name,
  disconnectedShare: (name, language, { scenario }) =>
    scenario.incidents.find((incident) => incident.name === name)?.title?.[language] ?? name,
}

type Unit = Readiness['units'][number]
type Rule = Readiness['rules'][number]

/** Go, go with conditions, or no go: every line of the checklist, and of the units that are least ready why. */
export const readiness: SectionOf = (result, language) => {
  const found = result.readiness
  if (!found || found.units.length === 0) return undefined
  const say = sayIn(language)
  const nameOf = ({ unit: code }: Unit) => result.scenario.units.find((unit) => unit.code === code)?.name ?? code
  const worstFirst = found.units.toSorted((a, b) => order.indexOf(a.decision) - order.indexOf(b.decision))
  const shown = worstFirst.slice(0, MOST_UNITS)
  const lines = readinessLines.filter((line) => found.rules.some((rule) => rule.line === line))
  const whole = found.units.length <= MOST_WHOLE
  return {
    heading: say('readiness'),
    blocks: [
      ...(found.units.length === 1 ? [] : [text(counted(found.units, language))]),
      table({
        columns: [
          left(say('unit')),
          left(say('readinessDecision')),
          ...lines.map((line) => left(say(lineWords[line]))),
        ],
        rows: shown.map((unit): Cell[] => [
          nameOf(unit),
          judged(unit.decision, language),
          ...lines.map((line) =>
            judged(unit.lines.find((each) => each.line === line)?.decision ?? 'not-judged', language),
          ),
        ]),
      }),
      ...shown.flatMap((unit) => {
        const told = unit.lines.filter(({ decision }) => whole || decision !== 'go')
        return list(told.map((line) => lineText(line, nameOf(unit), found, result, language)))
      }),
      note(say('readinessNote')),
    ],
  }
}

function judged(decision: Decision, language: Language): Cell {
  const tone = tones[decision]
  const word = sayIn(language)(decisionWords[decision])
  return tone ? { text: word, tone } : word
}

/** One line with its evidence, the rule that decided it, and what would turn it. */
function lineText(
  line: Unit['lines'][number],
  unit: string,
  found: Readiness,
  result: RunResult,
  language: Language,
): string {
  const say = sayIn(language)
  const rule = found.rules.find(({ name }) => name === line.rule)
  const where = found.units.length === 1 ? '' : `${unit}, `
  const decided = `${where}${say(lineWords[line.line])}: ${say(decisionWords[line.decision])}.`
  if (!rule) return decided
  const turns = line.decision === 'go' ? [] : [say('readinessTurns', { what: rule.turns[language] })]
  return [decided, `${evidence(line, rule, result, language)}.`, ...turns].join(' ')
}

function counted(units: readonly Unit[], language: Language): string {
  const n = (decision: Decision) => figures.number(units.filter((unit) => unit.decision === decision).length, language)
  return sayIn(language)('unitsByDecision', {
    go: n('go'),
    conditions: n('conditions'),
    noGo: n('no-go'),
    n: figures.number(units.length, language),
  })
}

function evidence(
  { value, evidence: names }: Unit['lines'][number],
  rule: Rule,
  result: RunResult,
  language: Language,
): string {
  const say = sayIn(language)
  const told = { what: rule.title[language], value: measured(rule, value, language) }
  const bounds = say('ruleBounds', {
    a: measured(rule, rule.conditionsAbove, language),
    b: measured(rule, rule.noGoAbove, language),
  })
  const nameOf = naming[rule.measure] ?? ((name) => name)
  const shown = names.slice(0, MOST_NAMES).map((name) => nameOf(name, language, result))
  const more = names.length > MOST_NAMES ? ['…'] : []
  const what =
    names.length === 0
      ? say('evidenceOf', told)
      : say('evidenceNamed', { ...told, names: [...shown, ...more].join(', ') })
  return `${what}; ${bounds}`
}

function measured({ measure }: Rule, value: number | null, language: Language): string {
  if (measure.endsWith('Share')) return figures.rate(value, language)
  return figures.number(value, language, 2)
}
