import type { EventLine } from '../schema/index.ts'
import { type Difference, recount } from '../verdict/index.ts'
import { host } from './host.ts'
import { EVENT_LOG } from './run-folder.ts'
import { openRun } from './saved-run.ts'

export interface RecountArguments {
  readonly run: string
  readonly scenario?: string
  readonly json: boolean
}

const MOST_SHOWN = 20

/** Works out the figures of a saved run from its event log, and tells whether they are those of its result. */
export function runRecount(args: RecountArguments): void {
  const { plan, result, lines } = openRun(args.run, args.scenario)
  const log = counted(lines)
  const { compared, differences } = recount(plan, result, log)
  if (args.json) {
    host.say(JSON.stringify({ run: result.run.id, lines: log.count, compared, differences }, null, 2))
  } else if (differences.length === 0) {
    const figures = compared.toLocaleString('en')
    host.say(
      `${result.run.id}: every figure agrees, ${figures} from ${log.count.toLocaleString('en')} lines of ${EVENT_LOG}`,
    )
  } else {
    host.say(
      `${result.run.id}: ${differences.length.toLocaleString('en')} of ${compared.toLocaleString('en')} figures differ`,
    )
    for (const difference of differences.slice(0, MOST_SHOWN)) host.say(`  ${sentence(difference)}`)
    if (differences.length > MOST_SHOWN)
      host.say(`  and ${(differences.length - MOST_SHOWN).toLocaleString('en')} more`)
  }
  host.endWith(differences.length === 0 ? 'ok' : 'invalid')
}

function sentence({ place, saved, recounted }: Difference): string {
  return `${place}: result.json has ${shown(saved)}, the log gives ${shown(recounted)}`
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/** The lines, with how many have been read. */
function counted(lines: Iterable<EventLine>): Iterable<EventLine> & { readonly count: number } {
  let count = 0
  return {
    get count() {
      return count
    },
    *[Symbol.iterator]() {
      for (const line of lines) {
        count++
        yield line
      }
    },
  }
}
