import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { named } from './readme.ts'
import { house, root } from './source.ts'

describe('the README', () => {
  it('lists every command, as it is typed, in the order of --help', () => {
    const shown = commands.filter(({ describe: told }) => told).map(({ command }) => command)
    expect(named('Commands')).toEqual([...shown, 'completion'])
  })

  it('lists every room of the house that there is, in its order, with what lies around them', () => {
    const rooms = house.filter((room) => existsSync(join(root, 'src', room))).map((room) => `src/${room}/`)
    expect(named('The house')).toEqual(['scenarios/', ...rooms, 'bench/'])
  })

  it('lists every benchmark', () => {
    const around = ['benchmark.ts', 'c-program.ts', 'main.ts']
    const files = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts') && !around.includes(name))
    expect(named('How fast').toSorted()).toEqual(files.map((name) => name.replace('.ts', '')).toSorted())
  })
})
