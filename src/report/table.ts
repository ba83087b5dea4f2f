/** Good news, bad news, or something to look into. */
export type Tone = 'good' | 'bad' | 'doubtful'
/** One cell: its text, and whether it is good or bad news where that is known. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

export interface Column {
  readonly heading: string
  readonly align: 'left' | 'right'
}

/** A table with its words and figures in one language, not yet laid out. The first column says what a row is about. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

export const left = (heading: string): Column => ({ heading, align: 'left' })
export const right = (heading: string): Column => ({ heading, align: 'right' })

export const judged = (good: boolean, yes: string, no: string): Cell => ({
  text: good ? yes : no,
  tone: good ? 'good' : 'bad',
})

/** A count of something of which there should be none. */
export const unwanted = (count: number, text: string): Cell => (count > 0 ? { text, tone: 'bad' } : text)
