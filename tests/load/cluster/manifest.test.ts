import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import { Pod } from 'kubernetes-models/v1/Pod'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import {
  archiveOf,
  type LoadManifestOptions,
  loadManifest,
  segmentOptions,
  segmentsOf,
  type TestRun,
} from '../../../src/load/index.ts'
import { runProcess } from '../../../src/load/k6/index.ts'
import { temporary } from '../../cli/command.ts'
import { describeWithK6, surroundings } from '../k6.ts'
import { testRunSchema } from './test-run-schema.ts'

const options: LoadManifestOptions = {
  name: 'rach-gia-load',
  archive: Buffer.from('an archive'),
  instances: 3,
  args: ['--out', 'experimental-prometheus-rw'],
  env: { DIENTAP_LOAD_PLAN: '/plan' },
  secrets: ['DIENTAP_LOAD_LOGINS'],
}

interface Written {
  readonly kind: string
  readonly metadata: { readonly labels: Record<string, string> }
}

const documentsIn = (yaml: string) => parseAllDocuments(yaml).map((document) => document.toJS() as Written)
const checks = new Ajv2020().compile(testRunSchema)

function testRunIn(yaml: string): TestRun {
  const found = documentsIn(yaml).find(({ kind }) => kind === 'TestRun')
  if (!checks(found)) throw new Error(JSON.stringify(checks.errors))
  return found as unknown as TestRun
}

/** The pod that the operator makes of a TestRun's runner, as far as its fields are taken over. */
function podOf({ spec }: TestRun): Pod {
  const { image, env, securityContext, containerSecurityContext, resources, volumes, volumeMounts } = spec.runner ?? {}
  return new Pod({
    metadata: { name: 'runner' },
    spec: {
      securityContext,
      volumes,
      containers: [{ name: 'k6', image, env, resources, volumeMounts, securityContext: containerSecurityContext }],
    },
  } as ConstructorParameters<typeof Pod>[0])
}

describe('the manifest for the k6 operator', () => {
  const { yaml, byHand } = loadManifest(options)

  it('has objects of the kinds that Kubernetes and the operator publish, with fields that they have', () => {
    const [claim, config, run] = documentsIn(yaml)
    expect([claim?.kind, config?.kind, run?.kind, byHand]).toEqual([
      'PersistentVolumeClaim',
      'ConfigMap',
      'TestRun',
      false,
    ])
    new PersistentVolumeClaim(claim as object).validate()
    new ConfigMap(config as object).validate()
    podOf(testRunIn(yaml)).validate()
  })

  it('would be refused with a field that a TestRun does not have, or without one that it must have', () => {
    expect(() => testRunIn(yaml.replace('parallelism: 3', 'parallelity: 3'))).toThrow(/parallelism/)
    expect(() => testRunIn(yaml.replace('parallelism: 3', 'parallelism: three'))).toThrow(/integer/)
    expect(() =>
      testRunIn(yaml.replace('automountServiceAccountToken: "false"', 'automountServiceAccountToken: false')),
    ).toThrow(/string/)
    expect(() => podOf(testRunIn(yaml.replace('mountPath:', 'mountedAt:'))).validate()).toThrow(/mountPath/)
  })

  it('runs so many pods on nodes of their own, each leaving what it tells under its own name', () => {
    const { spec } = testRunIn(yaml)
    expect(spec).toMatchObject({ parallelism: 3, separate: true, arguments: '--out experimental-prometheus-rw' })
    expect(spec.script).toEqual({ configMap: { name: 'rach-gia-load', file: 'load.tar' } })
    const names = spec.runner?.env?.map(({ name }) => name) ?? []
    expect(spec.runner?.env?.find(({ name }) => name === 'K6_LOG_OUTPUT')?.value).toBe('file=/results/$(POD_NAME).log')
    // Kubernetes replaces $(NAME) by variables that stand before it.
    expect(names.indexOf('POD_NAME')).toBeLessThan(names.indexOf('K6_LOG_OUTPUT'))
  })

  it('holds no secret: pods get it from a Secret that the user makes', () => {
    const login = testRunIn(yaml).spec.runner?.env?.find(({ name }) => name === 'DIENTAP_LOAD_LOGINS')
    expect(login).toEqual({
      name: 'DIENTAP_LOAD_LOGINS',
      valueFrom: { secretKeyRef: { name: 'rach-gia-load', key: 'DIENTAP_LOAD_LOGINS' } },
    })
    expect(yaml).toContain('# ' + '  kubectl create secret generic rach-gia-load --from-file=DIENTAP_LOAD_LOGINS ')
  })

  it('takes the archive from the volume where it is too large for a ConfigMap', () => {
    const large = loadManifest({ ...options, archive: Buffer.alloc(800_000) })
    expect(large.byHand).toBe(true)
    expect(documentsIn(large.yaml).map(({ kind }) => kind)).toEqual(['PersistentVolumeClaim', 'Pod', 'TestRun'])
    new Pod(documentsIn(large.yaml)[1] as object).validate()
    expect(testRunIn(large.yaml).spec.script).toEqual({
      volumeClaim: { name: 'rach-gia-load', file: 'load.tar', readOnly: false },
    })
    expect(large.yaml).toContain('kubectl cp load.tar')
    const small = loadManifest({ ...options, archive: Buffer.alloc(780_000) })
    expect(small.byHand).toBe(false)
    expect(small.yaml.length).toBeLessThan(1.05 * 2 ** 20)
  })
})

describeWithK6('what the operator would run', (k6) => {
  it('is the whole of the load, from the archive alone, with nothing of this machine', async () => {
    const folder = temporary()
    const plan = join(folder, 'plan')
    mkdirSync(plan)
    writeFileSync(join(plan, 'plan.json'), JSON.stringify({ dossiers: 30 }))
    writeFileSync(join(folder, 'part.ts'), "export const tell = (text: string): void => console.log('@' + text)")
    writeFileSync(
      join(folder, 'main.ts'),
      `import exec from 'k6/execution'
       import { tell } from './part.ts'
       const { dossiers } = JSON.parse(open(__ENV.DIENTAP_LOAD_PLAN + '/plan.json'))
       export const options = { scenarios: { a: { executor: 'shared-iterations', vus: 6, iterations: dossiers } } }
       export default function (): void { tell(exec.scenario.iterationInTest + ' ' + __ENV.DIENTAP_LOAD_LOGINS.length) }`,
    )
    const env = { DIENTAP_LOAD_PLAN: plan, DIENTAP_LOAD_LOGINS: 'a-secret-of-the-test' }
    const archive = await archiveOf(k6, join(folder, 'main.ts'), env, folder, surroundings)
    expect(archive.includes('a-secret-of-the-test')).toBe(false)
    const { yaml } = loadManifest({ ...options, archive, args: [], env: { DIENTAP_LOAD_PLAN: plan } })
    const { spec } = testRunIn(yaml)

    // A pod: another folder, the file of the ConfigMap, and the variables of the TestRun as Kubernetes fills them in.
    const pods = temporary()
    const [, config] = documentsIn(yaml) as unknown as { binaryData: Record<string, string> }[]
    writeFileSync(join(pods, 'load.tar'), Buffer.from(config?.binaryData['load.tar'] ?? '', 'base64'))
    writeFileSync(join(plan, 'plan.json'), 'no longer there')
    const ended = await Promise.all(
      segmentsOf(spec.parallelism).map((segment, number) => {
        const variables = Object.fromEntries(
          (spec.runner?.env ?? []).map(({ name, value, valueFrom }) => [
            name,
            valueFrom?.secretKeyRef
              ? 'a-secret-of-the-test'
              : (value ?? '').replace('/results/$(POD_NAME)', join(pods, `pod-${number}`)),
          ]),
        )
        const address = `--address=127.0.0.1:${16_565 + number}`
        return runProcess(
          k6.path,
          [
            'run',
            '--quiet',
            ...segmentOptions(segment),
            join(pods, 'load.tar'),
            address,
            '--tag',
            `instance_id=${number}`,
          ],
          {
            env: { PATH: process.env.PATH, HOME: pods, ...variables },
          },
        )
      }),
    )
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0])
    const logs = readdirSync(pods).filter((name) => name.endsWith('.log'))
    expect(logs.toSorted()).toEqual(['pod-0.log', 'pod-1.log', 'pod-2.log'])
    const told = logs.flatMap((name) => readFileSync(join(pods, name), 'utf8').trim().split('\n'))
    const numbers = told.map((line) => Number(/^@(\d+) 20$/.exec(line)?.[1])).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, number) => number))
  })
})
