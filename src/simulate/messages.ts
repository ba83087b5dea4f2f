import type { FaultCode } from '../faults/index.ts'
import type { Piece } from './piece.ts'
import type { Chances } from './player.ts'
import type { Source } from './players.ts'
import type { Task } from './tasks.ts'

/** What the main thread asks of a worker; each is answered once, in order. */
export type Request =
  | { readonly kind: 'open'; readonly source: Source; readonly chances: Chances }
  | { readonly kind: 'play'; readonly task: Task }
  | { readonly kind: 'take' }

/** What a worker answers. */
export type Reply =
  | { readonly kind: 'opened'; readonly sha256: string }
  | { readonly kind: 'played'; readonly dossiers: number; readonly steps: number; readonly piece: Piece | undefined }
  | { readonly kind: 'taken'; readonly piece: Piece | undefined }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly message: string; readonly hint: string }
