/** Operations with which the one-stop centre counts a change of the dossier: the first makes it, each other moves it on. */
const others: ReadonlySet<string> = new Set([
  'portal.submit',
  'portal.submit-declared',
  'portal.supply',
  'portal.withdraw',
  'messages.receive',
])

const without: ReadonlySet<string> = new Set(['ticket', 'todo', 'list', 'duplicates', 'dossier', 'find', 'look-up'])

/** Whether the lists of the one-stop centre show that an operation was done. */
export function changesDossier(operation: string): boolean {
  const [system, name = ''] = operation.split('.')
  return system === 'one-stop' ? !without.has(name) : others.has(operation)
}
