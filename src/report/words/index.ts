import { comparisonWords } from './comparison.ts'
import { dossierWords } from './dossiers.ts'
import { findingWords } from './findings.ts'
import { kneeWords } from './knee.ts'
import { fill, type Language } from './language.ts'
import { lifeWords } from './life.ts'
import { limitsWords } from './limits.ts'
import { loadWords } from './load.ts'
import { placeWords } from './places.ts'
import { predictionWords } from './prediction.ts'
import { readinessWords } from './readiness.ts'
import { readingWords } from './reading.ts'
import { runWords } from './run.ts'
import { scriptWords } from './scripts.ts'
import { systemsWords } from './systems.ts'
import { unitWords } from './units.ts'
import { verdictWords } from './verdict.ts'
import { workWords } from './work.ts'

export { type Catalogue, fill, type Language, languages, type Text, uncapitalised } from './language.ts'
export { columnWord } from './measures.ts'
export * from './names.ts'
export { operationName, operationWords } from './operations.ts'
export { loadOutcomeWords } from './outcomes.ts'
export { equipmentName, outsiderName } from './people.ts'
export { stepName } from './steps.ts'

/** Labels and sentences of all topics. `{name}` stands for a value that is put in. */
export const words = {
  ...runWords,
  ...verdictWords,
  ...dossierWords,
  ...placeWords,
  ...workWords,
  ...systemsWords,
  ...predictionWords,
  ...readingWords,
  ...unitWords,
  ...scriptWords,
  ...loadWords,
  ...lifeWords,
  ...limitsWords,
  ...readinessWords,
  ...comparisonWords,
  ...findingWords,
  ...kneeWords,
} as const

export type Word = keyof typeof words

/** Speaks one language: the word or sentence of a key, with values in its slots. */
export type Say = (key: Word, values?: Readonly<Record<string, string>>) => string

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    fill(words[key][language], values)
