import { MINUTE_MS } from '../../calendar/index.ts'
import type { Plan, ScriptDossierPlan } from '../../scenario/index.ts'
import { SCRIPT, START } from '../agenda.ts'
import type { Desks } from '../desks.ts'
import { INCOMPLETE, NONE } from '../dossiers.ts'
import type { Entry } from '../journal.ts'
import type { Stage } from '../stage.ts'
import type { Answer, Systems, Ticket } from '../systems-port.ts'
import { BackEntry } from './back-entry.ts'
import type { DossierWatch } from './dossier-watch.ts'
import { Jobs } from './jobs.ts'
import { evidenceOf, wrongIn } from './judgement.ts'
import { chooseRemedy } from './remedies.ts'
import type { Followed, Run } from './run.ts'
import * as status from './run.ts'
import { Runs } from './runs.ts'
import { type ScriptEvent, ScriptRecorder, type Told } from './script-recorder.ts'

const FIRST_VISIT = 1
const NOT_IN_TIME = 'not-in-time'
/** Events with which a dossier may have come to another state. */
const ENTERS: ReadonlySet<string> = new Set(['arrived', 'ended', 'turned-away', 'gave-up'])
/** States off the way on which a script has its dossiers, unless one of its steps awaits them: 3 and 5 to 8. */
const OFF_THE_WAY: readonly number[] = [3, 5, 6, 7, 8]

/**
 * The scripts that units play, on the same agenda and with the same officials as everything else. A step may begin when
 * all that is given was done and its time has come. What happens is recorded; whether it was as it should be is judged
 * by whoever reads that.
 */
export class Scripts {
  readonly #stage: Stage
  readonly #recorder: ScriptRecorder
  readonly #desks: Desks
  readonly #jobs: Jobs
  readonly #backEntry: BackEntry
  readonly #runs: Runs
  /** Whether steps that may begin do so at once, and not when what happens now is over. */
  #atOnce = false

  /** @param watch through which everything is recorded */
  constructor(stage: Stage, desks: Desks, systems: Systems, watch: DossierWatch) {
    this.#stage = stage
    this.#recorder = new ScriptRecorder(watch)
    this.#desks = desks
    this.#jobs = new Jobs(stage, desks, systems)
    this.#backEntry = new BackEntry(stage, this.#jobs, this.#recorder)
    this.#runs = new Runs(stage.plan)
    desks.onScriptBegun = (slot) => this.#begun(slot)
    watch.onEntry = (entry) => this.#heard(entry)
  }

  /** A unit plays its scripts from now on. */
  begin(unit: number): void {
    for (const run of this.#runs.open(unit)) {
      run.plan.steps.forEach(({ given, fromMs }, step) => {
        if (given.length === 0) this.#stage.agenda.schedule(SCRIPT, fromMs, run.first + step)
      })
    }
  }

  /** A step may begin, or is looked at again. @param number of the step through all runs */
  turn(number: number): void {
    const run = this.#runs.ofStep(number)
    const step = number - run.first
    switch (run.status[step]) {
      case status.WAITING:
        this.#ready(run, step)
        return
      case status.AWAITING:
      case status.IN_REMEDY:
        run.timer[step] = NONE
        if (run.step(step).does.kind === 'call') this.#work(run, step)
        else this.#wrong(run, step, run.about(step)?.over || NOT_IN_TIME)
        return
      case status.DONE:
        // Making up its call has failed before.
        if (run.paper[0] === step) this.#backEntry.open(run)
        return
      default:
        // It ended before its time came: a dossier was ahead of the script.
        return
    }
  }

  /** The ticket of the work in a slot, which is done at a time; its call is sent now if it was not before. */
  ticketOf(slot: number, atMs: number): Ticket | undefined {
    const sent = this.#stage.dossiers.tickets[slot]
    if (sent) return sent
    const [run, step] = this.#placeOf(slot)
    if (!this.#backEntry.isEntry(slot) && this.#backEntry.isDueFor(run, step)) {
      this.#jobs.noteCaller(run, step, slot)
      return undefined
    }
    return this.#jobs.send(run, step, slot, atMs)
  }

  /** The work in a slot is done; its call, if it makes one, was answered. */
  workDone(slot: number, answer: Answer | undefined): void {
    const [run, step] = this.#placeOf(slot)
    const tookMs = Math.round(answer?.tookMs ?? 0)
    if (tookMs === 0) this.#answered(run, step, slot)
    else this.#desks.awaitAnswer(slot, this.#stage.nowMs + tookMs)
  }

  /** The system has answered the work in a slot. */
  stepOver(slot: number): void {
    const [run, step] = this.#placeOf(slot)
    this.#answered(run, step, slot)
  }

  /** Somebody takes the step up, or the script waits. */
  #ready(run: Run, step: number): void {
    this.#record('script-ready', run, step)
    const { does, withinMs, remedies } = run.step(step)
    if (does.kind === 'call' || does.kind === 'physical') {
      this.#work(run, step)
      return
    }
    run.status[step] = status.AWAITING
    const followed = run.dossiers[does.dossier] as Followed
    if (does.kind === 'dossier') this.#openDossier(run, does.dossier)
    else if (followed.over !== '') {
      this.#wrong(run, step, followed.over)
      return
    }
    if (remedies.length > 0 && withinMs < Number.POSITIVE_INFINITY) {
      const { calendar } = this.#stage.centreOf(run.unit).unit
      this.#lookAgain(run, step, calendar.add(this.#stage.nowMs, withinMs))
    }
  }

  /** A dossier begins, and goes its way as any other. */
  #openDossier(run: Run, place: number): void {
    const { dossiers, agenda, plan, work, nowMs } = this.#stage
    const { number, procedure, channel, traits, incomplete } = run.plan.dossiers[place] as ScriptDossierPlan
    const { workflow } = plan.procedures[procedure] as Plan['procedures'][number]
    const slot = dossiers.take()
    dossiers.number[slot] = number
    dossiers.key[slot] = run.dossierKeyOf(place)
    dossiers.unit[slot] = run.unit
    dossiers.at[slot] = run.unit
    dossiers.stream[slot] = this.#runs.stream
    dossiers.procedure[slot] = procedure
    dossiers.channel[slot] = channel
    dossiers.traits[slot] = traits
    dossiers.workflow[slot] = workflow
    if (incomplete) dossiers.set(slot, INCOMPLETE)
    dossiers.step[slot] = (plan.workflows[workflow] as Plan['workflows'][number]).start[channel as 0]
    if (work.stepOf(slot).plan.by.kind === 'citizen') {
      const { key } = this.#stage.centreOf(run.unit)
      dossiers.endMs[slot] = nowMs + Math.round(work.lengthMs(key, slot, FIRST_VISIT, 1))
    }
    agenda.schedule(START, nowMs, slot)
  }

  #work(run: Run, step: number): void {
    run.status[step] = status.AT_WORK
    this.#jobs.open(run, step, (slot) => this.#begun(slot))
  }

  #begun(slot: number): void {
    const [run, step] = this.#placeOf(slot)
    if (!this.#backEntry.isEntry(slot)) run.slot[step] = slot
    this.#record('script-begun', run, step, this.#jobs.doerOf(run, step, slot))
  }

  #answered(run: Run, step: number, slot: number): void {
    const doer = this.#jobs.doerOf(run, step, slot)
    const answer = this.#stage.dossiers.tickets[slot]?.answer
    if (answer && this.#backEntry.isEntry(slot)) {
      this.#backEntry.answered(run, step, slot, answer)
      return
    }
    const onPaper = !answer && run.step(step).does.kind === 'call'
    const wrong = answer && this.#judge(run, step, answer, doer)
    // What follows may need the same official, before he or she takes up anything else.
    this.#jobs.close(slot, () => {
      run.slot[step] = NONE
      this.#atOnce = true
      if (onPaper) this.#onPaper(run, step, doer)
      else if (wrong === undefined) this.#done(run, step, doer, answer)
      else this.#remedy(run, step, wrong)
      this.#atOnce = false
    })
  }

  /** Records an answer. @returns what is wrong with it */
  #judge(run: Run, step: number, answer: Answer, doer: Told): string | undefined {
    const plan = run.step(step)
    if (plan.does.kind !== 'call') return undefined
    run.attempt[step] = (run.attempt[step] as number) + 1
    const { operation } = plan.does
    const told = { ...doer, operation, tookMs: answer.tookMs }
    if (!answer.ok) {
      this.#record('script-failed', run, step, { ...told, reason: answer.reason, status: answer.status ?? 0 })
      return answer.reason
    }
    this.#record('script-called', run, step, answer.duplicated ? { ...told, reason: 'duplicated' } : told)
    if (answer.duplicated) this.#record('script-extra', run, step, { operation, reason: 'duplicated' })
    const wrong = wrongIn(plan, answer, run.about(step))
    if (wrong !== undefined) this.#record('script-wrong', run, step, { operation, reason: wrong })
    return wrong
  }

  /** What is awaited is not there. */
  #wrong(run: Run, step: number, reason: string): void {
    this.#record('script-wrong', run, step, { reason })
    this.#remedy(run, step, reason)
  }

  /** Something is done about a failure, or the step is given up. */
  #remedy(run: Run, step: number, reason: string): void {
    const remedy = chooseRemedy(run, step)
    if (!remedy) {
      this.#end(run, step, status.FAILED)
      this.#record('script-given-up', run, step, { reason })
      return
    }
    const tell = (who = '') => this.#record('script-remedy', run, step, { remedy: remedy.do, who })
    switch (remedy.do) {
      case 'retry':
        tell()
        this.#tryLater(run, step, remedy.afterMin)
        return
      case 'consult':
        tell(remedy.who)
        this.#tryLater(run, step, remedy.answersAfterMin)
        return
      case 'escalate':
        tell(remedy.to)
        run.takenOverBy[step] = remedy.to
        this.#tryLater(run, step, remedy.afterMin)
        return
      case 'paper':
        this.#onPaper(run, step)
        return
      case 'skip':
        tell()
        this.#end(run, step, status.SKIPPED)
        this.#record('script-skipped', run, step, { reason })
        this.#goOn(run, step)
    }
  }

  /** The step is done without its call, which is left to be made up where the policy is so. */
  #onPaper(run: Run, step: number, doer?: Told): void {
    this.#record('script-remedy', run, step, { remedy: 'paper' })
    this.#done(run, step, doer)
    this.#backEntry.leave(run, step)
  }

  #tryLater(run: Run, step: number, afterMin: number): void {
    run.status[step] = status.IN_REMEDY
    this.#lookAgain(run, step, this.#stage.nowMs + Math.round(afterMin * MINUTE_MS))
  }

  #lookAgain(run: Run, step: number, atMs: number): void {
    run.timer[step] = this.#stage.agenda.schedule(SCRIPT, atMs, run.first + step)
  }

  #done(run: Run, step: number, doer: Told = {}, answer?: Answer): void {
    this.#end(run, step, status.DONE)
    const evidence = evidenceOf(run.step(step), answer, run.about(step))
    this.#record('script-done', run, step, { ...doer, evidence })
    this.#goOn(run, step)
  }

  #end(run: Run, step: number, how: number): void {
    const timer = run.timer[step] as number
    if (timer !== NONE) this.#stage.agenda.cancel(timer)
    run.timer[step] = NONE
    run.status[step] = how
  }

  /** Steps for which this one was the last that had to be done may begin. */
  #goOn(run: Run, step: number): void {
    const { agenda, nowMs } = this.#stage
    for (const follower of run.followers(step)) {
      if (run.status[follower] !== status.WAITING || !run.isGiven(follower)) continue
      const { fromMs } = run.step(follower)
      if (this.#atOnce && fromMs <= nowMs) this.#ready(run, follower)
      else agenda.schedule(SCRIPT, Math.max(nowMs, fromMs), run.first + follower)
    }
  }

  /** Something has happened to a dossier of a script. Nobody may be set to work here: others are in the middle of it. */
  #heard(entry: Readonly<Entry>): void {
    const found = this.#runs.ofDossier(entry.unit, entry.dossier)
    if (!found) return
    const { run, place } = found
    const followed = run.dossiers[place] as Followed
    if (!Number.isNaN(entry.dueMs)) followed.dueMs = entry.dueMs
    if (entry.event === 'failed') this.#callFailed(run, place, entry)
    // The state that other events tell of has not been entered yet: their step has not ended.
    if (ENTERS.has(entry.event) && entry.state !== followed.state) {
      this.#entered(run, place, entry.state, entry.by < 0 ? {} : { by: entry.by })
    }
    if (!entry.over) return
    followed.over = entry.event === 'ended' || entry.event === 'entered' ? `state-${entry.state}` : entry.event
    for (const step of run.stepsAbout(place)) {
      if (run.status[step] !== status.AWAITING) continue
      this.#end(run, step, status.AWAITING)
      this.#wrong(run, step, followed.over)
    }
  }

  /** A call of the dossier's own way failed while the script waits for it. */
  #callFailed(run: Run, place: number, { operation, reason }: Readonly<Entry>): void {
    for (const step of run.stepsAbout(place)) {
      const waits = run.status[step] === status.AWAITING || run.status[step] === status.IN_REMEDY
      if (waits) this.#record('script-wrong', run, step, { operation, reason })
    }
  }

  /** @param doer who brought it there */
  #entered(run: Run, place: number, state: number, doer: Told): void {
    const followed = run.dossiers[place] as Followed
    const first = followed.entered === 0
    followed.state = state
    followed.entered |= 1 << state
    let awaited = false
    for (const step of run.stepsAbout(place)) {
      const { does } = run.step(step)
      const meant = does.kind === 'await' ? does.state === state : first
      if (!meant) continue
      awaited ||= does.kind === 'await'
      if (run.status[step] === status.DONE) this.#record('script-extra', run, step, { reason: `again-state-${state}` })
      if (run.isOver(step)) continue
      if (run.status[step] === status.WAITING && run.isGiven(step)) this.#record('script-ready', run, step)
      this.#done(run, step, does.kind === 'dossier' ? { who: 'citizen' } : doer)
    }
    if (awaited || !OFF_THE_WAY.includes(state)) return
    const steps = run.stepsAbout(place)
    const step = steps.find((each) => !run.isOver(each)) ?? (steps[0] as number)
    this.#record('script-extra', run, step, { reason: `state-${state}` })
  }

  #placeOf(slot: number): [run: Run, step: number] {
    const number = this.#stage.dossiers.partner[slot] as number
    const run = this.#runs.ofStep(number)
    return [run, number - run.first]
  }

  #record(event: ScriptEvent, run: Run, step: number, told?: Told): void {
    this.#recorder.record(this.#stage.nowMs, event, run, step, told)
  }
}
