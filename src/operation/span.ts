/** [fromMs, toMs), epoch ms. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export function covers({ fromMs, toMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs
}
