import type { IJob } from 'kubernetes-models/batch/v1/Job'
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap'
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec'
import { stringify } from 'yaml'
import { Fault } from '../faults/index.ts'

/** What a manifest is made of. */
export interface ManifestOptions {
  /** Name of the scenario, and with it of everything in the manifest. */
  readonly name: string
  /** File name of the scenario in the cluster, and its text. */
  readonly file: string
  readonly text: string
  /** Files beside the scenario that it refers to. */
  readonly beside: Readonly<Record<string, string>>
  readonly shards: number
  /** Pods at work at once. */
  readonly parallelism: number
  readonly image: string
  /** Options of `dientap simulate` that every shard is given. */
  readonly options: readonly string[]
}

/** A ConfigMap holds at most 1 MiB. */
const LARGEST_CONFIG_BYTES = 1 << 20
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/

const PODS = { scenario: '/scenario', shards: '/shards' } as const

/**
 * Kubernetes objects that play a simulation in shards: the scenario in a ConfigMap, a volume for the shard files, an
 * Indexed Job with a pod for each shard, and a Job that merges, suspended until it is wanted. Pods need no rights in the
 * cluster and get no token.
 * @returns YAML documents, for `kubectl apply -f -`
 * @throws Fault file-too-large, usage
 */
export function kubernetesManifest(options: ManifestOptions): string {
  const data = { [options.file]: options.text, ...options.beside }
  const bytes = Object.entries(data).reduce((sum, [key, text]) => sum + Buffer.byteLength(key + text), 0)
  if (bytes > LARGEST_CONFIG_BYTES) {
    const message = `${options.file} and the files beside it have ${(bytes / 1e6).toFixed(1)} MB; a ConfigMap holds 1 MiB`
    throw new Fault(
      'file-too-large',
      message,
      'Put the scenario on the volume or in the image, and run the shards from there.',
    )
  }
  const wrong = Object.keys(data).find((key) => !CONFIG_KEY.test(key))
  if (wrong !== undefined)
    throw new Fault(
      'usage',
      `A ConfigMap can’t hold a file named ${wrong}.`,
      'Use letters, digits, "-", "_" and "." in its name.',
    )
  const objects = [configMap(options, data), volumeClaim(options), shardJob(options), mergeJob(options)]
  return `${comment(options)}${objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n')}`
}

function comment({ name, shards }: ManifestOptions): string {
  return [
    `# ${name} in ${shards} shards. Apply it, wait for the shards, then let the merge begin:`,
    '#   kubectl apply -f this.yaml',
    `#   kubectl wait --for=condition=complete --timeout=1h job/${name}`,
    `#   kubectl patch job/${name}-merge --type=merge -p '{"spec":{"suspend":false}}'`,
    `#   kubectl logs -f job/${name}-merge`,
    '# The volume must be one that several pods can write to (ReadWriteMany), unless they all run on one node.',
    '',
  ].join('\n')
}

function labels(name: string) {
  return { 'app.kubernetes.io/name': 'dientap', 'app.kubernetes.io/instance': name }
}

function configMap({ name }: ManifestOptions, data: Readonly<Record<string, string>>): IConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: labels(name) }, data }
}

function volumeClaim({ name }: ManifestOptions): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: labels(name) },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '5Gi' } } },
  }
}

function shardJob({ name, file, shards, parallelism, image, options }: ManifestOptions): IJob {
  // The pod's index is counted from 0, and Kubernetes can't add: hence --shard-index.
  const args = [
    'simulate',
    `${PODS.scenario}/${file}`,
    '--shards',
    String(shards),
    '--shard-index',
    '$(JOB_COMPLETION_INDEX)',
    '--out',
    PODS.shards,
    '--quiet',
    ...options,
  ]
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels: labels(name) },
    spec: {
      completions: shards,
      parallelism,
      completionMode: 'Indexed',
      // A pod that was lost with its node is played again and writes the same file.
      backoffLimit: shards,
      template: { metadata: { labels: labels(name) }, spec: pod(name, image, args) },
    },
  }
}

function mergeJob({ name, image }: ManifestOptions): IJob {
  const args = ['merge', PODS.shards, '--out', `${PODS.shards}/reports`]
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `${name}-merge`, labels: labels(name) },
    spec: {
      suspend: true,
      // It ends with status 1 when targets are missed, which another try would not change.
      backoffLimit: 0,
      template: { metadata: { labels: labels(name) }, spec: pod(name, image, args) },
    },
  }
}

function pod(name: string, image: string, args: readonly string[]): IPodSpec {
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'dientap',
        image,
        command: ['dientap'],
        args: [...args],
        resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '2Gi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [
          { name: 'scenario', mountPath: PODS.scenario, readOnly: true },
          { name: 'shards', mountPath: PODS.shards },
        ],
      },
    ],
    volumes: [
      { name: 'scenario', configMap: { name } },
      { name: 'shards', persistentVolumeClaim: { claimName: name } },
    ],
  }
}
