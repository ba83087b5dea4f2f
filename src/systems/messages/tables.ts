/** The table of what residents write. Times are epoch ms. */
export const messageTables = `
  CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL,
    organ TEXT NOT NULL,
    sender TEXT NOT NULL,
    sender_id_no TEXT NOT NULL,
    text TEXT NOT NULL,
    service_code TEXT NOT NULL,
    documents TEXT NOT NULL,
    uid TEXT NOT NULL,
    run TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    deliveries BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    delivered_at BIGINT,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at BIGINT
  ) {keyed};
  CREATE INDEX IF NOT EXISTS message_uid ON message (uid);
`

/**
 * Written in the group → (delivered to the centre) → registering → registered as a dossier, or refused by the one-stop
 * centre; a question where no procedure is named. Answered ends it.
 */
export const messageStates = ['written', 'question', 'registering', 'registered', 'refused', 'answered'] as const
export type MessageState = (typeof messageStates)[number]

export interface MessageRow {
  id: string
  group_id: string
  /** Organisation id of the unit. */
  organ: string
  sender: string
  sender_id_no: string
  text: string
  /** Code of the procedure that is asked for; '' for a question. */
  service_code: string
  /** JSON list of papers. */
  documents: string
  /** Id of the dossier; '' for a question. */
  uid: string
  run: string
  state: MessageState
  /** Why the one-stop centre refused it; '' where it did not. */
  why: string
  /** How often it was delivered to the centre. */
  deliveries: number
  written_at: number
  delivered_at: number | null
  answer: string
  answered_by: string
  answered_at: number | null
}
