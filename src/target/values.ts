import { type ActorKind, type Channel, channels, timeFormNames } from '../schema/index.ts'
import { timeForms } from './times.ts'

export type PlaceholderValue = string | number | boolean | readonly string[]

/** What a request is made of. */
export interface CallValues {
  readonly runId: string
  /** Names the call: the same id again means the same call sent again, not a second one. At most 200 characters. */
  readonly callId: string
  /** Scenario time at which the call counts, epoch ms. */
  readonly atMs: number
  /** Id of the official, "citizen", or the agency. */
  readonly by: string
  readonly actor: ActorKind
  /** The dossier's own unit, and the unit where the call is made. */
  readonly unit: UnitValues
  readonly place: UnitValues
  /** What the call is about where that is no dossier: a document, a meeting. */
  readonly about?: string
  /** Undefined for a call that is about no dossier. */
  readonly dossier?: {
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
  /** What this operation needs beyond the dossier: {value.NAME}. */
  readonly values?: Readonly<Record<string, PlaceholderValue>>
}

export interface UnitValues {
  readonly code: string
  readonly name: string
  readonly organisationId: string
}

/** The account that acts, in the requests of its login and of what it then asks. */
export interface LoginValues {
  readonly user: string
  readonly secret: string
  readonly session: string
}

/** All that a template is filled in from. */
export interface Filling extends CallValues {
  /** Ids that earlier answers for this dossier told: {captured.NAME}. */
  readonly captured: ReadonlyMap<string, string | number>
  readonly login?: LoginValues
  /** What stands for {item} within a list. */
  readonly item?: string
}

export type Getter = (filling: Filling) => PlaceholderValue | undefined

/** Id of what a call is about: the dossier, or what it says itself; "" for nothing in particular. */
export function aboutOf({ about, dossier }: CallValues): string {
  return about ?? dossier?.id ?? ''
}

/** Every {placeholder} with a fixed name that a target file may use; beside them at.FORM, captured.NAME, value.NAME. */
export const placeholders = {
  run: (values) => values.runId,
  call: (values) => values.callId,
  at: (values) => timeForms.iso.write(values.atMs),
  by: (values) => values.by,
  actor: (values) => values.actor,
  'unit.code': (values) => values.unit.code,
  'unit.name': (values) => values.unit.name,
  'unit.organisationId': (values) => values.unit.organisationId,
  'place.code': (values) => values.place.code,
  'place.name': (values) => values.place.name,
  'place.organisationId': (values) => values.place.organisationId,
  about: aboutOf,
  'dossier.id': (values) => values.dossier?.id,
  'dossier.procedureCode': (values) => values.dossier?.procedureCode,
  'dossier.procedureName': (values) => values.dossier?.procedureName,
  'dossier.channel': (values) => values.dossier?.channel,
  /** KenhThucHien: 1 direct, 2 online, 3 public post. */
  'dossier.channelCode': ({ dossier }) => dossier && channels.indexOf(dossier.channel) + 1,
  /** OpenCPS viaPostal: 1 when the papers came by public post. */
  'dossier.viaPostal': ({ dossier }) => dossier && (dossier.channel === 'post' ? 1 : 0),
  'dossier.applicantName': (values) => values.dossier?.applicantName,
  'dossier.applicantIdNo': (values) => values.dossier?.applicantIdNo,
  'dossier.documents': (values) => values.dossier?.documents,
  'dossier.missing': (values) => values.dossier?.missing,
} as const satisfies Record<string, Getter>

const ofLogin = {
  'login.user': (values) => values.login?.user,
  'login.secret': (values) => values.login?.secret,
  'login.session': (values) => values.login?.session,
} as const satisfies Record<string, Getter>

/** What a {placeholder} stands for; undefined when there is none of the name. */
export function getterOf(name: string): Getter | undefined {
  if (Object.hasOwn(placeholders, name)) return placeholders[name as keyof typeof placeholders]
  if (Object.hasOwn(ofLogin, name)) return ofLogin[name as keyof typeof ofLogin]
  if (name === 'item') return (values) => values.item
  const [group, own = ''] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
  const form = timeFormNames.find((each) => group === 'at' && each === own)
  if (form) return (values) => timeForms[form].write(values.atMs)
  if (group === 'captured') return (values) => values.captured.get(own)
  if (group === 'value')
    return (values) => (values.values && Object.hasOwn(values.values, own) ? values.values[own] : undefined)
  return undefined
}

/** Names of what a target file may use, for a message. */
export const placeholderNames: readonly string[] = [
  ...Object.keys(placeholders),
  ...timeFormNames.map((name) => `at.${name}`),
  'captured.NAME',
  'value.NAME',
]
