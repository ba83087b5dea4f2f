import { meetingActs, type Script, type StaffGroup, systemNames } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { askedTraits, outcomesOf } from './conditions.ts'
import { quoted } from './problem.ts'
import { proceduresOf } from './procedures.ts'
import { type DossierDeed, type PlacedStep, workflowOfScripted } from './scripted.ts'
import type { Path } from './source-document.ts'
import { nearest, suggest } from './suggestion.ts'
import { workflowNamed } from './workflows.ts'

const LONGEST_ID = 64
const UNIT_DIGITS = 5

/** One step of a script: who does it, what it does, what is expected, and what is done about a failure. */
export function checkScriptStep(checking: Checking, script: Script, placed: PlacedStep): void {
  checkActor(checking, script, placed)
  checkDeed(checking, script, placed)
  checkExpected(checking, placed)
  checkRemedies(checking, placed)
}

function checkActor(checking: Checking, script: Script, { at, step }: PlacedStep): void {
  const { list } = checking
  const { actor, does } = step
  const here = [...at, 'actor']
  if (!actor) {
    if (does.kind === 'await' || does.kind === 'dossier') return
    list.error(
      at,
      `it is not said who does step "${step.name}"`,
      'actor: { role: … }, { citizen: true } or { agency: … }',
    )
    return
  }
  if (does.kind === 'await') {
    const hint = 'the dossier goes its own way: leave the actor out'
    list.error(here, 'nobody does an await: the script waits for the dossier', hint, 'key')
    return
  }
  const named = (['role', 'citizen', 'agency'] as const).filter((key) => actor[key] !== undefined)
  if (named.length !== 1) {
    const what = named.length === 0 ? 'no one' : named.join(' and ')
    list.error(here, `an actor is a role, a citizen or an agency; here is ${what}`, 'give exactly one of them', 'key')
    return
  }
  if (does.kind === 'dossier' && actor.citizen === undefined) {
    const hint = 'its workflow says who does what after that; leave the actor out'
    list.error(here, 'a dossier is begun by a citizen', hint, 'key')
  }
  if (actor.role === undefined) {
    for (const key of ['skill', 'account'] as const)
      if (actor[key] !== undefined)
        list.error([...here, key], `${key} is of officials: it needs a "role"`, undefined, 'key')
    if (step.priority !== undefined)
      list.warning([...at, 'priority'], 'priority has no effect: nobody waits for an official', undefined, 'key')
    return
  }
  checkOfficials(checking, here, script, actor.role, actor.skill)
}

/** Every unit that plays the script has whom the step asks for. */
function checkOfficials(
  { list, entries, scenario }: Checking,
  at: Path,
  script: Script,
  role: string,
  skill: string | undefined,
): void {
  for (const { given, rows } of entries) {
    const playing = rows.filter(({ code }) => script.units?.includes(code) ?? true)
    const [first] = playing
    if (!first) continue
    const unit = playing.length === 1 ? `unit ${first.code}` : `each of ${playing.length} units`
    const staff: readonly StaffGroup[] = given.staff.filter(({ count }) => count > 0)
    const inRole = staff.filter((group) => group.role === role)
    if (inRole.length === 0) {
      const roles = new Set(staff.map((group) => group.role))
      list.error([...at, 'role'], `${unit} has no officials in the role ${quoted(role)}`, suggest(role, roles))
      return
    }
    const taught = (scenario.incidents ?? []).flatMap((incident) =>
      incident.kind === 'training' && incident.role === role ? (incident.skills ?? []) : [],
    )
    const skills = new Set([...inRole.flatMap((group) => group.skills ?? []), ...taught])
    if (skill !== undefined && !skills.has(skill)) {
      list.error([...at, 'skill'], `${unit} has no ${role} with the skill ${quoted(skill)}`, suggest(skill, skills))
      return
    }
  }
}

function checkDeed(checking: Checking, script: Script, placed: PlacedStep): void {
  const { list } = checking
  const { at, step } = placed
  const { does } = step
  const here = [...at, 'does']
  switch (does.kind) {
    case 'dossier':
      checkDossier(checking, here, does)
      break
    case 'await':
      checkAwaited(checking, here, script, does.dossier, does.state)
      break
    case 'operation': {
      const system = does.operation.split('.')[0] ?? ''
      if (!systemNames.some((name) => name === system)) {
        const message = `there is no system ${quoted(system)}`
        list.error([...here, 'operation'], message, suggest(system, systemNames))
      } else checkKnown(checking, [...here, 'operation'], does.operation)
      if (does.dossier !== undefined && does.about !== undefined)
        list.error(
          [...here, 'about'],
          'an operation on a dossier is about that dossier',
          'leave one of them out',
          'key',
        )
      checkThing(checking, [...here, 'about'], script, does.about ?? '')
      break
    }
    case 'meeting': {
      checkThing(checking, [...here, 'meeting'], script, does.meeting)
      const { act, members, present } = does
      for (const key of ['members', 'present'] as const) {
        if (does[key] !== undefined && act !== 'quorum')
          list.error([...here, key], `${key} count for the act "quorum", not for "${act}"`, undefined, 'key')
      }
      if ((members === undefined) !== (present === undefined)) {
        const missing = members === undefined ? 'members' : 'present'
        list.error(here, `a quorum needs both "members" and "present"; ${quoted(missing)} is missing`)
      } else if (members !== undefined && present !== undefined && present > members) {
        list.error([...here, 'present'], `${present} of ${members} members can't be present`)
      }
      break
    }
    case 'physical':
      break
  }
  if ((does.kind === 'dossier' || does.kind === 'await') && step.takes !== undefined) {
    const hint = 'the workflow of the dossier says how long its steps take'
    list.error([...at, 'takes'], `nobody works on a step of the kind "${does.kind}"`, hint, 'key')
  }
}

/** Other systems may have operations of their own, so that one which nobody knows is only doubtful. */
function checkKnown({ list, scenario, catalogue }: Checking, at: Path, operation: string): void {
  const workflows = [...Object.values(scenario.workflows ?? {}), ...Object.values(catalogue.workflows)]
  const known = new Set([
    ...workflows.flatMap((workflow) => outcomesOf(workflow).flatMap((outcome) => outcome.operation ?? [])),
    ...systemNames.flatMap((name) => Object.keys(scenario.systems[name]?.operations ?? {})),
    ...meetingActs.map((act) => `meetings.${act}`),
  ])
  if (known.has(operation)) return
  const [near] = nearest(operation, known)
  if (near === undefined) return
  list.warning(at, `no workflow calls the operation ${quoted(operation)}`, `did you mean ${quoted(near)}?`)
}

/** The id under which systems know what a call is about. */
function checkThing({ list }: Checking, at: Path, script: Script, about: string): void {
  const length = UNIT_DIGITS + script.name.length + about.length + 2
  if (length > LONGEST_ID) {
    const message = `the names "${script.name}" and "${about}" make an id of ${length} characters; systems take ${LONGEST_ID}`
    list.error(at, message, 'shorten one of them')
  }
}

function checkDossier({ list, scenario, catalogue }: Checking, here: Path, deed: DossierDeed): void {
  const procedures = proceduresOf(scenario, catalogue)
  const procedure = procedures.get(deed.procedure)
  if (!procedure) {
    const label = (near: string) => `"${near}" (${procedures.get(near)?.nameEn})`
    const hint = suggest(deed.procedure, procedures.keys(), label)
    list.error([...here, 'procedure'], `there is no procedure with the code ${quoted(deed.procedure)}`, hint)
  } else if (!procedure.limit) {
    const hint = `${procedure.nameEn} has no fixed limit (${procedure.limitNote}), so its dossiers have no appointment date`
    list.error([...here, 'procedure'], `procedure ${deed.procedure} has no time limit in the catalogue`, hint)
  }
  const name = workflowOfScripted(deed, scenario)
  const workflows = new Set([...Object.keys(scenario.workflows ?? {}), ...Object.keys(catalogue.workflows)])
  if (name === undefined) {
    const hint = `add to the dossier: workflow: …; ${suggest('', workflows) ?? ''}`
    list.error(
      [...here, 'procedure'],
      `no mix of the demand says which workflow procedure ${deed.procedure} follows`,
      hint,
    )
    return
  }
  const workflow = workflowNamed(name, scenario, catalogue)
  if (!workflow) {
    if (deed.workflow !== undefined)
      list.error([...here, 'workflow'], `there is no workflow ${quoted(name)}`, suggest(name, workflows))
    return
  }
  const asked = new Set([
    ...askedTraits(workflow),
    ...scenario.units.flatMap((unit) => (unit.sites ?? []).flatMap(({ visitors }) => visitors ?? [])),
  ])
  deed.traits?.forEach((trait, index) => {
    if (asked.has(trait)) return
    const message = `the trait ${quoted(trait)} has no effect: neither workflow ${quoted(name)} nor a site asks for it`
    list.warning([...here, 'traits', index], message, suggest(trait, asked))
  })
}

/** A state that the dossier's workflow can bring it to. */
function checkAwaited(
  { list, scenario, catalogue }: Checking,
  here: Path,
  script: Script,
  name: string,
  state: number,
) {
  const deeds = script.blocks.flatMap((block) => block.steps.map(({ does }) => does))
  const begins = deeds.find((deed): deed is DossierDeed => deed.kind === 'dossier' && deed.dossier === name)
  const follows = begins && workflowOfScripted(begins, scenario)
  const workflow = follows === undefined ? undefined : workflowNamed(follows, scenario, catalogue)
  if (!workflow) return
  const outcomes = Object.values(workflow.steps).flatMap((step) => step.outcomes)
  const states = new Set([1, ...outcomes.flatMap((outcome) => outcome.state ?? [])])
  if (states.has(state)) return
  const hint = `it brings them to ${[...states].sort((a, b) => a - b).join(', ')}`
  list.error([...here, 'state'], `workflow ${quoted(follows ?? '')} never brings a dossier to state ${state}`, hint)
}

function checkExpected({ list }: Checking, { at, step }: PlacedStep): void {
  const { does, expects, leaves } = step
  const here = [...at, 'expects']
  if (expects?.state !== undefined && !(does.kind === 'operation' && does.dossier !== undefined)) {
    const hint = does.kind === 'await' ? 'an await names its state itself' : 'name the dossier of an operation'
    list.error([...here, 'state'], 'a state is expected of an operation on a dossier', hint, 'key')
  }
  const names = new Set<string>()
  const left = new Set<string>()
  expects?.evidence?.forEach((each, index) => {
    const place = [...here, 'evidence', index]
    const name = typeof each === 'string' ? each : each.name
    if (names.has(name)) list.error(place, `the evidence "${name}" stands twice`, 'keep one of them')
    names.add(name)
    if (typeof each === 'string') {
      left.add(name)
      return
    }
    const ofDossier = does.kind === 'dossier' || does.kind === 'await'
    if (ofDossier && each.field !== 'dueDate') {
      list.error([...place, 'field'], 'of a dossier only the field "dueDate" is known, its appointment date')
    } else if (does.kind === 'physical') {
      const hint = `write the name alone: ${name}`
      list.error([...place, 'field'], 'a physical act has no answer that could hold a field', hint, 'key')
    }
  })
  leaves?.forEach((name, index) => {
    if (left.has(name)) return
    const hint = names.has(name) ? 'an answer must hold it: nobody leaves it' : suggest(name, left)
    list.error([...at, 'leaves', index], `nobody expects the evidence ${quoted(name)} of this step`, hint)
  })
}

function checkRemedies({ list }: Checking, { at, step }: PlacedStep): void {
  const { does, ifFails, withinMin } = step
  if (!ifFails) return
  const here = [...at, 'ifFails']
  if (does.kind === 'physical') {
    list.error(here, 'a physical act calls no system that could fail', 'take "ifFails" out', 'key')
    return
  }
  const waits = does.kind === 'dossier' || does.kind === 'await'
  if (waits && withinMin === undefined) {
    const hint = 'add withinMin: the step fails when that time is over'
    list.error(here, `a step of the kind "${does.kind}" fails when its time is over, and it has none`, hint, 'key')
  }
  ifFails.forEach((remedy, index) => {
    if (waits && remedy.do === 'paper')
      list.error([...here, index], 'a dossier that has not come that far is not there on paper either')
    const final = remedy.do === 'paper' || remedy.do === 'skip'
    if (final && index < ifFails.length - 1) {
      const hint = `put "${remedy.do}" last`
      list.error([...here, index + 1], `this is never tried: "${remedy.do}" before it always helps`, hint)
    }
  })
}
