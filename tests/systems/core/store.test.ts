import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PostgresStore } from '../../../src/systems/core/postgres-store.ts'
import { SqliteStore } from '../../../src/systems/core/sqlite-store.ts'
import { type Store, UnstorableText } from '../../../src/systems/core/store.ts'
import { freshDirectory, removeDirectories } from '../folders.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'

const tables = `
  CREATE TABLE IF NOT EXISTS thing (name TEXT PRIMARY KEY, n BIGINT NOT NULL, x DOUBLE PRECISION, data {bytes}) {keyed};
  CREATE TABLE IF NOT EXISTS line (id {serial}, text TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS line_text ON line (text);
`
const put = 'INSERT INTO thing (name, n) VALUES (?, ?)'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  removeDirectories()
})

let databases = 0
const kinds = {
  /** Opens a database of its own, or the one at `place` again. */
  sqlite: async (place = `${freshDirectory()}/store.sqlite`) => ({
    place,
    store: new SqliteStore(place, tables) as Store,
  }),
  postgres: async (place = `store_${++databases}`) => ({
    place,
    store: (await PostgresStore.open(server.url, place, tables)) as Store,
  }),
}

describe.each(Object.entries(kinds))('the store on %s', (kind, open) => {
  it('writes all of a transaction, and what was written is there after it is opened again', async () => {
    const { store, place } = await open()
    const told = await store.write('thing:a', async (tx) => {
      expect(await tx.run(put, 'a', 1)).toBe(1)
      expect(await tx.run('UPDATE thing SET n = n + 1 WHERE name = ?', 'a')).toBe(1)
      expect(await tx.run('UPDATE thing SET n = n + 1 WHERE name = ?', 'nobody')).toBe(0)
      return (await tx.get<{ n: number }>('SELECT n FROM thing WHERE name = ?', 'a'))?.n
    })
    expect(told).toBe(2)
    await store.close()
    const again = await open(place)
    expect(await again.store.all('SELECT name, n FROM thing')).toEqual([{ name: 'a', n: 2 }])
    await again.store.close()
  })

  it('writes nothing of a transaction that throws, and all of those beside it', async () => {
    const { store } = await open()
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) =>
        store.write(`thing:${n}`, async (tx) => {
          await tx.run(put, `thing ${n}`, n)
          if (n === 3) throw new Error('no threes')
          return n
        }),
      ),
    )
    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message))).toEqual([
      1,
      2,
      'no threes',
      4,
      5,
    ])
    expect(await store.all('SELECT n FROM thing ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }, { n: 5 }])
    await store.close()
  })

  it('goes back to the state before when a statement fails', async () => {
    const { store } = await open()
    await store.write('thing:a', (tx) => tx.run(put, 'a', 1))
    const twice = store.write('thing:a', async (tx) => {
      await tx.run('UPDATE thing SET n = 99')
      await tx.run(put, 'a', 2)
    })
    await expect(twice).rejects.toThrow()
    expect(await store.get('SELECT n FROM thing')).toEqual({ n: 1 })
    await store.close()
  })

  it('shows readers only what is committed', async () => {
    const { store } = await open()
    let seen: unknown = 'nothing asked'
    await store.write('thing:a', async (tx) => {
      await tx.run(put, 'a', 1)
      seen = await store.get('SELECT * FROM thing WHERE name = ?', 'a')
    })
    expect(seen).toBeUndefined()
    expect(await store.get('SELECT name FROM thing WHERE name = ?', 'a')).toEqual({ name: 'a' })
    await store.close()
  })

  it('lets writes with one key run one after the other: no update is lost', async () => {
    const { store } = await open()
    await store.write('thing:a', (tx) => tx.run(put, 'a', 0))
    await Promise.all(
      Array.from({ length: 60 }, () =>
        store.write(['thing:a', 'thing:b'], async (tx) => {
          const row = await tx.get<{ n: number }>('SELECT n FROM thing WHERE name = ?', 'a')
          await tx.run('UPDATE thing SET n = ? WHERE name = ?', (row?.n ?? 0) + 1, 'a')
        }),
      ),
    )
    expect(await store.get('SELECT n FROM thing')).toEqual({ n: 60 })
    await store.close()
  })

  it('takes several keys in any order without a deadlock', async () => {
    const { store } = await open()
    await store.write('thing:a', async (tx) => {
      await tx.run(put, 'a', 0)
      await tx.run(put, 'b', 0)
    })
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const names = index % 2 ? ['a', 'b'] : ['b', 'a']
        return store.write(names, async (tx) => {
          for (const name of names) await tx.run('UPDATE thing SET n = n + 1 WHERE name = ?', name)
        })
      }),
    )
    expect(await store.all('SELECT n FROM thing')).toEqual([{ n: 40 }, { n: 40 }])
    await store.close()
  })

  it('runs a transaction again that met a deadlock through keys that do not name what it changes', async () => {
    const { store } = await open()
    await store.write('both', async (tx) => {
      await tx.run(put, 'a', 0)
      await tx.run(put, 'b', 0)
    })
    await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        store.write(`writer ${index}`, async (tx) => {
          for (const name of index % 2 ? ['a', 'b'] : ['b', 'a']) {
            await tx.run('UPDATE thing SET n = n + 1 WHERE name = ?', name)
          }
        }),
      ),
    )
    expect(await store.all('SELECT n FROM thing')).toEqual([{ n: 4 }, { n: 4 }])
    await store.close()
  })

  it('counts up without gaps through ON CONFLICT and RETURNING', async () => {
    const { store } = await open()
    const next =
      'INSERT INTO thing (name, n) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET n = thing.n + 1 RETURNING n'
    const numbers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => store.write(`w${index}`, (tx) => tx.get<{ n: number }>(next, 'day'))),
    )
    expect(numbers.map((row) => row?.n ?? 0).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    await store.close()
  })

  it('numbers rows upwards, and no number comes again after its row is gone', async () => {
    const { store } = await open()
    const add = (text: string) =>
      store.write('line', (tx) => tx.get<{ id: number }>('INSERT INTO line (text) VALUES (?) RETURNING id', text))
    const first = (await add('one'))?.id ?? 0
    await store.write('line', (tx) => tx.run('DELETE FROM line'))
    const second = (await add('two'))?.id ?? 0
    expect(second).toBeGreaterThan(first)
    await store.close()
  })

  it('keeps numbers, halves, text in every script, quotes, bytes and nothing as they were', async () => {
    const { store } = await open()
    const data = Uint8Array.from([0, 1, 254, 255])
    const name = `Robert'); DROP TABLE thing;-- ? $1 "Đặng Thị Ánh" 🙂 \n\t`
    const largest = Number.MAX_SAFE_INTEGER
    await store.write('thing', (tx) =>
      tx.run('INSERT INTO thing (name, n, x, data) VALUES (?, ?, ?, ?)', name, largest, 0.1, data),
    )
    await store.write('thing', (tx) => tx.run('INSERT INTO thing (name, n, x) VALUES (?, ?, ?)', 'empty', -1, null))
    const row = await store.get<{ data: Uint8Array }>('SELECT * FROM thing WHERE name = ?', name)
    expect({ ...row, data: [...(row?.data ?? [])] }).toEqual({ name, n: largest, x: 0.1, data: [...data] })
    expect(await store.get('SELECT x, data FROM thing WHERE name = ?', 'empty')).toEqual({ x: null, data: null })
    expect(
      await store.get(`SELECT count(*) AS n, max(n) AS largest FROM thing WHERE name <> '?' AND n > ?`, 0),
    ).toEqual({
      n: 1,
      largest,
    })
    await store.close()
  })

  it('says when a text can’t be held, or holds it', async () => {
    const { store } = await open()
    const outcome = await store
      .write('thing', (tx) => tx.run(put, 'nul \u0000 inside', 1))
      .catch((error: unknown) => error)
    if (kind === 'postgres') expect(outcome).toBeInstanceOf(UnstorableText)
    else expect(outcome).toBe(1)
    await store.close()
  })

  it('finishes what was begun before it closes, and takes nothing afterwards', async () => {
    const { store, place } = await open()
    const writes = [1, 2, 3].map((n) => store.write(`w${n}`, (tx) => tx.run(put, `w${n}`, n)))
    await Promise.all([store.close(), ...writes])
    await expect(store.write('late', (tx) => tx.run(put, 'late', 4))).rejects.toThrow()
    const again = await open(place)
    expect(await again.store.get('SELECT count(*) AS n FROM thing')).toEqual({ n: 3 })
    await again.store.close()
  })
})

describe('the store on SQLite', () => {
  it('commits writes that wait together at once: a thousand take less than a second', async () => {
    const { store } = await kinds.sqlite()
    const fromMs = performance.now()
    await Promise.all(Array.from({ length: 1000 }, (_, n) => store.write('w', (tx) => tx.run(put, `w${n}`, n))))
    expect(performance.now() - fromMs).toBeLessThan(1000)
    await store.close()
  })

  it('says which folder can’t be used', () => {
    expect(() => new SqliteStore('/nonexistent/folder/store.sqlite', tables)).toThrow('unable to open')
  })
})

describe('the store on PostgreSQL', () => {
  it('keeps the stand-ins apart, each in its schema', async () => {
    const [one, two] = await Promise.all([kinds.postgres(), kinds.postgres()])
    await one.store.write('w', (tx) => tx.run(put, 'mine', 1))
    expect(await two.store.all('SELECT * FROM thing')).toEqual([])
    await Promise.all([one.store.close(), two.store.close()])
  })

  it('refuses a schema that is not a plain name', async () => {
    await expect(PostgresStore.open(server.url, 'x"; DROP SCHEMA public', tables)).rejects.toThrow(
      'no name of a schema',
    )
  })
})
