import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Fault } from '../../faults/index.ts'
import { problemsOf, type StandInName } from '../../schema/index.ts'
import { Configuration } from './configuration.ts'
import { type Served, serve } from './serve.ts'
import type { StandIn } from './stand-in.ts'

/** What a process of stand-ins says on its first line of output. */
export type Greeting =
  | { readonly served: readonly Pick<Served, 'system' | 'url' | 'database' | 'notice'>[] }
  /** It could not start. */
  | { readonly error: string; readonly hint: string }

/**
 * The life of a process of stand-ins: reads its configuration (JSON, one line), serves, says where in one line, and ends
 * when its input closes. A parent that dies in whatever way closes it, so no stand-in is left behind.
 */
export async function runChild(
  standIns: Partial<Record<StandInName, StandIn>>,
  stdin: Readable,
  stdout: Writable,
): Promise<void> {
  const lines = createInterface({ input: stdin })
  const ended = new Promise<void>((resolve) => lines.once('close', resolve))
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => undefined),
  ])
  if (first === undefined) return
  let greeting: Greeting
  let served: readonly Served[] = []
  try {
    served = await serveAll(standIns, configurationOf(first))
    greeting = { served: served.map(({ system, url, database, notice }) => ({ system, url, database, notice })) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const hint = error instanceof Fault ? error.hint : 'Report it: this is a mistake in Dientap.'
    greeting = { error: message, hint }
    lines.close()
  }
  // A parent that has gone by now can't read it; the closing input ends this process all the same.
  stdout.on('error', () => lines.close())
  stdout.write(`${JSON.stringify(greeting)}\n`)
  await ended
  await Promise.all(served.map((each) => each.close()))
}

/** Serves every stand-in of the configuration, or none. */
export async function serveAll(
  standIns: Partial<Record<StandInName, StandIn>>,
  configuration: Configuration,
): Promise<readonly Served[]> {
  const outcomes = await Promise.allSettled(
    configuration.standIns.map((own) => {
      const standIn = standIns[own.system]
      if (standIn) return serve(standIn, own, configuration)
      return Promise.reject(new Fault('system-not-started', `There is no stand-in ${own.system}.`, 'Leave it out.'))
    }),
  )
  const served = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (!failed) return served
  await Promise.all(served.map((each) => each.close()))
  throw failed.reason
}

function configurationOf(line: string): Configuration {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Fault('system-not-started', 'The configuration is not JSON.', 'Its first line of input must hold it.')
  }
  const problems = problemsOf(Configuration, value)
  if (problems.length > 0) {
    const list = problems.map((problem) => `${problem.instancePath || '/'} ${problem.message}`).join('; ')
    throw new Fault(
      'system-not-started',
      `The configuration is wrong: ${list}.`,
      'See Configuration in systems/core/configuration.ts.',
    )
  }
  return value as Configuration
}
