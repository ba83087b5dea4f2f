import type { Problem } from './problem.ts'
import type { Mark, Path, SourceDocument } from './source-document.ts'

/** Gathers what the checks find in one document. */
export class ProblemList {
  readonly found: Problem[] = []
  readonly #document: SourceDocument

  constructor(document: SourceDocument) {
    this.#document = document
  }

  error(path: Path, message: string, hint?: string, mark: Mark = 'value'): void {
    this.found.push(this.#document.problemAt(path, mark, 'error', message, hint))
  }

  /** A problem of another file that belongs to the document. */
  add(problem: Problem): void {
    this.found.push(problem)
  }

  warning(path: Path, message: string, hint?: string, mark: Mark = 'value'): void {
    this.found.push(this.#document.problemAt(path, mark, 'warning', message, hint))
  }
}
