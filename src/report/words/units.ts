import type { Catalogue } from './language.ts'

/** Units of measurement behind a number. */
export const unitWords = {
  seconds: { vi: '{n} giây', en: '{n} s' },
  hours: { vi: '{n} giờ', en: '{n} h' },
  minutes: { vi: '{n} phút', en: '{n} min' },
  milliseconds: { vi: '{n} ms', en: '{n} ms' },
  dossiersADay: { vi: '{n} hồ sơ', en: '{n}' },
  dossiers: { vi: '{n} hồ sơ', en: '{n}' },
  times: { vi: '{n} lượt', en: '{n}' },
  tripsADossier: { vi: '{n} lượt', en: '{n}' },
  percent: { vi: '{n} %', en: '{n} %' },
} as const satisfies Catalogue<string>
