import type { Progress } from '../simulate/index.ts'

/** What a progress bar says of a simulation besides its share. */
export function told({ dossiers }: Progress): string {
  return `${dossiers.toLocaleString('en')} dossiers`
}
