import type { RunResult } from '../schema/index.ts'
import { code, heading, literal, sectionParts } from './markdown-text.ts'
import type { SectionOf } from './section.ts'
import * as sections from './sections/index.ts'
import * as sentences from './sentences.ts'
import { basisWords, type Language, sayIn, type Word } from './words/index.ts'

/** What a steering committee asks first comes first: how it ended, how likely that is, what is late, where and why. */
const order: readonly SectionOf[] = [
  sections.knee,
  sections.targets,
  sections.findings,
  sections.lateness,
  sections.warnings,
  sections.readiness,
  sections.keyFigures,
  sections.load,
  sections.conformance,
  sections.scriptCourse,
  sections.prediction,
  sections.steadyState,
  sections.provinces,
  sections.unitResults,
  sections.fieldOutcomes,
  sections.fieldTimes,
  sections.streams,
  sections.throughputOverTime,
  sections.steps,
  sections.staff,
  sections.bottlenecks,
  sections.bottlenecksByHour,
  sections.growth,
  sections.visits,
  sections.paper,
  sections.legs,
  sections.operations,
  sections.conservation,
  sections.incidents,
  sections.difficulties,
  sections.unitsTakingPart,
]

/** The result as a Markdown report for a steering committee: the verdict first, then figures, then what they rest on. */
export function renderMarkdown(result: RunResult, language: Language): string {
  const partsOf = (section: SectionOf) => {
    const content = section(result, language)
    return content ? sectionParts(content) : []
  }
  const parts = [
    ...opening(result, language),
    ...order.flatMap(partsOf),
    ...basis(result, language),
    ...partsOf(sections.toVerify),
    ...howToRead(result, language),
    ...files(result, language),
    '---',
    sentences.runParts(result, language).map(literal).join(' · '),
  ]
  return `${parts.join('\n\n')}\n`.normalize('NFC')
}

function opening(result: RunResult, language: Language): string[] {
  const stopped = sentences.stoppedText(result, language)
  const limit = sentences.limitText(result, language)
  const without = sentences.withoutText(result, language)
  const selftest = sentences.selftestText(result, language)
  const verdict = `${sentences.verdictReasons(result, language)} ${sentences.openText(result, language)}`
  return [
    `# ${literal(`${sentences.reportTitle(result, language)}: ${result.scenario.title[language]}`)}`,
    `**${sentences.statusWord(result, language)}**: ${literal(verdict)}`,
    ...(stopped === undefined ? [] : [`**${literal(stopped)}**`]),
    ...(without === undefined ? [] : [`**${literal(without)}**`]),
    [
      `${sayIn(language)('period')}: ${sentences.periodText(result, language)}.`,
      sentences.clockNote(result, language),
      ...(limit === undefined ? [] : [limit]),
    ]
      .map(literal)
      .join(' '),
    ...(selftest === undefined
      ? []
      : [selftest.tone === 'bad' ? `**${literal(selftest.text)}**` : literal(selftest.text)]),
  ]
}

function basis(result: RunResult, language: Language): string[] {
  const say = sayIn(language)
  const parts = [heading(say('basis'))]
  for (const kind of ['reported', 'law', 'fitted', 'assumption'] as const) {
    const ofKind = result.scenario.basis.filter((entry) => entry.kind === kind)
    if (ofKind.length === 0) continue
    parts.push(`### ${basisWords[kind][language]}`)
    if (kind === 'fitted') parts.push(`**${literal(say('fittedWarning'))}**`)
    parts.push(
      ofKind
        .map(
          ({ path, source }) => `- ${code(path)}: ${literal(typeof source === 'string' ? source : source[language])}`,
        )
        .join('\n'),
    )
  }
  return parts
}

/** The catalogue's own text: its emphasis is Markdown and stays. */
function howToRead(result: RunResult, language: Language): string[] {
  const say = sayIn(language)
  const keys: Word[] = [
    'readTimeliness',
    'readOnTimeRate',
    'readProgressRate',
    'readSameDayRate',
    'readTurnaround',
    ...(result.prediction === null ? [] : (['readPrediction', 'readChance'] as const)),
    'readEmpty',
  ]
  return [heading(say('howToRead')), keys.map((key) => `- ${say(key)}`).join('\n')]
}

function files(result: RunResult, language: Language): string[] {
  if (result.files.length === 0) return []
  return [heading(sayIn(language)('files')), result.files.map((file) => `- ${code(file)}`).join('\n')]
}
