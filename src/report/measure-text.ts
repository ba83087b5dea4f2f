import { type Channel, channels, type RunResult } from '../schema/index.ts'
import {
  channelWords,
  columnWord,
  fieldName,
  type Language,
  operationWords,
  roleName,
  stepName,
  streamName,
  uncapitalised,
} from './words/index.ts'

/**
 * A figure of a result in words, by its dotted path: steps.sign.waitP90Min is "Ký duyệt: thời gian chờ p90".
 * A path for which there are no words is shown as it is.
 */
export function measureText(result: RunResult, path: string, language: Language): string {
  const [table = '', ...rest] = path.split('.')
  const column = rest.at(-1) ?? ''
  const word = columnWord(table, column)?.[language]
  if (word === undefined) return path
  const row = rowText(result, table, rest.slice(0, -1), language)
  if (row === undefined) return path
  return row === '' ? word : `${row}: ${uncapitalised(word, language)}`
}

/** What the row of a table is of; '' for the whole, undefined where that can't be said. */
function rowText(result: RunResult, table: string, names: readonly string[], language: Language): string | undefined {
  const name = names.join('.')
  switch (table) {
    case 'steps':
      return stepName(name, language)
    case 'operations':
      return operationText(name, language)
    case 'staff':
      return roleName(name, language)
    case 'streams':
      return streamName(name, language)
    case 'units':
      return result.scenario.units.find(({ code }) => code === name)?.name
    case 'provinces':
      return result.provinces.find(({ code }) => code === name)?.name
    case 'indicators':
      return names
        .filter((part) => part !== 'all')
        .map((part) => (isChannel(part) ? channelWords[part][language] : fieldName(part, language)))
        .join(', ')
    case 'conformance':
      return scriptText(result, names, language)
    default:
      return name === '' ? '' : undefined
  }
}

/** With a capital where it is words and not the name by which systems know it. */
function operationText(name: string, language: Language): string {
  const words = operationWords(name, language)
  return words === name ? name : `${words.charAt(0).toLocaleUpperCase(language)}${words.slice(1)}`
}

function isChannel(name: string): name is Channel {
  return (channels as readonly string[]).includes(name)
}

/** Blocks and steps of scripts by their titles, units by their names; '' for all steps together. */
function scriptText(result: RunResult, names: readonly string[], language: Language): string | undefined {
  const [kind, name] = names
  if (kind === 'total') return ''
  switch (kind) {
    case 'steps':
      return name === undefined ? undefined : scriptStepTitle(result, name, language)
    case 'blocks':
      return result.conformance?.blocks.find(({ block }) => block === name)?.title[language] ?? name
    case 'units':
      return result.scenario.units.find(({ code }) => code === name)?.name
    default:
      return undefined
  }
}

/** A step of a script by its title; its name where no script of the run has it. */
export function scriptStepTitle({ conformance }: RunResult, name: string, language: Language): string {
  return conformance?.steps.find(({ step }) => step === name)?.title[language] ?? name
}
