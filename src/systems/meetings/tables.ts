/** Tables of the meetings. Times are epoch ms; lists are JSON. */
export const meetingTables = `
  CREATE TABLE IF NOT EXISTS meeting (
    id TEXT PRIMARY KEY,
    organ TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    members BIGINT NOT NULL,
    present BIGINT NOT NULL,
    agenda TEXT NOT NULL,
    attendance TEXT NOT NULL,
    minutes TEXT NOT NULL,
    convened_by TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    closed_at BIGINT
  ) {keyed};
  CREATE TABLE IF NOT EXISTS decision (
    meeting TEXT NOT NULL,
    number BIGINT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    in_favour BIGINT NOT NULL,
    against BIGINT NOT NULL,
    resolution TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (meeting, number)
  ) {keyed};
`

/** Convened → quorate → in session (the agenda is adopted) → closed; or cancelled. */
export const meetingStates = ['convened', 'quorate', 'in-session', 'closed', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

export interface MeetingRow {
  id: string
  /** Organisation id of the unit. */
  organ: string
  subject: string
  state: MeetingState
  members: number
  present: number
  /** JSON list of items. */
  agenda: string
  /** JSON list of those who are there, by name. */
  attendance: string
  /** '' before they are recorded. */
  minutes: string
  convened_by: string
  starts_at: number
  closed_at: number | null
}

export interface DecisionRow {
  meeting: string
  number: number
  subject: string
  content: string
  in_favour: number
  against: number
  /** Id of the document that it becomes; '' for a decision that is no resolution. */
  resolution: string
  at: number
}
