import type { Digitised } from './tables.ts'

/** An action, with what belongs to it. */
export type Action = { readonly note: string } & (
  | { readonly code: 'receive' | 'refuse' | 'sign' | 'return' | 'withdraw' | 'stop' }
  | { readonly code: 'ask-supplement'; readonly missing: readonly string[] }
  | { readonly code: 'supply'; readonly documents: readonly string[] }
  | { readonly code: 'hand-over'; readonly assignee: string | undefined }
  | { readonly code: 'process'; readonly draftResult: string }
  | { readonly code: 'demand-payment'; readonly amountVnd: number | undefined }
  /** In cash at the counter, or as the payment gateway has told. */
  | { readonly code: 'confirm-payment'; readonly inCash: boolean }
  /** Without a date: the limit of the procedure again. */
  | { readonly code: 'apologise'; readonly dueMs: number | undefined }
  | { readonly code: 'digitise'; readonly digitised: readonly Digitised[] }
)
