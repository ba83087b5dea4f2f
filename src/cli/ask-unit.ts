import { fill, findUnits, type Read, unitWords } from '../draft/index.ts'
import type { Asker } from './asker.ts'
import { words } from './new-words.ts'

/** Asks for units until Enter alone is the answer; one at least. @returns their codes */
export async function askUnits(asker: Asker): Promise<string[]> {
  const codes = [(await askUnit(asker, false)) ?? '']
  for (;;) {
    const code = await askUnit(asker, true)
    if (code === undefined) return codes
    if (codes.includes(code)) asker.tell(words.sameUnit)
    else codes.push(code)
  }
}

/** One unit; where several are called so, or none is, from a list. Enter alone is the end of an optional one. */
async function askUnit(asker: Asker, optional: boolean): Promise<string | undefined> {
  const otherwise = optional ? { otherwise: '' } : {}
  const first = { text: optional ? words.anotherUnit : words.unit, ...otherwise, read: keep }
  let typed = (await asker.ask(first)).value
  while (typed !== '') {
    const { kind, units } = findUnits(typed)
    const [found] = units
    if (kind === 'found' && units.length === 1 && found) {
      asker.say(`  ${unitWords(found)}`)
      return found.code
    }
    if (units.length === 0) {
      asker.tell(words.noUnit, { typed })
      typed = (await asker.ask(first)).value
      continue
    }
    asker.tell(kind === 'found' ? words.severalUnits : words.nearUnits, { typed, count: String(units.length) })
    units.forEach((unit, index) => {
      asker.say(`  ${String(index + 1).padStart(2)}  ${unitWords(unit)}`)
    })
    const chosen = (line: string): Read<string> => {
      if (!/^\d{1,2}$/.test(line)) return { value: line }
      const unit = units[Number(line) - 1]
      return unit ? { value: unit.code } : { problem: fill(words.noSuchNumber, { typed: line }) }
    }
    typed = (await asker.ask({ text: words.which, ...otherwise, read: chosen })).value
  }
  return undefined
}

function keep(line: string): Read<string> {
  return { value: line }
}
