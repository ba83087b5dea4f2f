import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemsOf } from '../../schema/index.ts'
import { inForm, problemOf, sendSaid } from './app.ts'
import type { DoorParts } from './door-parts.ts'
import { keep, keptFor, type Ready, readied, saidOf } from './kept.ts'
import { type Call, isRefusal, type Operation, Refusal, refused, type Said } from './operation.ts'
import type { Key, Store, Tx } from './store.ts'

export type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** An answer given now, or one that is text already because it was kept. */
type Outcome = Said | Ready
type AnyCall = Call<never, never, never>
type CarryingOut = (call: AnyCall, isNamed: boolean) => Promise<Outcome>

const JSON_TYPE = 'application/json; charset=utf-8'

/** What a door does with a call that was let in: carries the operation out, and sends what it says. */
export function answering(operation: Operation, parts: DoorParts): Answering {
  const carryOut = carryingOut(operation, parts.store)
  return async (request, reply) => {
    const { caller } = request
    for (let due = parts.catchUp(caller.atMs); due; due = parts.catchUp(caller.atMs)) await due
    const call: AnyCall = {
      operation: request.operationName,
      id: caller.id ?? request.id,
      atMs: caller.atMs,
      run: caller.run,
      by: caller.by,
      unit: caller.unit,
      account: caller.account,
      headers: request.headers,
      params: request.params as never,
      query: request.query as never,
      body: request.body as never,
    }
    let outcome: Outcome
    try {
      outcome = await carryOut(call, caller.id !== undefined)
    } catch (error) {
      outcome = outcomeOf(error)
    }
    if ('text' in outcome) {
      if (parts.checkAnswers) check(operation, saidOf(outcome))
      return sendReady(reply, outcome)
    }
    if (isRefusal(outcome)) {
      if (parts.checkAnswers) check(operation, inForm(operation, outcome, request))
      return sendSaid(reply, operation, outcome)
    }
    if (parts.checkAnswers) check(operation, outcome)
    const { body } = outcome
    return body instanceof Readable || body instanceof Uint8Array
      ? sendRaw(reply, outcome, body)
      : sendReady(reply, readied(outcome))
  }
}

/** @throws what was thrown, when it is a mistake of the program */
function outcomeOf(error: unknown): Said {
  if (error instanceof Refusal) return error.said
  const said = problemOf(error as Error)
  if (said.status === 500) throw error
  return said
}

function carryingOut(operation: Operation, store: Store): CarryingOut {
  switch (operation.kind) {
    case 'free':
      return async (call) => operation.handle(call)
    case 'reading':
      return async (call) => operation.handle(call, store)
    case 'changing':
      return async (call, isNamed) => {
        const early = operation.before && (await operation.before(call))
        if (early) return early
        const named = operation.key(call)
        const key = named instanceof Promise ? await named : named
        let isRepeat = false
        const outcome = await store.write<Outcome>(key, (tx) => {
          if (!isNamed) return operation.handle(call, tx)
          return once(tx, call, askedOf(call, key), operation.handle).then((given) => {
            isRepeat = given.isRepeat
            return given.outcome
          })
        })
        if (!operation.after || (!('text' in outcome) && isRefusal(outcome))) return outcome
        const said = 'text' in outcome ? saidOf(outcome) : outcome
        return (await operation.after(call, said, isRepeat)) ?? outcome
      }
  }
}

/**
 * What a call asks, kept beside its answer. The run belongs to it: the same scenario and seed name their calls alike in
 * every run, and a later run must not be told that the work of an earlier one is its own.
 */
function askedOf({ operation, run }: AnyCall, key: Key): string {
  return [operation, key, ...(run === '' ? [] : [run])].join(' ')
}

type Handle = (call: AnyCall, tx: Tx) => Said | Promise<Said>

/** Gives the kept answer of a call that came before, or keeps the one given now; a refusal is not kept. */
async function once(
  tx: Tx,
  call: AnyCall,
  asked: string,
  handle: Handle,
): Promise<{ readonly outcome: Outcome; readonly isRepeat: boolean }> {
  const kept = await keptFor(tx, call.id)
  if (kept) {
    if (kept.asked === asked) return { outcome: kept.ready, isRepeat: true }
    return { outcome: refused(409, 'call-id-reused', { before: kept.asked, now: asked }), isRepeat: false }
  }
  const said = await handle(call, tx)
  if (isRefusal(said)) return { outcome: said, isRepeat: false }
  const ready = readied(said)
  await keep(tx, call.id, asked, ready)
  return { outcome: ready, isRepeat: false }
}

function sendReady(reply: FastifyReply, { status, text, contentType, headers }: Ready): FastifyReply {
  reply.code(status)
  if (headers) reply.headers(headers)
  if (text === '') return reply.send()
  return reply.header('content-type', contentType ?? JSON_TYPE).send(text)
}

function sendRaw(reply: FastifyReply, said: Said, body: Readable | Uint8Array): FastifyReply {
  return reply
    .code(said.status)
    .headers(said.headers ?? {})
    .header('content-type', said.contentType ?? 'application/octet-stream')
    .send(body instanceof Readable ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength))
}

/** @throws Error when an answer is not one that the operation describes: a mistake of the stand-in */
function check(operation: Operation, { status, body, contentType }: Said): void {
  const described = operation.answers[status]
  const form = operation.errors
  if (!described && status < 400) throw new Error(`${operation.name} answers ${status}, which it does not describe`)
  const schema = form && status >= 400 ? form.schema : described?.schema
  if (!schema || contentType !== undefined) return
  const [problem] = problemsOf(schema, body)
  if (problem) throw new Error(`${operation.name}, answer ${status}: ${problem.instancePath} ${problem.message}`)
}
