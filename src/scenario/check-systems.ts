import { type OperationModel, systemNames } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { quoted } from './problem.ts'
import { scriptedActors, scriptedOperations } from './scripted.ts'
import type { Path } from './source-document.ts'
import { instant } from './span.ts'
import { suggest } from './suggestion.ts'
import { usedWorkflows } from './workflows.ts'

/** Planned outages, and whether anything calls the operations and asks for the accounts that the scenario speaks of. */
export function checkSystems(checking: Checking): void {
  checkPlanned(checking)
  const steps = usedWorkflows(checking.scenario, checking.catalogue).flatMap(([, { steps }]) => Object.values(steps))
  const called = new Set([
    ...steps.flatMap(({ outcomes }) =>
      outcomes.flatMap(({ operation }) => (operation === undefined ? [] : [operation])),
    ),
    ...scriptedOperations(checking.scenario),
  ])
  checkOperations(checking, called)
  const asked = new Set([
    ...steps.flatMap((step) => (step.by === 'official' && step.account ? [step.account] : [])),
    ...scriptedActors(checking.scenario).flatMap(({ account }) => account ?? []),
  ])
  checkAccounts(checking, asked)
}

function checkPlanned({ list, scenario }: Checking): void {
  for (const name of systemNames) {
    scenario.systems[name]?.planned?.forEach(({ from, to }, index) => {
      const at = ['systems', name, 'planned', index]
      const fromMs = instant(list, [...at, 'from'], from)
      const toMs = instant(list, [...at, 'to'], to)
      if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs)
        list.error([...at, 'to'], 'a planned outage must end after it begins', 'change "from" and "to"')
    })
  }
}

function checkOperations({ list, scenario }: Checking, called: ReadonlySet<string>): void {
  for (const name of systemNames) {
    for (const [operation, model] of Object.entries(scenario.systems[name]?.operations ?? {})) {
      const at = ['systems', name, 'operations', operation]
      checkShares(list, at, model)
      const owner = systemNames.find((one) => operation.startsWith(`${one}.`))
      if (owner !== name) {
        const hint = `operations of ${name} are written ${quoted(`${name}.…`)}`
        list.error(at, `${quoted(operation)} is no operation of the system "${name}"`, hint, 'key')
      } else if (!called.has(operation)) {
        list.warning(at, `no step calls the operation ${quoted(operation)}`, suggest(operation, called), 'key')
      }
    }
  }
}

/** A call fails, is lost, or is answered. */
function checkShares(list: Checking['list'], at: Path, { failShare = 0, lostShare = 0 }: OperationModel): void {
  const total = failShare + lostShare
  if (total <= 1) return
  const message = `failShare and lostShare make ${Number(total.toFixed(6))}, more than 1`
  list.error([...at, 'lostShare'], message, 'they are shares of all calls; what is left of 1 is answered')
}

function checkAccounts({ list, scenario }: Checking, asked: ReadonlySet<string>): void {
  scenario.units.forEach(({ staff }, unit) => {
    staff.forEach(({ accounts }, group) => {
      for (const account of Object.keys(accounts ?? {})) {
        if (asked.has(account)) continue
        const at = ['units', unit, 'staff', group, 'accounts', account]
        list.warning(at, `no step asks for the account ${quoted(account)}`, suggest(account, asked), 'key')
      }
    })
  })
}
