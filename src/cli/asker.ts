import { createInterface, type Interface } from 'node:readline/promises'
import { fill, type Language, type Read, type Text } from '../draft/index.ts'
import { Fault } from '../faults/index.ts'
import { words } from './new-words.ts'

/** A question with what Enter alone stands for. */
export interface Question<Value> {
  readonly text: Text
  /** As it is shown in brackets, and taken as if it had been typed. */
  readonly otherwise?: string
  readonly read: (typed: string) => Read<Value>
}

/** An answer, and whether it was typed or taken as offered. */
export interface Answered<Value> {
  readonly value: Value
  readonly typed: boolean
}

/** Asks on a terminal, line by line. */
export class Asker {
  readonly language: Language
  readonly #lines: Interface
  readonly #output: NodeJS.WritableStream
  /** Rejects when it is left with Ctrl-C or Ctrl-D. */
  readonly #left: Promise<never>
  #over = false

  constructor(language: Language, input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.language = language
    this.#output = output
    this.#lines = createInterface({ input, output, terminal: true })
    this.#left = new Promise((_, reject) => {
      const leave = () => {
        if (this.#over) return
        this.#over = true
        this.#lines.close()
        output.write('\n')
        reject(new Fault('interrupted', words.interrupted[language], words.again[language]))
      }
      this.#lines.on('SIGINT', leave)
      this.#lines.on('close', leave)
    })
    // Between two questions nobody waits for it.
    this.#left.catch(() => {})
  }

  close(): void {
    this.#over = true
    this.#lines.close()
  }

  /** Writes a line that is the same in every language. */
  say(line: string): void {
    this.#output.write(`${line}\n`)
  }

  /** Writes a line between the questions. */
  tell(text: Text, values: Parameters<typeof fill>[1] = {}): void {
    this.say(fill(text, values)[this.language])
  }

  /** Asks until the answer can be read; each time with the reason. @throws Fault interrupted */
  async ask<Value>({ text, otherwise, read }: Question<Value>): Promise<Answered<Value>> {
    for (;;) {
      const offered = otherwise === undefined || otherwise === '' ? '' : ` [${otherwise}]`
      const line = (await this.#line(`${text[this.language]}${offered}: `)).trim()
      if (line === '' && otherwise === undefined) {
        this.tell(words.needed)
        continue
      }
      const found = read(line === '' ? (otherwise ?? '') : line)
      if ('value' in found) return { value: found.value, typed: line !== '' }
      this.#output.write(`  ${found.problem[this.language]}\n`)
    }
  }

  #line(prompt: string): Promise<string> {
    const answer = this.#lines.question(prompt)
    // Node rejects it too when the terminal is left; that has been told.
    answer.catch(() => {})
    return Promise.race([answer, this.#left])
  }
}
