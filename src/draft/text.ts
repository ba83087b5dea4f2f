/** The languages in which a secretary is asked, and in which the comments of a new file are written. */
export type Language = 'vi' | 'en'

/** The same words in both. */
export type Text = Readonly<Record<Language, string>>

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A date YYYY-MM-DD as it is written in prose: 01/07/2025, 1 July 2025. */
export function dateWords(date: string): Text {
  const [year, month, day] = date.split('-')
  return { vi: `${day}/${month}/${year}`, en: `${Number(day)} ${months[Number(month) - 1]} ${year}` }
}

/** A figure as it is written in prose: 2.800, 0,5 in Vietnamese; 2,800, 0.5 in English. */
export function figureWords(value: number, most = 1): Text {
  const in_ = (locale: string) => value.toLocaleString(locale, { maximumFractionDigits: most })
  return { vi: in_('vi'), en: in_('en') }
}

/** A text in both languages, with figures and names in the place of its `{slots}`. */
export function fill(text: Text, values: Readonly<Record<string, Text | string>>): Text {
  const put = (language: Language) =>
    text[language].replace(/\{(\w+)\}/g, (slot, name: string) => {
      const value = values[name]
      return typeof value === 'string' ? value : (value?.[language] ?? slot)
    })
  return { vi: put('vi'), en: put('en') }
}
