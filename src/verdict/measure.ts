import type { RunResult } from '../schema/index.ts'

/** By which of its columns a row of a table is named. */
const NAMES = [
  'code',
  'step',
  'role',
  'operation',
  'indicator',
  'date',
  'system',
  'block',
  'unit',
  'stream',
  'name',
] as const

/**
 * A figure of a result by its dotted path: steps.sign.waitP90Min, units.30742.open, visits.turnedAway,
 * operations.portal.submit.errors. A row of a table is named by what it is of; indicators by field, channel, or both
 * (indicators.civil_status.online.open), "all" for the first row. A list alone is its length.
 * @returns null where nothing of the kind happened, so that the table has no such row, or the figure is null itself;
 *   undefined where no result has such a figure
 */
export function measureOf(result: RunResult, path: string): number | null | undefined {
  const [table = '', ...rest] = path.split('.')
  const part: unknown = (result as Readonly<Record<string, unknown>>)[table]
  if (table === 'indicators') return indicatorOf(result, rest)
  if (table === 'prediction') return figureIn(result.prediction?.rows ?? null, rest)
  return figureIn(part, rest)
}

function indicatorOf({ indicators }: RunResult, path: readonly string[]): number | null | undefined {
  const column = path.at(-1) ?? ''
  const names = path.slice(0, -1).filter((name) => name !== 'all')
  const [all] = indicators
  if (!all || !(column in all) || path.length < 2 || names.length > 2) return undefined
  const isChannel = (name: string) => name === 'direct' || name === 'online' || name === 'post'
  const channel = names.find(isChannel) ?? 'all'
  const field = names.find((name) => !isChannel(name)) ?? 'all'
  const row = indicators.find((each) => each.field === field && each.channel === channel)
  return row ? numberOf((row as Readonly<Record<string, unknown>>)[column]) : null
}

function figureIn(part: unknown, path: readonly string[]): number | null | undefined {
  if (Array.isArray(part)) return path.length === 0 ? part.length : figureInTable(part, path)
  if (path.length === 0 || part === null) return numberOf(part)
  const [key = '', ...rest] = path
  return typeof part === 'object' && Object.hasOwn(part as object, key)
    ? figureIn((part as Record<string, unknown>)[key], rest)
    : undefined
}

function figureInTable(rows: readonly unknown[], path: readonly string[]): number | null | undefined {
  const [first] = rows as readonly Readonly<Record<string, unknown>>[]
  if (!first) return null
  const column = NAMES.find((name) => name in first)
  if (column === undefined) return undefined
  // A row's name may hold dots, as an operation's does.
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.')
    const row = (rows as readonly Readonly<Record<string, unknown>>[]).find((each) => each[column] === name)
    if (row) return figureIn(row, path.slice(length))
  }
  return (path.at(-1) ?? '') in first ? null : undefined
}

function numberOf(value: unknown): number | null | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' || value === null ? value : undefined
}
