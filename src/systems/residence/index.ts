import { legSystem } from '../linked/leg-system.ts'

/** The residence register of the commune police. */
export const residence = legSystem({
  name: 'residence',
  title: 'Residence register',
  description: 'The commune police’s leg of the linked procedures: permanent residence is registered, or deleted.',
  role: 'police',
  acts: [
    {
      operation: 'residence.register',
      act: 'register',
      event: 'birth',
      summary: 'Register permanent residence',
      resultPrefix: 'TT',
    },
    {
      operation: 'residence.delete',
      act: 'delete',
      event: 'death',
      summary: 'Delete the permanent residence of who died',
      resultPrefix: 'XTT',
    },
  ],
})
