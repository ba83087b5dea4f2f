import type { Appointment, Kept, Life, Moment } from '../explain/index.ts'
import { doerText } from './doer.ts'
import * as figures from './figures.ts'
import { limitText } from './limit-text.ts'
import { list, note, type Section, table, text } from './section.ts'
import { type Cell, left, right } from './table.ts'
import {
  channelWords,
  type Language,
  operationName,
  reasonName,
  type Say,
  sayIn,
  scriptEventName,
  stateName,
  stepName,
  type Word,
} from './words/index.ts'

/** What is known of the run that a life is from. */
export interface LifeRun {
  readonly id: string
  /** Why it ended before the period did; null if it did not. */
  readonly stopped: string | null
}

/** One dossier's life as sections: who it is, its course and that of its legs, and what it waited for. */
export function lifeSections(life: Life, run: LifeRun, language: Language): Section[] {
  const say = sayIn(language)
  return [
    { heading: say('lifeOf', { id: life.dossier }), blocks: head(life, run, language) },
    { heading: say('lifeCourse'), blocks: [course(life.moments, language)] },
    ...life.legs.map(({ leg, moments }) => ({
      heading: say('lifeLeg', { n: String(leg) }),
      blocks: [course(moments, language)],
    })),
    { heading: say('keptBy'), blocks: keptBy(life, language) },
  ]
}

function head(life: Life, run: LifeRun, language: Language): Section['blocks'] {
  const say = sayIn(language)
  const { procedure, channel, appointment } = life
  const unit = `${life.unit.name} (${life.unit.code})`
  const facts =
    procedure === null || channel === null
      ? say('lifeNeverIn', { unit })
      : say('lifeFacts', {
          procedure: language === 'vi' ? procedure.nameVi : procedure.nameEn,
          code: procedure.code,
          channel: channelWords[channel][language],
          unit,
        })
  const late = appointment?.verdict === 'overdue' || appointment?.verdict === 'open-overdue'
  return [
    text(facts),
    text(say('lifeRun', { run: run.id, until: at(life.untilAt, language) })),
    ...(run.stopped === null ? [] : [text(say('lifeStopped', { why: run.stopped }), 'doubtful')]),
    text(say('lifeState', { state: stateName(String(life.state), language) })),
    text(outcome(life, language), late ? 'bad' : undefined),
    // Without an appointment the outcome says so already.
    ...list(appointment ? appointmentLines(appointment, language) : []),
  ]
}

function outcome({ appointment, finishedAt }: Life, language: Language): string {
  const say = sayIn(language)
  if (!appointment) return say('lifeNoDue')
  const hours = figures.number(appointment.lateWorkingHours, language, 1)
  const finished = (verdict: string) => `${say('lifeFinished', { at: at(finishedAt ?? '', language), verdict })}.`
  switch (appointment.verdict) {
    case 'before':
      return finished(say('verdictBefore'))
    case 'on-time':
      return finished(say('verdictOnTime'))
    case 'overdue':
      return finished(say('verdictOverdue', { hours }))
    case 'open':
      return say('verdictOpen')
    case 'open-overdue':
      return say('verdictOpenOverdue', { hours })
    case 'not-finished':
      return say('verdictNotFinished')
  }
}

function appointmentLines({ due, first, stops }: Appointment, language: Language): string[] {
  const say = sayIn(language)
  const [shown, before] = [at(due, language), at(first, language)]
  return [
    due === first ? say('lifeDue', { due: shown }) : say('lifeDueMoved', { due: shown, first: before }),
    ...stops.map((stop) =>
      say('lifeStop', {
        state: stateName(String(stop.state), language),
        from: at(stop.from, language),
        to: stop.to === null ? say('lifeTheEnd') : at(stop.to, language),
        min: figures.number(stop.workingMin, language, 1),
      }),
    ),
  ]
}

function course(moments: readonly Moment[], language: Language) {
  const say = sayIn(language)
  return table({
    columns: [left(say('lifeTime')), left(say('lifeWhat')), right(say('lifeWorkingMin')), left(say('lifeDetail'))],
    rows: moments.map((moment) => [at(moment.at, language), ...cells(moment, language, say)]),
  })
}

/** What, working minutes, detail. */
function cells(moment: Moment, language: Language, say: Say): Cell[] {
  const of = (what: Word, name: string): string => say('momentOf', { what: say(what), name })
  switch (moment.kind) {
    case 'arrived':
      return [of('momentArrived', stepName(moment.step, language)), '', '']
    case 'wait':
      return [
        of('momentWait', stepName(moment.step, language)),
        minutes(moment.workingMin, language),
        waitText(moment, language, say),
      ]
    case 'work': {
      const open = moment.to === null ? ` ${say('stillGoesOn')}` : ''
      const what = of('momentWork', stepName(moment.step, language))
      return [what, minutes(moment.workingMin, language), `${doerText(moment.by, language)}${open}`]
    }
    case 'call':
      return [of('momentCall', operationName(moment.operation, language)), '', callText(moment, language, say)]
    case 'state':
      return [of('momentState', stateName(String(moment.state), language)), '', doerText(moment.by, language)]
    case 'due': {
      const due = at(moment.due, language)
      const moved = moment.from !== null && say('dueMoved', { due, from: at(moment.from, language) })
      return [say('momentDue'), '', moved || due]
    }
    case 'turned-away':
      return [{ text: say('momentTurnedAway'), tone: 'bad' }, '', '']
    case 'gave-up':
      return [{ text: say('momentGaveUp'), tone: 'bad' }, '', '']
    case 'over':
      return [say('momentOver'), '', '']
    case 'paper':
    case 'entered':
      return [
        of(moment.kind === 'paper' ? 'momentPaper' : 'momentEntered', operationName(moment.operation, language)),
        '',
        doerText(moment.by, language),
      ]
    case 'script': {
      const { operation, status, reason } = moment
      const detail = [
        moment.title.script[language],
        scriptEventName(moment.event, language),
        operation === '' ? '' : operationName(operation, language),
        String(status ?? ''),
        reasonName(reason, language),
      ]
      return [of('momentScript', moment.title.step[language]), '', detail.filter((part) => part !== '').join(' · ')]
    }
  }
}

function waitText({ keptBy, workingMin, to }: Extract<Moment, { kind: 'wait' }>, language: Language, say: Say): string {
  return [
    ...keptBy.map((kept) => keptText(kept, language, keptBy.length > 1)),
    ...(workingMin === 0 && keptBy.length === 0 ? [say('outsideHours')] : []),
    ...(to === null ? [say('stillGoesOn')] : []),
  ].join('; ')
}

function callText(call: Extract<Moment, { kind: 'call' }>, language: Language, say: Say): Cell {
  const ms = figures.number(call.ms, language, call.ms < 10 ? 1 : 0)
  const by = doerText(call.by, language)
  if (call.status === 'ok') return say('callOk', { by, ms })
  if (call.status === 'duplicated') return { text: say('callDuplicated', { by, ms }), tone: 'doubtful' }
  return { text: say('callFailed', { by, ms, reason: reasonName(call.status, language) }), tone: 'bad' }
}

function keptBy(life: Life, language: Language): Section['blocks'] {
  const say = sayIn(language)
  const explained = note(say('keptNote', { min: figures.number(life.workedMin, language, 1) }))
  if (life.keptBy.length === 0) return [explained]
  return [
    table({
      columns: [left(say('keptReason')), right(say('lifeWorkingMin'))],
      rows: life.keptBy.map((kept) => [keptText(kept, language, false), minutes(kept.workingMin, language)]),
    }),
    explained,
  ]
}

function keptText(kept: Kept, language: Language, withMinutes: boolean): string {
  const reason = limitText(kept, language)
  if (!withMinutes) return reason
  return sayIn(language)('keptFor', { reason, min: figures.number(kept.workingMin, language, 1) })
}

const minutes = (min: number, language: Language) => figures.number(min, language, 1)

/** A moment to the second, date first, so that a column of them reads in order. */
function at(text: string, language: Language): string {
  const [day = '', time = ''] = text.split('T')
  const clock = time.slice(0, 8)
  return language === 'vi' ? `${figures.date(day, language)} ${clock}` : `${day} ${clock}`
}
