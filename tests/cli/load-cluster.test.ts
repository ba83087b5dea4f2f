import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { segmentOptions, segmentsOf, type TestRun } from '../../src/load/index.ts'
import { runProcess } from '../../src/load/k6/index.ts'
import { describeWithK6 } from '../load/k6.ts'
import { dientap, type Ended, type Running, resultIn, runFolder, start, temporary } from './command.ts'

const standIns = new URL('../../scenarios/targets/stand-ins.yaml', import.meta.url)

/** The shipped target, with the addresses of stand-ins that were started by themselves. */
function targetAt(systems: readonly { name: string; url: string }[]): string {
  const text = readFileSync(standIns, 'utf8')
    .replace('name: stand-ins', 'name: elsewhere')
    .replace(/^dialects:\n( {2}.*\n)+/m, '')
  return systems.reduce(
    (target, { name, url }) => target.replace(`\n  ${name}:\n`, `\n  ${name}:\n    url: ${url}\n`),
    text,
  )
}

describeWithK6('dientap load on a cluster', (k6) => {
  const cwd = temporary()
  const load = (...args: string[]) => dientap(['load', ...args], { cwd, env: { DIENTAP_STAND_IN_SECRET: 'geheim-17' } })
  let systems: Running
  let written: Ended
  let cluster: string
  beforeAll(async () => {
    systems = start(['systems', '--open', '--json'], { cwd })
    const [line] = await systems.said(/^\{.*\}$/m)
    writeFileSync(
      join(cwd, 'elsewhere.yaml'),
      targetAt((JSON.parse(line) as { systems: { name: string; url: string }[] }).systems),
    )
    const shape = ['--instances', '2', '--duration', '6', '--rate', '8', '--no-think', '--target', 'elsewhere.yaml']
    written = await load('--manifest', 'k8s', ...shape, '--out', 'cluster')
    cluster = runFolder(join(cwd, 'cluster'))
  }, 60_000)
  afterAll(() => systems.kill('SIGINT'))

  /** What the operator would do with the manifest, on this machine. */
  async function pods(): Promise<void> {
    const documents = parseAllDocuments(written.stdout).map((document) => document.toJS() as object)
    const [, config, run] = documents as [unknown, { binaryData: Record<string, string> }, TestRun]
    const archive = join(temporary(), 'load.tar')
    writeFileSync(archive, Buffer.from(config.binaryData['load.tar'] ?? '', 'base64'))
    const secret = readFileSync(join(cluster, 'DIENTAP_LOAD_LOGINS'), 'utf8')
    const ended = await Promise.all(
      segmentsOf(run.spec.parallelism).map((segment, index) => {
        const pod = `${run.metadata.name}-${index + 1}-x${index}y9z`
        const variables = (run.spec.runner?.env ?? []).map(({ name, value, valueFrom }) => [
          name,
          valueFrom?.secretKeyRef ? secret : (value ?? '').replace('/results/$(POD_NAME)', join(cluster, pod)),
        ])
        return runProcess(k6.path, ['run', '--quiet', ...segmentOptions(segment), archive, '--address='], {
          env: { PATH: process.env.PATH, HOME: cwd, ...Object.fromEntries(variables) },
        })
      }),
    )
    expect(ended.map(({ status }) => status)).toEqual([0, 0])
  }

  it('prints the manifest alone, and keeps logins out of it, in a file that only its owner can read', () => {
    expect(written.status).toBe(0)
    expect(parseAllDocuments(written.stdout).map((document) => document.get('kind'))).toEqual([
      'PersistentVolumeClaim',
      'ConfigMap',
      'TestRun',
    ])
    const logins = join(cluster, 'DIENTAP_LOAD_LOGINS')
    expect(statSync(logins).mode & 0o077).toBe(0)
    for (const login of JSON.parse(readFileSync(logins, 'utf8')) as { authorization: string }[]) {
      const proof = login.authorization.replace('Basic ', '')
      expect(written.stdout).not.toContain(proof)
      const archived = [...written.stdout.matchAll(/load\.tar: (\S+)/g)].map(([, base64 = '']) =>
        Buffer.from(base64, 'base64'),
      )
      expect(archived.some((bytes) => bytes.includes(proof))).toBe(false)
    }
  })

  it('refuses a folder to which no pod, or not every pod, has written', async () => {
    expect(await load('--collect', cluster)).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('lacks what pod 1, 2 of 2 left'),
    })
    expect((await load('--collect', 'nowhere')).stderr).toContain('there is no file nowhere/load-run.json.gz')
  })

  it('judges what the pods left as the whole of one run', async () => {
    await pods()
    const ended = await load('--collect', cluster, '--quiet', '--out', 'collected')
    expect(ended.stderr).toBe('')
    const result = resultIn(runFolder(join(cwd, 'collected')))
    // How punctual the generator is depends on what else this machine does: that it says so is tested elsewhere.
    expect(result.verdict.reasons.filter(({ kind }) => kind !== 'late')).toEqual([])
    const { load: section } = result
    expect(section?.offered).toBeGreaterThan(30)
    expect(section).toMatchObject({ begun: section?.offered, dropped: 0, generators: { length: 2 } })
    expect(result.conservation.harness.received).toBe(section?.offered)
    expect(readdirSync(runFolder(join(cwd, 'collected')))).toEqual(expect.arrayContaining([...result.files]))
  })

  it('trusts no whole in which what a pod left breaks off', async () => {
    const log = join(cluster, readdirSync(cluster).find((name) => name.endsWith('-2-x1y9z.log')) ?? '')
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
    writeFileSync(log, `${lines.slice(0, -1).join('\n')}\n`)
    const ended = await load('--collect', cluster, '--quiet', '--out', 'broken-off')
    expect(ended.status).toBe(3)
    const { verdict } = resultIn(runFolder(join(cwd, 'broken-off')))
    expect(verdict.reasons).toContainEqual({ kind: 'generator-died', values: { how: 'pod 2' } })
  })
})
