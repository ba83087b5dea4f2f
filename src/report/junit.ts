import { XMLBuilder } from 'fast-xml-parser'
import type { KneeResult, RunResult } from '../schema/index.ts'
import { doubtText } from './doubts.ts'
import { kneeSentence } from './knee.ts'
import { boundText, targetName, targetValue } from './targets.ts'
import { type Language, sayIn, statusWords } from './words/index.ts'

/**
 * The verdict as JUnit XML, which CI services show as tests: one for each target, and one each for whether the
 * measurement can be trusted and whether dossiers are conserved. A missed target is a failure; what makes the run INVALID
 * is an error. It keeps to what both schemas in use ask for: the strict one of Ant's reports (every attribute of a
 * suite, properties and both outputs, in this order) and that of Jenkins, which allows less to be there.
 */
export function renderJunit(result: RunResult, language: Language): string {
  const { run, scenario, verdict } = result
  const cases = [
    ...verdict.targets.flatMap((target) => (target.met === null ? [] : targetCase(result, target, language))),
    ...(result.load?.knee ? [headRoomCase(result, result.load.knee, language)] : []),
    trusted(result, language),
    conserved(result, language),
  ]
  const suite = {
    '@package': `dientap.${run.clock}`,
    '@id': 0,
    '@name': plain(scenario.title[language]),
    '@timestamp': run.startedAt.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
    '@hostname': 'localhost',
    '@tests': cases.length,
    '@failures': cases.filter(({ failure }) => failure !== undefined).length,
    '@errors': cases.filter(({ error }) => error !== undefined).length,
    '@time': run.tookMs / 1000,
    properties: {
      property: [
        { '@name': 'run', '@value': run.id },
        { '@name': 'scenario', '@value': scenario.name },
        { '@name': 'seed', '@value': run.seed },
        { '@name': 'dientap', '@value': run.dientap },
        { '@name': 'verdict', '@value': verdict.status },
      ],
    },
    testcase: cases,
    'system-out': plain(statusWords[verdict.status][language]),
    'system-err': plain(
      [run.stopped, ...notMeasured(result, language), ...result.warnings].filter((each) => each !== null).join('\n'),
    ),
  }
  const xml = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressBooleanAttributes: false,
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.build({ testsuites: { testsuite: suite } })}`
}

/** Targets that such a run does not judge are no test cases: the strict schema knows none that was skipped. */
function notMeasured({ verdict }: RunResult, language: Language): string[] {
  const say = sayIn(language)
  return verdict.targets.flatMap(({ target, met }) =>
    met === null ? `${targetName(target, language)}: ${say('notMeasuredHere')}` : [],
  )
}

interface TestCase {
  readonly '@name': string
  readonly '@classname': string
  readonly '@time': number
  readonly failure?: Trouble
  readonly error?: Trouble
}

interface Trouble {
  readonly '@type': string
  readonly '@message': string
  readonly '#text': string
}

/** A test that passed unless it has trouble. What it took is told of the run as a whole. */
function testCase(name: string, of: string, trouble: Pick<TestCase, 'failure' | 'error'> = {}): TestCase {
  return { '@name': plain(name), '@classname': of, '@time': 0, ...trouble }
}

function trouble(type: string, message: string, text = message): Trouble {
  return { '@type': type, '@message': plain(message), '#text': plain(text) }
}

function headRoomCase({ scenario, verdict }: RunResult, knee: KneeResult, language: Language): TestCase {
  const of = `dientap.${scenario.name}`
  const said = kneeSentence(knee, language)
  return testCase(sayIn(language)('knee'), of, verdict.status === 'FAIL' ? { failure: trouble('target', said) } : {})
}

function targetCase(
  { scenario }: RunResult,
  { target, value, met }: RunResult['verdict']['targets'][number],
  language: Language,
): TestCase {
  const indicator = targetName(target, language)
  const bound = boundText(target, language)
  const say = sayIn(language)
  const of = `dientap.${scenario.name}`
  if (met) return testCase(`${indicator}: ${bound}`, of)
  const told = say('targetOutcome', { indicator, value: targetValue(target, value, language), bound })
  return testCase(`${indicator}: ${bound}`, of, { failure: trouble('target', told) })
}

function trusted({ scenario, verdict }: RunResult, language: Language): TestCase {
  const of = `dientap.${scenario.name}`
  const name = sayIn(language)('measurementTrusted')
  if (verdict.status !== 'INVALID') return testCase(name, of)
  const reasons = verdict.reasons.map((doubt) => doubtText(doubt, language))
  const [first = statusWords.INVALID[language]] = reasons
  return testCase(name, of, { error: trouble('invalid', first, reasons.join('\n') || first) })
}

function conserved({ scenario, conservation }: RunResult, language: Language): TestCase {
  const of = `dientap.${scenario.name}`
  const name = sayIn(language)('conservation')
  if (conservation.holds) return testCase(name, of)
  const problems = conservation.problems.map((doubt) => doubtText(doubt, language))
  const [first = name] = problems
  return testCase(name, of, { error: trouble('conservation', first, problems.join('\n') || first) })
}

/** Composed, and without the control characters that XML can't hold. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.normalize('NFC').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
