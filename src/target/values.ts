import { formatInstant } from '../calendar/index.ts'
import { type Channel, channels } from '../schema/index.ts'

/** What a request is made of. */
export interface CallValues {
  readonly runId: string
  /** Names the call: the same id again means the same call sent again, not a second one. At most 200 characters. */
  readonly callId: string
  /** Scenario time at which the call counts, epoch ms. */
  readonly atMs: number
  /** Id of the official, or "citizen". */
  readonly by: string
  readonly unit: { readonly code: string; readonly organisationId: string }
  readonly dossier: {
    /** referenceUid: the dossier's id in every system. 1 to 64 of A-Z a-z 0-9 . _ : - */
    readonly id: string
    readonly procedureCode: string
    readonly procedureName: string
    readonly channel: Channel
    readonly applicantName: string
    readonly applicantIdNo: string
    /** Papers handed in with the dossier, and papers it lacked. */
    readonly documents: readonly string[]
    readonly missing: readonly string[]
  }
}

export type PlaceholderValue = string | number | boolean | readonly string[]

/** Every {placeholder} that a target file may use. */
export const placeholders = {
  run: (values) => values.runId,
  call: (values) => values.callId,
  at: (values) => formatInstant(values.atMs),
  by: (values) => values.by,
  'unit.code': (values) => values.unit.code,
  'unit.organisationId': (values) => values.unit.organisationId,
  'dossier.id': (values) => values.dossier.id,
  'dossier.procedureCode': (values) => values.dossier.procedureCode,
  'dossier.procedureName': (values) => values.dossier.procedureName,
  'dossier.channel': (values) => values.dossier.channel,
  /** KenhThucHien: 1 direct, 2 online, 3 public post. */
  'dossier.channelCode': (values) => channels.indexOf(values.dossier.channel) + 1,
  /** OpenCPS viaPostal: 1 when the papers came by public post. */
  'dossier.viaPostal': (values) => (values.dossier.channel === 'post' ? 1 : 0),
  'dossier.applicantName': (values) => values.dossier.applicantName,
  'dossier.applicantIdNo': (values) => values.dossier.applicantIdNo,
  'dossier.documents': (values) => values.dossier.documents,
  'dossier.missing': (values) => values.dossier.missing,
} as const satisfies Record<string, (values: CallValues) => PlaceholderValue>

export type Placeholder = keyof typeof placeholders
