import { legSystem } from '../linked/leg-system.ts'

/** The health-insurance system of the social insurance. */
export const healthInsurance = legSystem({
  name: 'health-insurance',
  title: 'Health insurance',
  description: 'The social insurance’s leg of the linked procedures: a child’s health card, or a funeral allowance.',
  role: 'insurer',
  acts: [
    {
      operation: 'health-insurance.issue',
      act: 'issue-card',
      event: 'birth',
      summary: 'Issue the health card of a child under six',
      resultPrefix: 'TE',
    },
    {
      operation: 'health-insurance.allow',
      act: 'allow',
      event: 'death',
      summary: 'Grant the funeral allowance',
      resultPrefix: 'MTP',
    },
  ],
})
