/** k6 has one, and @types/k6 does not say so. */
declare const console: { log(text: string): void }

/** Tells what happened, one line each: read by src/load/measure/lines.ts. */
export function tell(parts: readonly (string | number)[]): void {
  // k6 has no other way out of a script.
  console.log(`@${parts.join('\t')}`)
}
