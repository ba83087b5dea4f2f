import { afterAll } from 'vitest'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { actionCodes } from '../../../src/systems/one-stop/transitions.ts'
import { describeContract, type Sample } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import type { Standing } from '../standing.ts'

afterAll(removeDirectories)

let dossiers = 0
const registration = () => ({
  referenceUid: `d-${++dossiers}`,
  serviceCode: '1.001193',
  govAgencyCode: '000.00.53.H48',
  applicantName: 'Trần Văn An',
  applicantIdType: 'CCCD',
  applicantIdNo: '091812345678',
  viaPostal: 0,
  documents: ['Tờ khai'],
})

/** What must have been done before, for each action to be allowed. */
const before: Record<(typeof actionCodes)[number], readonly string[]> = {
  receive: [],
  'ask-supplement': [],
  supply: ['ask-supplement'],
  refuse: [],
  'hand-over': ['receive'],
  process: ['receive', 'hand-over'],
  sign: ['receive', 'hand-over'],
  return: ['receive', 'hand-over', 'sign'],
  withdraw: [],
  stop: ['ask-supplement'],
}

async function registered(at: Standing, actions: readonly string[] = []): Promise<string> {
  const body = registration()
  await at.ask('one-stop.register', { body, as: 'run' })
  for (const actionCode of actions) {
    const params = { referenceUid: body.referenceUid }
    await at.ask('one-stop.act', { params, body: { actionCode, actionUser: 'x' }, as: 'run' })
  }
  return body.referenceUid
}

const existing: Sample = async (at) => ({ params: { referenceUid: await registered(at) } })

describeContract(oneStop, {
  'one-stop.register': () => ({ body: registration(), as: 'clerk' }),
  'one-stop.act': actionCodes.map(
    (actionCode): Sample =>
      async (at) => ({
        params: { referenceUid: await registered(at, before[actionCode]) },
        body: { actionCode, actionUser: 'clerk-1', actionNote: '', payload: { documents: ['Giấy chứng sinh'] } },
        as: actionCode === 'sign' ? 'leader' : actionCode === 'process' ? 'specialist' : 'clerk',
      }),
  ),
  'one-stop.dossier': existing,
  'one-stop.list': { query: { status: 'new', start: 0, end: 10 } },
  'one-stop.word': existing,
})
