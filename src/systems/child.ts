import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Fault } from '../faults/index.ts'
import { problemsOf } from '../schema/index.ts'
import { Configuration } from './configuration.ts'
import { serve } from './serve.ts'

/** What a stand-in's process says on its first line of output. */
export type Greeting =
  | { readonly url: string; readonly notice?: string }
  /** It could not start. */
  | { readonly error: string; readonly hint: string }

/**
 * The life of a stand-in's process: reads its configuration (JSON, one line), serves, says where in one line, and ends
 * when its input closes. A parent that dies in whatever way closes it, so no stand-in is left behind.
 */
export async function runChild(stdin: Readable, stdout: Writable): Promise<void> {
  const lines = createInterface({ input: stdin })
  const ended = new Promise<void>((resolve) => lines.once('close', resolve))
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => undefined),
  ])
  if (first === undefined) return
  let greeting: Greeting
  let close = async (): Promise<void> => {}
  try {
    const served = await serve(configurationOf(first))
    close = served.close
    greeting = served.notice === undefined ? { url: served.url } : { url: served.url, notice: served.notice }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    greeting = {
      error: message,
      hint:
        error instanceof Fault
          ? error.hint
          : 'If the database is of another version of Dientap, use a fresh folder; else report it.',
    }
    lines.close()
  }
  // A parent that has gone by now can't read it; the closing input ends this process all the same.
  stdout.on('error', () => lines.close())
  stdout.write(`${JSON.stringify(greeting)}\n`)
  await ended
  await close()
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
      'See Configuration in systems/configuration.ts.',
    )
  }
  return value as Configuration
}
