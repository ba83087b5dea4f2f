import type { SystemName, TargetFile, TargetOperation } from '../schema/index.ts'
import { type AnswerReader, compileAnswer, type TargetAnswer } from './answer.ts'
import { compileBody } from './body.ts'
import type { CompiledSystem } from './system.ts'
import { compileHeader, compilePath, placeholdersWithin, type Rendering } from './template.ts'
import type { Filling } from './values.ts'

export interface TargetRequest {
  readonly system: SystemName
  readonly method: TargetOperation['method']
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

/** One operation as requests and answers. */
export interface CompiledOperation {
  readonly name: string
  readonly system: CompiledSystem
  /** As the file has it. */
  readonly given: TargetOperation
  /** Names of the placeholders of its request. */
  readonly asks: ReadonlySet<string>
  /** Captured ids that its request is made of. */
  readonly needs: readonly string[]
  /** Names of the values that a call must give along, as the file has no default for them: {value.NAME}. */
  readonly values: readonly string[]
  /** The operation that tells whether what this one hands over has arrived. */
  readonly seenBy: string | undefined
  /** By captured id: the operation that tells it, where no answer has. */
  readonly finders: ReadonlyMap<string, CompiledOperation>
  /** @throws Fault target-invalid when a value that the request needs is nowhere told */
  request(filling: Filling): TargetRequest
  /** Reads an answer and puts the ids that it tells into `captured`; never throws for what a system may say. */
  answer(status: number, text: string, captured: Map<string, string | number>): TargetAnswer
}

/** The part of an operation's name before the point, where the file does not say which system it asks. */
export function systemNameOf(operation: string, given: TargetOperation): SystemName {
  // The reader of target files has checked that it is one.
  return given.system ?? (operation.slice(0, operation.indexOf('.')) as SystemName)
}

export function compileOperation(
  name: string,
  given: TargetOperation,
  file: TargetFile,
  system: CompiledSystem,
): Omit<CompiledOperation, 'finders'> {
  const headers = compileHeaders({ ...file.headers, ...system.given.headers, ...given.headers })
  const path = compilePath(given.path)
  const body = given.body && compileBody(given.body)
  const reader: AnswerReader = compileAnswer(given.answer ?? {}, system.given)
  const all = new Set(placeholdersWithin([given.path, given.headers, given.body]))
  const namesIn = (group: string): string[] =>
    [...all].filter((each) => each.startsWith(`${group}.`)).map((each) => each.slice(group.length + 1))
  return {
    name,
    system,
    given,
    seenBy: given.seenBy,
    asks: all,
    needs: namesIn('captured'),
    values: namesIn('value').filter((each) => !Object.hasOwn(given.values ?? {}, each)),
    request: (call) => {
      const filling = given.values ? { ...call, values: { ...given.values, ...call.values } } : call
      return {
        system: system.name,
        method: given.method,
        path: path(filling),
        headers: renderHeaders(headers, filling, body?.contentType),
        body: body?.render(filling),
      }
    },
    answer: (status, text, captured) => reader.read({ status, text }, captured),
  }
}

export type CompiledHeaders = readonly (readonly [name: string, render: Rendering])[]

export function compileHeaders(headers: Record<string, string>): CompiledHeaders {
  return Object.entries(headers).map(([name, text]) => [name, compileHeader(text)] as const)
}

/** A content type without content makes some servers refuse the request, so there is one only with a body. */
export function renderHeaders(
  headers: CompiledHeaders,
  filling: Filling,
  contentType: string | undefined,
): Record<string, string> {
  const rendered: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType }
  for (const [name, render] of headers) rendered[name] = render(filling)
  return rendered
}
