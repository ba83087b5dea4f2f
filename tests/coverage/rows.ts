import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { root } from '../repo/source.ts'

/** One thing that the reports tell of. */
export interface SeedItem {
  readonly no: string
  readonly report: string
  readonly kind: string
  readonly item: string
  readonly value: string
  readonly unit: string
  readonly scope: string
}

/** Where one is shown. */
export interface Shown {
  readonly no: string
  readonly scenario: string
  readonly measure: string
}

function rowsOf<Row>(name: string): Row[] {
  return parse(readFileSync(join(root, 'scenarios/catalogue', name)), { columns: true, bom: true })
}

export const seedItems = rowsOf<SeedItem>('seed-items.csv')
export const coverage = rowsOf<Shown>('coverage.csv')

/** What is wrong with a coverage without looking at results: core items without a figure, and figures of nothing. */
export function gapsIn(items: readonly SeedItem[], shown: readonly Shown[]): string[] {
  const scopes = new Map(items.map(({ no, scope }) => [no, scope]))
  const numbers = new Set(shown.map(({ no }) => no))
  return [
    ...items
      .filter(({ no, scope }) => scope === 'core' && !numbers.has(no))
      .map(({ no, item }) => `${no} has none: ${item}`),
    ...shown
      .filter(({ no }) => scopes.get(no) !== 'core')
      .map(({ no }) => `${no} is ${scopes.has(no) ? 'context' : 'no item'}`),
  ]
}
