import { isIP } from 'node:net'
import { type Answer, type Body, systemNames, type TargetFile, type TargetOperation } from '../schema/index.ts'
import { systemNameOf } from './operation.ts'
import { isSecretByKey } from './secret-scan.ts'
import { isRepeated, placeholdersIn, placeholdersWithin } from './template.ts'
import { getterOf, placeholderNames } from './values.ts'

type Path = readonly (string | number)[]

export interface TargetProblem {
  readonly path: Path
  readonly message: string
}

/** What a schema can't say: names that must be there, places where a placeholder makes no sense, secrets. */
export function checkTarget(file: TargetFile): TargetProblem[] {
  return [
    ...texts(file, []).flatMap(({ path, text }) => [...placeholderProblems(path, text), ...secretProblems(path, text)]),
    ...Object.entries(file.operations).flatMap(([name, operation]) => operationProblems(file, name, operation)),
    ...Object.entries(file.systems ?? {}).flatMap(([name, { login }]) =>
      (login ?? []).flatMap((each, index) =>
        'door' in each && each.door?.body
          ? bodyProblems(each.door.body, ['systems', name, 'login', index, 'door'])
          : [],
      ),
    ),
    ...findProblems(file),
    ...(file.authorisation?.hosts ?? []).flatMap(({ addresses }, index) =>
      (addresses ?? []).flatMap((address, place) =>
        isIP(address) === 0
          ? [{ path: ['authorisation', 'hosts', index, 'addresses', place], message: 'this is no address' }]
          : [],
      ),
    ),
  ]
}

function texts(value: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.flatMap(([key, item]) => texts(item, [...path, key]))
}

function placeholderProblems(path: Path, text: string): TargetProblem[] {
  return placeholdersIn(text).flatMap((name) => {
    if (!getterOf(name)) {
      return [{ path, message: `{${name}} is not known; there are ${placeholderNames.join(', ')}` }]
    }
    if (name === 'item' && !path.includes('$item')) return [{ path, message: '{item} stands only within an $item' }]
    const isAccount = name === 'login.user' || name === 'login.secret'
    if (isAccount && !path.includes('login')) return [{ path, message: `{${name}} stands only within a login` }]
    return []
  })
}

function secretProblems(path: Path, text: string): TargetProblem[] {
  return isSecretByKey(path, text)
    ? [
        {
          path,
          message: `${String(path.at(-1))} looks like a secret; put it into the environment and name it under secretFrom`,
        },
      ]
    : []
}

function operationProblems(file: TargetFile, name: string, operation: TargetOperation): TargetProblem[] {
  const here = ['operations', name]
  const problems: TargetProblem[] = []
  const system = systemNameOf(name, operation)
  if (!systemNames.includes(system)) {
    problems.push({ path: here, message: `there is no system ${system}; say which under \`system\`` })
  }
  const { seenBy } = operation
  if (seenBy !== undefined && !Object.hasOwn(file.operations, seenBy)) {
    problems.push({ path: [...here, 'seenBy'], message: `there is no operation ${seenBy}` })
  }
  if (operation.body) {
    problems.push(...bodyProblems(operation.body, here))
    if (operation.method === 'GET') problems.push({ path: [...here, 'body'], message: 'a GET has no body' })
  }
  problems.push(...listProblems(operation, here))
  const captured = new Set(
    Object.entries(file.operations).flatMap(([each, other]) => [...capturesOf(file, each, other)]),
  )
  const { path, headers, body } = operation
  for (const placeholder of placeholdersWithin([path, headers, body])) {
    const [group, own] = placeholder.split('.')
    if (group === 'captured' && own !== undefined && !captured.has(own)) {
      problems.push({ path: here, message: `{${placeholder}} is needed, but no operation captures ${own}` })
    }
    if (placeholder === 'login.session' && !file.systems?.[system]?.login) {
      problems.push({ path: here, message: `{login.session} is needed, but ${system} has no login` })
    }
  }
  return problems
}

function listProblems({ answer, values, path, headers, body }: TargetOperation, here: Path): TargetProblem[] {
  const list = answer?.list
  if (!list) return []
  const at = [...here, 'answer', 'list']
  const problems: TargetProblem[] = []
  if ((list.changes === undefined) === (list.state === undefined)) {
    const message = 'a list says how far its dossiers have come by changes or by state: by one of the two'
    problems.push({ path: at, message })
  }
  const asked = placeholdersWithin([path, headers, body])
  if (asked.includes('value.start') !== asked.includes('value.end')) {
    problems.push({ path: here, message: 'a part of a list goes from {value.start} to {value.end}: it needs both' })
  }
  if (asked.includes('value.page')) {
    const { page, size } = values ?? {}
    if (page !== 0 && page !== 1) {
      problems.push({ path: here, message: '{value.page}: values says which page is the first, page: 0 or page: 1' })
    }
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) {
      problems.push({
        path: here,
        message: '{value.page}: values says how many items a page has, size: 20 for example',
      })
    }
  }
  return problems
}

function bodyProblems(body: Body, path: Path): TargetProblem[] {
  const problems: TargetProblem[] = []
  const kinds = (['json', 'form', 'xml', 'file'] as const).filter((kind) => body[kind] !== undefined)
  if (kinds.length !== 1) {
    problems.push({
      path: [...path, 'body'],
      message: `a body is exactly one of json, form, xml and file, not ${kinds.length}`,
    })
  }
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (isRepeated(part) && !/^\{[A-Za-z][A-Za-z0-9.-]*\}$/.test(String(part.$each))) {
      problems.push({ path: [...path, 'body'], message: '$each is one {placeholder} of a list' })
    }
    for (const inner of Object.values(part)) visit(inner)
  }
  visit(body.json)
  return problems
}

function findProblems(file: TargetFile): TargetProblem[] {
  return Object.entries(file.found ?? {}).flatMap(([captured, name]) => {
    const path = ['found', captured]
    const operation = file.operations[name]
    if (!operation) return [{ path, message: `there is no operation ${name}` }]
    if (!capturesOf(file, name, operation).has(captured))
      return [{ path, message: `${name} does not capture ${captured}` }]
    const needs = placeholdersWithin([operation.path, operation.headers, operation.body])
    return needs.includes(`captured.${captured}`) ? [{ path, message: `${name} itself needs ${captured}` }] : []
  })
}

function capturesOf(file: TargetFile, name: string, operation: TargetOperation): Set<string> {
  const shared: Answer | undefined = file.systems?.[systemNameOf(name, operation)]?.answer
  return new Set([...Object.keys(shared?.captures ?? {}), ...Object.keys(operation.answer?.captures ?? {})])
}
