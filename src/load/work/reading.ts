import type { Answer } from '../../schema/index.ts'
import type { CompiledOperation } from '../../target/index.ts'
import type { LoadCapture, LoadList, LoadOperation } from './load-plan.ts'
import { unsupported } from './unsupported.ts'

const MOST_ANSWER_MS = 60_000
/** Rows asked for at once, where load may say how many. */
const PART = 40

/** Without words of their own, systems write TrangThaiHoSo itself. */
const OWN_STATES = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at + 1, at + 1]))

/** How the script reads what an operation answers. @throws Fault load-unsupported for XML */
export function readingOf(operation: CompiledOperation): LoadOperation {
  const { name, given, system, needs } = operation
  const shared: Answer = system.given.answer ?? {}
  const own: Answer = given.answer ?? {}
  const as = own.as ?? shared.as ?? 'json'
  if (as === 'xml') {
    throw unsupported(`${name} is answered in XML, which load does not read.`, 'Rehearse the scenario instead.')
  }
  const doneWhen = own.doneWhen ?? shared.doneWhen
  const due = own.fields?.dueDate ?? shared.fields?.dueDate
  return {
    name,
    done: own.done ?? shared.done ?? [200],
    doneWhen: doneWhen ? { path: doneWhen.field.split('.'), is: doneWhen.is } : null,
    errorPaths: (own.error ?? shared.error ?? ['error']).map((path) => path.split('.')),
    duePath: due === undefined ? null : due.split('.'),
    list: own.list ? listOf(own.list, operation) : null,
    captures: own.list ? [] : capturesOf({ ...shared.captures, ...own.captures }),
    needs,
    reads: as !== 'nothing',
    timeoutMs: system.given.timeOuts?.answerMs ?? MOST_ANSWER_MS,
  }
}

function listOf(list: NonNullable<Answer['list']>, { asks, given, system }: CompiledOperation): LoadList {
  const byPages = asks.has('value.page')
  const { page, size } = given.values ?? {}
  return {
    at: list.at.split('.'),
    about: list.about.split('.'),
    // The reader of target files has checked that there is one of them.
    stand: (list.changes ?? list.state ?? '').split('.'),
    states: list.state === undefined ? null : (system.given.states ?? OWN_STATES),
    captures: capturesOf(list.captures ?? {}),
    firstPage: byPages ? Number(page) : 0,
    size: byPages ? Number(size) : asks.has('value.start') ? PART : null,
  }
}

function capturesOf(captures: Readonly<Record<string, string>>): LoadCapture[] {
  return Object.entries(captures).map(([name, path]) => ({ name, path: path.split('.') }))
}
