import type { KneeResult } from '../schema/index.ts'
import * as figures from './figures.ts'
import { type Language, operationName, sayIn } from './words/index.ts'

/** How much the systems carry, how sure that is, and what gives in first: one sentence without a capital or full stop. */
export function kneeSentence(knee: KneeResult, language: Language): string {
  const say = sayIn(language)
  const { held, failed, headRoom, headRoomFailed, headRoomWanted, givesInFirst, limit } = knee
  const wanted = say('kneeWanted', { wanted: times(headRoomWanted, language) })
  if (held === null || headRoom === null) {
    if (failed === null) return say('kneeUnknown')
    return `${say('kneeNothing', { rate: figures.number(failed, language, 2) })}; ${wanted}`
  }
  const trialsOf = (rate: number, verdict: 'held' | 'failed') => {
    const valid = knee.plateaus.filter((plateau) => plateau.rate === rate && plateau.verdict !== 'invalid')
    const times = valid.filter((plateau) => plateau.verdict === verdict).length
    const count = figures.number(times, language)
    return { [verdict === 'held' ? 'kept' : 'missed']: count, trials: figures.number(valid.length, language) }
  }
  const interval =
    failed === null || headRoomFailed === null
      ? say('kneeAtLeast')
      : say('kneeBetween', {
          times: times(headRoom, language),
          failed: times(headRoomFailed, language),
          rate: figures.number(failed, language, 2),
          ...trialsOf(failed, 'failed'),
        })
  const carries = say('kneeCarries', {
    times: times(headRoom, language),
    rate: figures.number(held, language, 2),
    interval,
    ...trialsOf(held, 'held'),
  })
  const early = limit === 'stopped' ? ` ${say('kneeOneTrial')}` : ''
  const first =
    givesInFirst === null ? '' : `, ${say('kneeGivesIn', { operation: operationName(givesInFirst, language) })}`
  return `${carries}${early}${first}; ${wanted}`
}

function times(value: number, language: Language): string {
  return figures.number(value, language, value < 10 ? 2 : value < 100 ? 1 : 0)
}
