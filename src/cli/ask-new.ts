import {
  type Answers,
  bounds,
  dateWords,
  figureWords,
  fill,
  given,
  knownPopulation,
  type Language,
  monthBounds,
  nextMonth,
  type Read,
  readDate,
  readLastDay,
  readPercent,
  readWhole,
  type Sourced,
  type StaffCounts,
  shippedScripts,
  suggested,
  suggestedCounters,
  suggestedPerMonth,
  suggestedStaff,
  type Text,
  type UnitAnswers,
  unitNamed,
} from '../draft/index.ts'
import { askUnits } from './ask-unit.ts'
import type { Asker } from './asker.ts'
import type { Wanted } from './new-flags.ts'
import { words } from './new-words.ts'

/** Answers without what follows from the place of the file. */
export type Told = Omit<Answers, 'name' | 'schema'>

/**
 * Puts together what the options say, what is asked, and what is assumed where neither says it.
 * @param asker undefined where nobody is asked; then the options say all that is needed
 */
export async function answersOf(
  wanted: Wanted,
  { language, askedOn }: { readonly language: Language; readonly askedOn: string },
  asker: Asker | undefined,
): Promise<Told> {
  const codes = wanted.units ?? (asker ? await askUnits(asker) : [])
  const { from, to } = await periodOf(wanted, askedOn, asker)
  const channels = wanted.channels ? byCommittee(wanted.channels) : await channelsOf(asker)
  const before = { ...{ language, askedOn, from, to, channels }, ...{ name: 'new', schema: '' }, ...targets }
  const units: UnitAnswers[] = []
  for (const [index, code] of codes.entries()) units.push(await unitOf(code, index, wanted, before, asker))
  const scripts = wanted.scripts ?? (asker ? await askScripts(asker) : [])
  const onTime = await percentage(asker, words.onTime, wanted.onTime, suggested.onTime, bounds.onTime)
  const waitMin =
    channels.value.direct > 0
      ? await whole(asker, words.waitMin, wanted.waitMin, suggested.waitMin, bounds.waitMin)
      : suggested.waitMin
  return { ...{ language, askedOn, from, to, channels, units, scripts }, ...{ onTime, waitMin } }
}

const targets = { onTime: suggested.onTime, waitMin: suggested.waitMin }

function byCommittee<Value>(value: Value): Sourced<Value> {
  return { value, origin: given }
}

async function periodOf(
  wanted: Wanted,
  askedOn: string,
  asker: Asker | undefined,
): Promise<{ from: string; to: string }> {
  const next = nextMonth(askedOn)
  const offered = next && asker ? { otherwise: shownDate(next[0], asker) } : {}
  const from = wanted.from ?? (await asker?.ask({ text: words.from, ...offered, read: readDate }))?.value ?? ''
  const readEnd = (typed: string): Read<string> => readLastDay(typed, from)
  if (wanted.to !== undefined && (!asker || 'value' in readEnd(wanted.to))) return { from, to: wanted.to }
  const end = monthBounds(from.slice(0, 7))[1]
  if (!asker) return { from, to: end }
  return { from, to: (await asker.ask({ text: words.to, otherwise: shownDate(end, asker), read: readEnd })).value }
}

/** As it is written in the language, in a form that can be typed too. */
function shownDate(date: string, { language }: Asker): string {
  return language === 'vi' ? dateWords(date).vi : date
}

async function channelsOf(asker: Asker | undefined): Promise<Answers['channels']> {
  const { channels } = suggested
  if (!asker) return channels
  const online = await percentage(
    asker,
    words.online,
    undefined,
    { ...channels, value: channels.value.online },
    bounds.channel,
  )
  const readPost = (typed: string): Read<number> => {
    const read = readPercent(typed, bounds.channel)
    return 'value' in read && read.value + online.value > 1 ? { problem: words.tooMuch } : read
  }
  const offered = online.value + channels.value.post > 1 ? 0 : channels.value.post
  const post = await asker.ask({ text: words.post, otherwise: percent(offered, asker), read: readPost })
  if (online.origin.kind !== 'given' && !post.typed) return channels
  const direct = Number((1 - online.value - post.value).toFixed(6))
  return byCommittee({ direct, online: online.value, post: post.value })
}

async function unitOf(
  code: string,
  index: number,
  wanted: Wanted,
  before: Omit<Answers, 'units' | 'scripts'>,
  asker: Asker | undefined,
): Promise<UnitAnswers> {
  const own = <Value>(list: readonly Value[] | undefined) => (list?.length === 1 ? list[0] : list?.[index])
  asker?.say(`\n${unitNamed(code)}`)
  const population = await whole(
    asker,
    words.population,
    own(wanted.population),
    knownPopulation(code),
    bounds.population,
  )
  const derived = suggestedPerMonth(population.value)
  const perMonth = await whole(asker, words.perMonth, own(wanted.perMonth), derived, bounds.perMonth)
  const staff = await staffOf(own(wanted.staff), () => suggestedStaff(before, { code, population, perMonth }), asker)
  const enough = suggestedCounters(staff.value)
  const counters = await whole(asker, words.counters, own(wanted.counters), enough, bounds.counters)
  return { code, population, perMonth, staff, counters }
}

async function staffOf(
  wanted: StaffCounts | undefined,
  suggest: () => Sourced<StaffCounts>,
  asker: Asker | undefined,
): Promise<Sourced<StaffCounts>> {
  if (wanted) return byCommittee(wanted)
  const offered = suggest()
  if (!asker) return offered
  const counts = new Map<string, number>()
  let typed = false
  for (const role of ['clerk', 'specialist', 'leader'] as const) {
    const otherwise = String(offered.value.get(role) ?? 1)
    const answer = await asker.ask({ text: words[role], otherwise, read: (line) => readWhole(line, bounds.staff) })
    counts.set(role, answer.value)
    typed ||= answer.typed
  }
  return typed ? byCommittee(counts) : offered
}

/** Numbers of a list of all shipped scripts; 0 is none. */
async function askScripts(asker: Asker): Promise<string[]> {
  const all = shippedScripts()
  asker.say('')
  asker.tell(words.scripts)
  asker.say(`   0  ${words.noScript[asker.language]}`)
  all.forEach(({ name, script }, index) => {
    const count = String(script.blocks.reduce((sum, { steps }) => sum + steps.length, 0))
    asker.say(
      `  ${String(index + 1).padStart(2)}  ${fill(words.steps, { title: script.title, count, name })[asker.language]}`,
    )
  })
  const read = (typed: string): Read<string[]> => {
    const chosen = typed.split(/[\s,]+/).filter((each) => each !== '' && each !== '0')
    const names = chosen.map((each) => (/^\d+$/.test(each) ? all[Number(each) - 1]?.name : undefined))
    const wrong = chosen[names.indexOf(undefined)]
    if (wrong !== undefined) return { problem: fill(words.noSuchNumber, { typed: wrong }) }
    return { value: [...new Set(names.flatMap((name) => name ?? []))] }
  }
  return (await asker.ask({ text: words.script, otherwise: '0', read })).value
}

async function whole(
  asker: Asker | undefined,
  text: Text,
  wanted: number | undefined,
  offered: Sourced<number> | undefined,
  within: { readonly least: number; readonly most: number },
): Promise<Sourced<number>> {
  if (wanted !== undefined) return byCommittee(wanted)
  if (asker) {
    const otherwise = offered && { otherwise: figureWords(offered.value)[asker.language] }
    const answer = await asker.ask({ text, ...otherwise, read: (typed) => readWhole(typed, within) })
    return answer.typed || !offered ? byCommittee(answer.value) : offered
  }
  if (offered) return offered
  throw new TypeError(`nobody says: ${text.en}`) // missingFlags has asked for it
}

async function percentage(
  asker: Asker | undefined,
  text: Text,
  wanted: number | undefined,
  offered: Sourced<number>,
  within: { readonly least: number; readonly most: number },
): Promise<Sourced<number>> {
  if (wanted !== undefined) return byCommittee(wanted)
  if (!asker) return offered
  const read = (typed: string) => readPercent(typed, within)
  const answer = await asker.ask({ text, otherwise: percent(offered.value, asker), read })
  return answer.typed ? byCommittee(answer.value) : offered
}

function percent(share: number, { language }: Asker): string {
  return figureWords(100 * share, 4)[language]
}
