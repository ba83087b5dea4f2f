/** Pieces of the shapes that all dialects share; each names them its own way. */
import Type from 'typebox'
import { text } from '../../core/shapes.ts'
import { Papers } from '../messages.ts'

/** Dossiers on one page of a list, at most. */
export const LARGEST_PAGE = 1000
export const PAGE = 20

export const serviceCode = text(100, 1, 'Code of the procedure.')
export const serviceName = text(2000, 0, 'Name of the procedure.')
export const agencyCode = text(100, 1, 'Organisation id of the unit.')
export const applicantName = text(200, 1, 'Applicant.')
export const idType = text(20, 1, 'Kind of identity paper.')
export const idNumber = Type.String({ pattern: '^\\d{9,12}$', description: 'Number of the identity paper.' })
export const documents = { ...Papers, description: 'Papers handed in.' }
export const missing = { ...Papers, description: 'Papers asked for.' }
export const note = text(500, 0, 'Note.')
export const draftResult = text(500, 0, 'Draft of the result.')
export const assignee = text(200, 1, 'Who is to process it.')
export const amount = Type.Integer({ minimum: 0, maximum: 1e12, description: 'Demanded, đồng.' })
export const inCash = Type.Boolean({
  description: 'Taken in cash at the counter; without it the payment gateway must have told of a payment.',
})
export const channel = Type.Enum([1, 2, 3], { description: '1 direct, 2 online, 3 public post.' })
export const digitalKind = Type.Enum([0, 1], { description: '0 paper handed in, 1 result.' })
export const digitalStatus = Type.Enum([0, 1, 2, 3], {
  description: 'TrangThaiSoHoa: 0 none, 1 digitised, 2 re-used, 3 re-used from another result.',
})
export const dossierNumber = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Number that this server made up.',
})
export const state = Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo.' })
export const sequence = Type.Integer({
  minimum: 1,
  description: 'Counts the changes; a later one outdates an earlier.',
})
export const times = Type.Integer({ minimum: 0, description: 'How often payment was told of.' })
export const total = Type.Integer({ minimum: 0, description: 'How many there are.' })
export const uids = Type.Array(Type.String(), { description: 'Ids of the dossiers.' })
export const sameNumber = Type.Array(Type.String(), {
  description: 'Ids of other dossiers that were given the same number; there should be none.',
})
/** A list of texts as it is answered. */
export const texts = (description: string) => Type.Array(Type.String(), { description })
/** A text as it is answered; empty where there is none. */
export const said = (description: string) => Type.String({ description: `${description}; empty where there is none.` })
export const orNull = (description: string) =>
  Type.Union([Type.String(), Type.Null()], { description: `${description}; null where there is none.` })

/** What each operation is called and does, in whichever dialect. */
export const summaries = {
  ticket: 'Take a ticket of the queue',
  register: 'Make a dossier',
  receive: 'Receive it: number, receipt, appointment',
  'ask-supplement': 'Ask for missing papers',
  supply: 'Hand in missing papers',
  refuse: 'Refuse it',
  'hand-over': 'Hand it over to whoever processes it',
  process: 'Enter the draft of the result',
  'demand-payment': 'Demand a fee or tax',
  'confirm-payment': 'Confirm that the payment has come, or was taken in cash',
  sign: 'Sign the result',
  return: 'Hand the result back',
  withdraw: 'Withdraw it',
  stop: 'Stop processing it',
  apologise: 'Apologise and give a new appointment, once',
  digitise: 'Say of papers or the result how they are digitised',
  dossier: 'Read a dossier',
  find: 'Find a dossier by its number or id',
  list: 'List dossiers, in the order in which they came',
  todo: 'List dossiers with which something is to be done',
  duplicates: 'List numbers that were given to more than one dossier',
} as const
