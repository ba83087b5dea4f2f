import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { launchSystems, type RunningSystems } from '../../src/systems/index.ts'
import { brief, freshDirectory, launchOptions, openClient, removeDirectories, values } from './centre.ts'

afterAll(removeDirectories)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(holds: () => boolean, limitMs = 5000): Promise<void> {
  const end = performance.now() + limitMs
  while (!holds() && performance.now() < end) await after(20)
}

const pidOf = (systems: RunningSystems, name: string): number =>
  systems.systems.find((system) => system.name === name)?.pid ?? 0

describe('a one-stop centre that is killed', () => {
  it('is told of, and the portal still takes dossiers and keeps what it has to hand over', async () => {
    const options = launchOptions()
    const systems = await launchSystems(options)
    const client = await openClient(systems.urls)
    const deaths: string[] = []
    systems.onDeath((name, how) => deaths.push(`${name} ${how}`))
    expect((await client.call('portal.submit', values('before', '2025-07-01T08:00'))).answer.ok).toBe(true)

    process.kill(pidOf(systems, 'one-stop'), 'SIGKILL')
    await until(() => deaths.length > 0)
    expect(deaths).toEqual(['one-stop killed by SIGKILL'])
    for (const id of ['after-1', 'after-2']) {
      expect(brief((await client.call('portal.submit', values(id, '2025-07-01T09:00'))).answer)).toEqual({ ok: true })
    }
    expect(brief((await client.call('portal.withdraw', values('after-2', '2025-07-01T10:00'))).answer)).toEqual({
      ok: true,
    })
    expect(brief((await client.call('one-stop.receive', values('before', '2025-07-01T09:00'))).answer)).toEqual({
      ok: false,
      reason: 'unreachable',
      status: 0,
    })
    await expect(systems.census()).rejects.toMatchObject({ code: 'system-unreachable' })
    await client.close()
    await systems.stop()

    // Started again on the same databases, everything kept is handed over, in order.
    const again = await launchSystems(options)
    const [portal, oneStop] = await again.drain()
    expect(portal).toMatchObject({ outboxPending: 0, byState: { '1': 2, '7': 1 } })
    expect(oneStop).toMatchObject({ outboxPending: 0, byState: { '1': 2, '7': 1 } })
    await again.stop()
  })
})

describe('the processes', () => {
  it('are gone after stop(), which is no death to tell of, and may be called again', async () => {
    const systems = await launchSystems(launchOptions())
    const deaths: string[] = []
    systems.onDeath((name) => deaths.push(name))
    const pids = systems.systems.map(({ pid }) => pid)
    expect(pids.map(isAlive)).toEqual([true, true])
    await systems.stop()
    await systems.stop()
    expect(pids.map(isAlive)).toEqual([false, false])
    expect(deaths).toEqual([])
  })

  it('end by themselves when their parent is killed with -9', async () => {
    const parent = spawn(process.execPath, [fileURLToPath(new URL('./parent.ts', import.meta.url)), freshDirectory()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pids = await new Promise<number[]>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()) as number[]))
    })
    expect(pids.map(isAlive)).toEqual([true, true])
    parent.kill('SIGKILL')
    await until(() => !pids.some(isAlive))
    expect(pids.map(isAlive)).toEqual([false, false])
  })

  it('that can’t start say why, and leave nothing running', async () => {
    const broken = launchSystems(launchOptions({ database: { kind: 'sqlite', folder: '/nonexistent/folder' } }))
    await expect(broken).rejects.toMatchObject({
      code: 'system-not-started',
      message: expect.stringContaining('/nonexistent'),
    })
    const noProgram = launchSystems(launchOptions({ childCommand: { file: '/nonexistent/program', args: [] } }))
    await expect(noProgram).rejects.toMatchObject({
      code: 'system-not-started',
      message: expect.stringContaining('ENOENT'),
    })
    const exits = launchSystems(
      launchOptions({ childCommand: { file: process.execPath, args: ['-e', 'process.exit(3)'] } }),
    )
    await expect(exits).rejects.toMatchObject({
      code: 'system-not-started',
      message: expect.stringContaining('status 3'),
    })
  })
})

describe('a port in use', () => {
  it('is replaced by another, and that is said', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    const systems = await launchSystems(launchOptions({ ports: { portal: port } }))
    expect(new URL(systems.urls.portal ?? '').port).not.toBe(String(port))
    expect(systems.notices).toEqual([
      `portal: Port ${port} is in use; ${new URL(systems.urls.portal ?? '').port} was taken instead.`,
    ])
    expect((await systems.census()).map(({ counts }) => counts.received)).toEqual([0, 0])
    await systems.stop()
    server.close()
  })
})
