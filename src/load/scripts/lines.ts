/** k6 has one, and @types/k6 does not say so. */
declare const console: { log(text: string): void }

/** Tells what happened, one line each, with tabs between its parts: read by src/load/measure/lines.ts. */
export function tell(line: string): void {
  // k6 has no other way out of a script.
  console.log(`@${line}`)
}
