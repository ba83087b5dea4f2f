export { dossierId, indexOfDossier } from './dossier-id.ts'
export { type Gender, NUMBERS_PER_PREFIX } from './identity-number.ts'
export { type Citizen, type DossierPapers, People, type PeoplePlan } from './people.ts'
