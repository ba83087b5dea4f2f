import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import { rachGia } from './rach-gia-text.ts'

const minutes = 'takes: { kind: uniform, lowMin: 1, highMin: 5 }'
const official = (role: string, outcomes: string, more = '') =>
  `{ by: official, role: ${role}, ${more}${minutes}, outcomes: [${outcomes}] }`
const agency = (who: string, outcomes: string) =>
  `{ by: agency, who: ${who}, takes: { kind: fixed, min: 90 }, outcomes: [${outcomes}] }`
const steps = (entries: Record<string, string>) =>
  Object.entries({
    come: `{ by: citizen, ${minutes}, outcomes: [{ operation: one-stop.register, state: 1, to: receive }] }`,
    declare: `{ by: citizen, ${minutes}, outcomes: [{ operation: portal.submit, state: 1, to: intake }] }`,
    receive: official('clerk', '{ operation: one-stop.receive, state: 2, to: hand-over }'),
    intake: official('clerk', '{ operation: one-stop.intake, state: 2, to: hand-over }'),
    'hand-over': official('clerk', '{ operation: one-stop.hand-over, state: 4, to: begin }'),
    ...entries,
    return: official('clerk', '{ operation: one-stop.return, state: 10, to: end }'),
  })
    .map(([name, step]) => `      ${name}: ${step}`)
    .join('\n')

/** Every operation of the line systems that a workflow calls. */
const workflows = `workflows:
  linked:
    start: { direct: come, online: declare, post: come }
    steps:
${steps({
  begin: agency('Provincial portal', '{ operation: civil-status.transfer, to: check }'),
  check: official('specialist', '{ operation: population.check, to: enter }'),
  enter: official('specialist', '{ operation: civil-status.enter, ifFails: { to: correct }, to: approve }'),
  correct: agency('Help desk', '{ operation: civil-status.correct, to: approve }'),
  approve: official('specialist', '{ operation: civil-status.approve, to: sign }'),
  sign: official('leader', '{ operation: civil-status.sign, starts: [house, card], to: record }'),
  house: agency('Commune police', '{ operation: residence.register, to: end }'),
  card: agency('Social insurance', '{ operation: health-insurance.issue, to: end }'),
  record: official('specialist', '{ operation: one-stop.sign, state: 9, to: return }', 'afterSubDossiers: true, '),
})}
  copies:
    start: { direct: come, online: declare, post: come }
    steps:
${steps({
  begin: official('specialist', '{ operation: civil-status.search, ifFails: { to: books }, to: sign }'),
  books: official('specialist', '{ to: sign }'),
  sign: official('leader', '{ operation: one-stop.sign, state: 9, to: return }'),
})}
  plots:
    start: { direct: come, online: declare, post: come }
    steps:
${steps({
  begin: official('specialist', '{ operation: land.look-up, ifFails: { to: maps }, to: enter }'),
  maps: official('specialist', '{ to: enter }'),
  enter: official('specialist', '{ operation: land.enter, to: verify }'),
  verify: agency('Land Registration Office', '{ operation: land.verify, to: demand }'),
  demand: official('specialist', '{ operation: one-stop.demand-payment, state: 6, to: pay }'),
  pay: `{ by: citizen, ${minutes}, outcomes: [{ operation: payment.pay, to: settle }] }`,
  settle: agency('Tax office', '{ operation: land.settle, to: confirm }'),
  confirm: official('clerk', '{ operation: one-stop.confirm-payment, state: 4, ifFails: { to: reconcile }, to: sign }'),
  reconcile: official('clerk', '{ operation: portal.reconcile, to: confirm }'),
  sign: official('leader', '{ operation: one-stop.sign, state: 9, to: return }'),
})}
`

const basis = `basis:
${['period', 'calendar', 'units', 'demand', 'policies', 'systems', 'incidents', 'targets', 'workflows']
  .map((path) => `  - { path: ${path}, kind: assumption, source: { vi: "Bài thử.", en: "A test." } }`)
  .join('\n')}
`

/** One ward with linked births, extracts and plots, and every line system. */
/** @param change of the scenario's text */
export function lineWard(change: (text: string) => string = (text) => text): Plan {
  const text = rachGia
    .replace(/( {2}procedures:\n)[\s\S]*?(?=\npolicies:)/, (_, head) => {
      const procedures = [
        '{ code: "2.000986", weight: 1, workflow: linked }',
        '{ code: "2.000635", weight: 1, workflow: copies }',
        '{ code: "1.012783", weight: 1, workflow: plots }',
      ]
      return `${head}${procedures.map((procedure) => `    - ${procedure}\n`).join('')}`
    })
    .replace('dossiers: 2720', 'dossiers: 90')
    .replace('direct: 0.248, online: 0.747, post: 0.005', 'direct: 0.5, online: 0.5, post: 0')
    .replace('to: 2025-07-31', 'to: 2025-07-08')
    .replace(/^incidents:\n[\s\S]*?(?=\ntargets:)/m, 'incidents: []\n')
    .replace(/^basis:[\s\S]*/m, `${workflows}\n${basis}`)
  const { plan, problems } = checkScenario(change(text), 'line-ward.yaml')
  if (!plan) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return plan
}
