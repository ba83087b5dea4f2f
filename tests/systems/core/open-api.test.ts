import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

let at: Standing
beforeAll(async () => {
  at = await standing(workshop())
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

const json = 'application/json'
const item = { id: 'x', state: 'new', heard: [] }

it.each([
  ['as described', 'province.make', 201, json, item, undefined],
  ['an error as described', 'province.make', 409, json, { error: 'there-already', message: 'x' }, undefined],
  ['another status', 'province.make', 200, json, item, 'status 200 is not described'],
  ['another content type', 'province.make', 201, 'text/html', '<p>', 'content type text/html is not described'],
  ['a missing property', 'province.make', 201, json, { id: 'x' }, 'required'],
  ['a property too many', 'province.make', 201, json, { ...item, extra: 1 }, '#/extra'],
  ['another type', 'province.make', 201, json, { ...item, state: 7 }, 'type'],
  ['an error without its word', 'province.make', 409, json, { message: 'x' }, 'required'],
  ['an error in another form', 'province.odd', 404, json, { error: 'not-here' }, 'required'],
])('the third-party validator judges an answer that is %s', async (_, name, status, type, body, problem) => {
  const found = await at.document.problemOf(name, status, type, body)
  if (problem === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(problem)
})
