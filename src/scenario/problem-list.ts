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

  warning(path: Path, message: string, hint?: string, mark: Mark = 'value'): void {
    this.found.push(this.#document.problemAt(path, mark, 'warning', message, hint))
  }
}
