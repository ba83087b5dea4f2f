import { conforms } from '../../schema/index.ts'
import { type Message, type Receiver, type Reply, receiver, type Sender } from '../core/messages.ts'
import type { Call } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { LEG, type Leg, LegReport, type LegSystem, linkedEvents } from '../linked/messages.ts'
import { Numbered, SIGNED, type Signed } from '../population/messages.ts'
import type { Declaration } from './messages.ts'
import { records } from './records.ts'
import { legsOf } from './registers.ts'
import type { LegRow, RecordRow } from './tables.ts'

const ADD = `INSERT INTO leg (reference, system, state, result_no, reason, sequence) VALUES (?, ?, ?, '', '', 0)
  ON CONFLICT (reference, system) DO NOTHING`
// Reports may come in any order; a later word of the leg is not undone by an earlier one.
const FOLLOW = `UPDATE leg SET state = ?, result_no = ?, reason = ?, sequence = ?
  WHERE reference = ? AND system = ? AND sequence < ?`
const OF = 'SELECT * FROM leg WHERE reference = ? ORDER BY system DESC'

/** Tells the others of what was signed: the population database, and the further legs of a linked procedure. */
export class Legs {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  of(reader: Reader, reference: string): Maybe<LegRow[]> {
    return reader.all<LegRow>(OF, reference)
  }

  /** Within the transaction that signs a record. */
  async start(tx: Tx, row: RecordRow, call: Call): Promise<void> {
    const event = linkedEvents.find((each) => each === row.kind)
    if (!event) return
    const { centres, outbox } = this.#parts
    const declaration = JSON.parse(row.declaration) as Declaration
    const message = { subject: row.request_no, atMs: call.atMs, unit: row.unit, call: call.id }
    const { fullName, applicantIdNo, personIdNo = '', sex = 'female' } = declaration
    const provinceCode = centres.centre(row.unit)?.provinceCode ?? ''
    const { request_no: requestNo, registration_no: registrationNo } = row
    const identityNumber = event === 'birth' ? '' : personIdNo
    const signed: Signed = { requestNo, event, provinceCode, fullName, identityNumber, sex, registrationNo }
    await outbox.add(tx, { ...message, to: 'population', kind: SIGNED, body: signed })

    const leg: Leg = { reference: requestNo, event, unitCode: row.unit, fullName, applicantIdNo, registrationNo }
    for (const system of legsOf(centres.procedure(declaration.serviceCode)?.name ?? '')) {
      const isSent = await outbox.add(tx, { ...message, to: system, kind: LEG, body: leg })
      await tx.run(ADD, requestNo, system, isSent ? 'sent' : 'not-connected')
    }
  }

  /** Takes in what the legs tell. */
  readonly reports: Receiver = receiver({
    body: LegReport,
    key: ({ body }) => `record:${body.reference}`,
    async handle({ from, body }, tx) {
      await follow(tx, from as LegSystem, body)
      return { status: 200, body: {} }
    },
  })

  /** A leg says at once how it stands when it is handed over. */
  handingOverTo(system: LegSystem): Sender {
    return {
      async replied({ kind }: Message, { status, body }: Reply, tx: Tx) {
        if (kind === LEG && status === 200 && conforms(LegReport, body)) await follow(tx, system, body)
      },
    }
  }

  /** The population database tells the number of the child. */
  readonly numbering: Sender = {
    async replied({ subject }: Message, { status, body }: Reply, tx: Tx) {
      if (status === 200 && conforms(Numbered, body)) await records.numbered(tx, subject, body.identityNumber)
    },
  }
}

async function follow(tx: Tx, system: LegSystem, report: LegReport): Promise<void> {
  const { reference, state, resultNo, reason, sequence } = report
  await tx.run(FOLLOW, state, resultNo, reason, sequence, reference, system, sequence)
}
