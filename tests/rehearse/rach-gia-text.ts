import { readFileSync } from 'node:fs'

const shipped = readFileSync(new URL('../../scenarios/rach-gia-2025-07.yaml', import.meta.url), 'utf8')

/** Rạch Giá's scenario without its residents' groups and its script: what a smaller ward is made from. */
export const rachGia = without(
  without(shipped, /^ {2}streams:\n[\s\S]*?(?=\npolicies:)/m),
  /^scripts:\n[\s\S]*?\n(?=targets:)/m,
)

function without(text: string, part: RegExp): string {
  if (!part.test(text)) throw new Error(`the shipped scenario has no ${part}`)
  return text.replace(part, '')
}
