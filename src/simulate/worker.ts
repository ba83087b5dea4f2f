/** A worker thread of the pool: makes the plan from the scenario's text and plays the tasks that it is sent. */
import { parentPort } from 'node:worker_threads'
import { Fault } from '../faults/index.ts'
import { checkScenario } from '../scenario/index.ts'
import type { Reply, Request } from './messages.ts'
import { Player } from './player.ts'

let player: Player | undefined

function answer(request: Request): Reply {
  switch (request.kind) {
    case 'open': {
      const { source, chances } = request
      const { plan } = checkScenario(source.text, source.file)
      if (!plan) {
        const message = `${source.file} is no longer the valid scenario that it was when the run began`
        throw new Fault('scenario-invalid', message, 'leave it and the files beside it alone while it runs')
      }
      player = new Player(plan, chances)
      return { kind: 'opened', sha256: plan.sha256 }
    }
    case 'play':
      return { kind: 'played', ...opened().play(request.task) }
    case 'take':
      return { kind: 'taken', piece: opened().take() }
  }
}

function opened(): Player {
  if (!player) throw new Error('a task came before its scenario')
  return player
}

parentPort?.on('message', (request: Request) => {
  let reply: Reply
  try {
    reply = answer(request)
  } catch (error) {
    // Anything but a fault ends the thread, and the pool tells of it.
    if (!(error instanceof Fault)) throw error
    reply = { kind: 'fault', code: error.code, message: error.message, hint: error.hint }
  }
  parentPort?.postMessage(reply)
})
