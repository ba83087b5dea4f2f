import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAlive, start, temporary, until } from './command.ts'

/** A port that is taken until close(). */
async function takenPort(): Promise<{ port: number; close: () => void }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => server.close() }
}

/** Databases that are still in the folder for temporary files; Node keeps its compile cache there too. */
const left = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('dientap-'))

describe('dientap systems', () => {
  it.concurrent('takes another port where the one asked for is in use, and says so', async () => {
    const taken = await takenPort()
    const running = start(['systems', '--port', String(taken.port)])
    await running.standIns()
    const [, other] = await running.said(new RegExp(`Port ${taken.port} is in use; (\\d+) was taken instead`))
    expect(other).not.toBe(String(taken.port))
    expect(running.stdout).toContain(`http://127.0.0.1:${other}`)
    expect((await fetch(`http://127.0.0.1:${other}/nowhere`)).status).toBe(404)
    running.kill('SIGTERM')
    expect((await running.ended).status).toBe(0)
    taken.close()
  })

  it.concurrent('prints where it is as one line of JSON, whose token opens the control API', async () => {
    const temporaryFiles = temporary()
    const running = start(['systems', '--json'], { env: { TMPDIR: temporaryFiles } })
    const [line] = await running.said(/^\{.*\}$/m)
    const { token, systems } = JSON.parse(line) as {
      token: string
      systems: { name: string; url: string; pid: number }[]
    }
    expect(systems.map(({ name }) => name)).toEqual(expect.arrayContaining(['portal', 'one-stop', 'assistant']))
    for (const { url } of systems) {
      const census = await fetch(`${url}/control/census`, { headers: { authorization: `Bearer ${token}` } })
      expect(await census.json()).toMatchObject({ counts: { received: 0 } })
    }
    expect(left(temporaryFiles)).toHaveLength(1)
    running.kill('SIGINT')
    expect(await running.ended).toMatchObject({ status: 0, stdout: `${line}\n`, stderr: '' })
    expect(systems.some(({ pid }) => isAlive(pid))).toBe(false)
    expect(left(temporaryFiles)).toEqual([])
  })

  it.concurrent('asks who calls, and writes the accounts where it is told to and only their owner can read them', async () => {
    const file = join(temporary(), 'accounts.json')
    const running = start(['systems', '--accounts', file, '--json'])
    const [line] = await running.said(/^\{.*\}$/m)
    const { systems } = JSON.parse(line) as { systems: { name: string; url: string }[] }
    const url = `${systems.find(({ name }) => name === 'one-stop')?.url}/o/rest/v2/dossiers`
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const accounts = JSON.parse(readFileSync(file, 'utf8')) as { user: string; secret: string }[]
    const secret = accounts.find(({ user }) => user === 'clerk')?.secret ?? ''
    const login = { authorization: `Basic ${Buffer.from(`clerk:${secret}`).toString('base64')}` }
    expect((await fetch(url)).status).toBe(401)
    expect((await fetch(url, { headers: login })).status).toBe(200)
    expect(running.stdout + running.stderr).not.toContain(secret)
    running.kill('SIGTERM')
    expect((await running.ended).status).toBe(0)
  })

  it.concurrent('asks who calls unless told otherwise, with the accounts beside the databases', async () => {
    const [asking, open] = [start(['systems', '--json']), start(['systems', '--open', '--json'])]
    const listOf = async (running: typeof asking) => {
      const [line] = await running.said(/^\{.*\}$/m)
      const { accounts, systems } = JSON.parse(line) as { accounts?: string; systems: { name: string; url: string }[] }
      const url = `${systems.find(({ name }) => name === 'one-stop')?.url}/o/rest/v2/dossiers`
      return { accounts, status: (await fetch(url)).status }
    }
    const asked = await listOf(asking)
    expect(asked.status).toBe(401)
    expect(statSync(asked.accounts ?? '').mode & 0o777).toBe(0o600)
    expect(await listOf(open)).toEqual({ accounts: undefined, status: 200 })
    for (const running of [asking, open]) {
      running.kill('SIGTERM')
      expect((await running.ended).status).toBe(0)
    }
    // What it wrote where nobody chose a place goes with the databases.
    expect(() => statSync(asked.accounts ?? '')).toThrow()
    const { status, stderr } = await start(['systems', '--open', '--accounts', 'x.json']).ended
    expect([status, stderr]).toEqual([2, expect.stringContaining('--open')])
  })

  it.concurrent.each([
    ['--capacity', 'portal=many'],
    ['--capacity', 'gate=20/s'],
    ['--database', 'mysql://me:hidden@127.0.0.1/x'],
  ])('refuses %s %s, and repeats no password', async (option, value) => {
    const { status, stderr } = await start(['systems', option, value]).ended
    expect(status).toBe(2)
    expect(stderr).toContain(option)
    expect(stderr).not.toContain('hidden')
  })

  it.concurrent('leaves nothing when it is interrupted while the systems start', async () => {
    const temporaryFiles = temporary()
    const running = start(['systems'], { env: { TMPDIR: temporaryFiles } })
    expect(await until(() => left(temporaryFiles).length > 0)).toBe(true)
    running.kill('SIGINT')
    expect(await running.ended).toMatchObject({ status: 0, stderr: '' })
    expect(left(temporaryFiles)).toEqual([])
  })

  it.concurrent('ends with status 5 and takes the other along when one of them is killed', async () => {
    const running = start(['systems'])
    const { portal, oneStop } = await running.standIns()
    process.kill(portal, 'SIGKILL')
    const { status, stderr } = await running.ended
    expect(status).toBe(5)
    expect(stderr).toMatch(/^dientap: The stand-in system portal ended \(killed by SIGKILL\)\.\n/)
    expect(await until(() => !isAlive(oneStop))).toBe(true)
  })
})
