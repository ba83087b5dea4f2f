import { parseInstant } from '../calendar/index.ts'
import { explain } from '../explain/index.ts'
import { Fault } from '../faults/index.ts'
import { lifeSections, printed } from '../report/index.ts'
import { host } from './host.ts'
import { openRun } from './saved-run.ts'

export interface ExplainArguments {
  readonly run: string
  readonly dossier: string
  readonly scenario?: string
  readonly lang: 'vi' | 'en'
  readonly json: boolean
}

/** Tells one dossier's life from the event log of a saved run. */
export function runExplain(args: ExplainArguments): void {
  const { plan, result, lines } = openRun(args.run, args.scenario)
  const { id, seed, stopped, until } = result.run
  // A leg is told with its dossier.
  const [asked = ''] = args.dossier.trim().split('/')
  const explained = explain(plan, seed, lines, until === undefined ? plan.toMs : parseInstant(until), asked)
  if ('like' in explained) throw unknown(args.run, asked, explained.like)
  const { life } = explained
  if (args.json) host.say(JSON.stringify({ run: id, stopped, ...life }, null, 2))
  else
    host.say(printed(lifeSections(life, { id, stopped }, args.lang), { colour: host.colour, width: host.width }).trim())
}

function unknown(run: string, asked: string, like: readonly string[]): Fault {
  const meant =
    like.length > 0 ? `Did you mean ${like.join(' or ')}?` : 'An id is the unit’s code and a number: 30742-000123.'
  return new Fault('dossier-unknown', `the event log of ${run} tells of no dossier ${JSON.stringify(asked)}`, meant)
}
