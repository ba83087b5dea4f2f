import { createInterface, type Interface } from 'node:readline'
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
  /** Lines that came before they were asked for: typed ahead, or pasted. */
  readonly #typed: string[] = []
  #waiting: { answer(line: string): void; leave(fault: Fault): void } | undefined
  #over = false

  constructor(language: Language, input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.language = language
    this.#output = output
    this.#lines = createInterface({ input, output, terminal: true, historySize: 0 })
    this.#lines.on('line', (line) => {
      const waiting = this.#waiting
      this.#waiting = undefined
      if (waiting) waiting.answer(line)
      else this.#typed.push(line)
    })
    this.#lines.on('SIGINT', () => this.#lines.close())
    this.#lines.on('close', () => {
      if (this.#over) return
      this.#over = true
      output.write('\n')
      this.#waiting?.leave(this.#left())
    })
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
    const ahead = this.#typed.shift()
    if (ahead !== undefined) {
      this.say(`${prompt}${ahead}`)
      return Promise.resolve(ahead)
    }
    if (this.#over) return Promise.reject(this.#left())
    return new Promise((answer, leave) => {
      this.#waiting = { answer, leave }
      this.#lines.setPrompt(prompt)
      this.#lines.prompt()
    })
  }

  /** Ctrl-C or Ctrl-D. */
  #left(): Fault {
    return new Fault('interrupted', words.interrupted[this.language], words.again[this.language])
  }
}
