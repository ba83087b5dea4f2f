import Type from 'typebox'
import { changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { type Finding, lookUp } from './look-up.ts'

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Number of the question.' })
const Digits = Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Number of the question.' })

const Told = closed(
  {
    id: Id,
    procedureCode: text(100, 1, 'Code of the procedure asked about.'),
    answer: text(4000, 1, 'The answer, in Vietnamese.'),
  },
  'What the assistant said.',
)

interface QuestionRow {
  id: number
  asked_by: string
  procedure_code: string
  answer: string
  wrong: number
}

/** The assistant's operations: ask, recall an answer, review whether it was right. */
export function operations({ centres, faults }: Parts): Operation[] {
  return [
    changing({
      name: 'assistant.ask',
      method: 'POST',
      path: '/api/questions',
      summary: 'Ask how long a procedure may take',
      access: { kind: 'permission' },
      body: closed({ procedureCode: text(100, 1, 'Code of the procedure.') }, 'The question.'),
      answers: {
        201: { description: 'The answer.', schema: Told },
        404: problem('unknown-procedure: the assistant has never heard of it.'),
      },
      key: ({ by }) => `official:${by}`,
      async handle(call, tx) {
        const { procedureCode } = call.body
        const isWrong = faults.find('wrong-answers', call) !== undefined
        const finding: Finding | undefined = lookUp(centres.procedures, procedureCode, isWrong)
        if (!finding) return refused(404, 'unknown-procedure', { procedureCode })
        const row = await tx.get<{ id: number }>(
          'INSERT INTO question (asked_by, asked_at, procedure_code, answer, wrong) VALUES (?, ?, ?, ?, ?) RETURNING id',
          call.by,
          call.atMs,
          procedureCode,
          finding.answer,
          finding.isWrong ? 1 : 0,
        )
        return { status: 201, body: { id: row?.id, procedureCode, answer: finding.answer } }
      },
    }),

    reading({
      name: 'assistant.recall',
      method: 'GET',
      path: '/api/questions/:id',
      summary: 'Read an answer again',
      access: { kind: 'permission' },
      params: closed({ id: Digits }, 'Which.'),
      answers: { 200: { description: 'The answer.', schema: Told }, 404: problem('unknown-question') },
      async handle({ params }, reader) {
        const row = await reader.get<QuestionRow>('SELECT * FROM question WHERE id = ?', Number(params.id))
        if (!row) return refused(404, 'unknown-question', { id: params.id })
        return { status: 200, body: { id: row.id, procedureCode: row.procedure_code, answer: row.answer } }
      },
    }),

    reading({
      name: 'assistant.review',
      method: 'GET',
      path: '/api/questions/:id/review',
      summary: 'Whether an answer was right',
      access: { kind: 'permission' },
      params: closed({ id: Digits }, 'Which.'),
      answers: {
        200: {
          description: 'The judgement.',
          schema: closed({ id: Id, right: Type.Boolean({ description: 'Whether it was.' }) }, 'The judgement.'),
        },
        404: problem('unknown-question'),
      },
      async handle({ params }, reader) {
        const row = await reader.get<QuestionRow>('SELECT id, wrong FROM question WHERE id = ?', Number(params.id))
        if (!row) return refused(404, 'unknown-question', { id: params.id })
        return { status: 200, body: { id: row.id, right: row.wrong === 0 } }
      },
    }),
  ]
}
