import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendSaid } from './app.ts'
import type { Fault } from './faults.ts'
import { type Operation, refused } from './operation.ts'

/** A caller with more patience than this is let go. */
const LONGEST_SILENCE_MS = 120_000
const SERVER_ERROR = 500

/** Shows a fault at the door of an operation. @param goOn lets the call in after all */
export function act(
  fault: Fault,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  goOn: () => void,
): void {
  const { socket } = request.raw
  switch (fault.kind) {
    case 'slow':
      setTimeout(goOn, Number(fault.more?.addMs ?? 0))
      return
    case 'server-error': {
      const status = Number(fault.more?.status ?? SERVER_ERROR)
      sendSaid(reply, operation, refused(status, fault.kind))
      return
    }
    case 'time-out': {
      reply.hijack()
      const timer = setTimeout(() => socket.destroy(), LONGEST_SILENCE_MS)
      timer.unref()
      socket.once('close', () => clearTimeout(timer))
      return
    }
    case 'closed':
      reply.hijack()
      socket.destroy()
      return
    case 'garbage':
      reply.code(200).header('content-type', 'application/json; charset=utf-8').send('<html><body>It works!</body')
      return
    case 'error-200':
      reply.code(200).header('content-type', 'application/json; charset=utf-8')
      reply.send(JSON.stringify({ error: 'internal-error', message: 'The service could not do it.' }))
      return
    case 'failed':
    case 'refused':
      sendSaid(reply, operation, refused(422, fault.kind))
      return
    default:
      sendSaid(reply, operation, refused(503, fault.kind))
  }
}
