/** Shapes that several of the portal's operations share. */
import Type from 'typebox'
import { closed, Uid } from '../core/shapes.ts'

export const IdentityNo = Type.String({ pattern: '^\\d{9,12}$', description: 'Identity number of the applicant.' })

export const UidParams = closed({ uid: Uid }, 'Which dossier.')

export const FileHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, hexadecimal.' })
