import Type from 'typebox'
import { type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { PersonRow } from './tables.ts'

const IdentityNumber = Type.String({ pattern: '^\\d{12}$', description: 'Identity number.' })
const State = Type.Enum(['living', 'deceased'], { description: 'Whether the person is known to have died.' })
/** Province prefix, then a century digit that no living person has, or the prefix of no province. */
const SYNTHETIC = /^(\d{3}[89]|000)/
const FIND = 'SELECT * FROM person WHERE identity_number = ?'

const Checked = closed(
  {
    identityNumber: IdentityNumber,
    matched: Type.Boolean({ description: 'Whether number and name belong together.' }),
    state: State,
    differs: Type.Enum(['', 'fullName'], { description: 'What does not agree; empty when all does.' }),
  },
  'What the check found.',
)
const Person = closed(
  { identityNumber: IdentityNumber, fullName: Type.String({ description: 'Name.' }), state: State },
  'A person.',
)

/** The identity check, and the persons that the civil-status system told of. */
export function operations({ faults }: Parts): Operation[] {
  return [
    reading({
      name: 'population.check',
      method: 'POST',
      path: '/v1/citizens/check',
      summary: 'Check that a number and a name belong together',
      access: { kind: 'permission' },
      body: closed({ identityNumber: IdentityNumber, fullName: text(200, 1, 'Name.') }, 'Who is checked.'),
      answers: {
        200: { description: 'What was found.', schema: Checked },
        404: problem('unknown-person: nobody made up has such a number.'),
      },
      async handle(call, reader) {
        const { identityNumber, fullName } = call.body
        if (!SYNTHETIC.test(identityNumber)) return refused(404, 'unknown-person', { identityNumber })
        const row = await reader.get<PersonRow>(FIND, identityNumber)
        // Drawn by the person: data that do not agree today do not agree tomorrow either.
        const differs =
          faults.find('data-mismatch', { ...call, id: identityNumber }) !== undefined ||
          (row !== undefined && nameOf(row.full_name) !== nameOf(fullName))
        const state = row?.state ?? 'living'
        const body = { identityNumber, matched: !differs, state, differs: differs ? 'fullName' : '' }
        return { status: 200, body }
      },
    }),

    reading({
      name: 'population.person',
      method: 'GET',
      path: '/v1/citizens/:identityNumber',
      summary: 'A person that the civil-status system told of',
      access: { kind: 'permission' },
      params: closed({ identityNumber: IdentityNumber }, 'Who.'),
      answers: { 200: { description: 'The person.', schema: Person }, 404: problem('unknown-person') },
      async handle({ params: { identityNumber } }, reader) {
        const row = await reader.get<PersonRow>(FIND, identityNumber)
        if (!row) return refused(404, 'unknown-person', { identityNumber })
        return { status: 200, body: { identityNumber, fullName: row.full_name, state: row.state } }
      },
    }),
  ]
}

function nameOf(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}
