import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap'
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar'
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import type { IPod } from 'kubernetes-models/v1/Pod'
import { stringify } from 'yaml'
import { RELEASE_VERSION } from '../k6/index.ts'
import type { TestRun, TestRunPod } from './test-run.ts'

/** What a manifest is made of. */
export interface LoadManifestOptions {
  /** Name of the run, and with it of everything in the manifest. */
  readonly name: string
  /** What k6 archived: the script and all that it needs. */
  readonly archive: Uint8Array
  readonly instances: number
  /** Options of `k6 run` besides those that the operator gives: outputs. None may hold a space. */
  readonly args: readonly string[]
  /** Variables of the script and of k6. */
  readonly env: Readonly<Record<string, string>>
  /** Names of variables that hold secrets: each pod gets them from the Secret of the run's name. */
  readonly secrets: readonly string[]
  /** Image with a k6; default: the official one of the release that Dientap fetches. */
  readonly image?: string
}

/** A ConfigMap holds at most 1 MiB, and what is no text in it is written as base64. */
const LARGEST_CONFIG_BYTES = 1 << 20
const ARCHIVE = 'load.tar'
const RESULTS = '/results'
/** User of the official image, who must be able to write to the volume. */
const K6_USER = 12_345

/** The manifest, and whether its archive has to be put onto the volume by hand as it is too large for a ConfigMap. */
export interface LoadManifest {
  readonly yaml: string
  readonly byHand: boolean
}

/**
 * What the Grafana k6 operator runs: a TestRun of so many pods, each with its segment; the archive in a ConfigMap, or,
 * where it is too large for one, on the volume; and a volume on which every pod leaves what it measured.
 */
export function loadManifest(options: LoadManifestOptions): LoadManifest {
  const base64 = Buffer.from(options.archive).toString('base64')
  const byHand = base64.length + ARCHIVE.length > LARGEST_CONFIG_BYTES
  const objects = [
    volumeClaim(options),
    byHand ? helperPod(options) : configMap(options, base64),
    testRun(options, byHand),
  ]
  const yaml = `${comment(options, byHand)}${objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n')}`
  return { yaml, byHand }
}

function comment({ name, instances, secrets }: LoadManifestOptions, byHand: boolean): string {
  const secret =
    secrets.length === 0
      ? []
      : [
          `#   kubectl create secret generic ${name} ${secrets.map((each) => `--from-file=${each}`).join(' ')}   # in the folder of the run`,
        ]
  const copy = [
    `#   kubectl wait --for=condition=ready pod/${name}-files`,
    `#   kubectl cp ${ARCHIVE} ${name}-files:${RESULTS}/${ARCHIVE}`,
  ]
  return [
    `# ${name}: load from ${instances} pods, by the k6 operator (TestRun, k6.io/v1alpha1). The operator must be installed.`,
    ...secret,
    ...(byHand
      ? [
          `# The archive is too large for a ConfigMap: apply all but the TestRun, copy ${ARCHIVE}, which lies beside this file, and apply the rest.`,
          `#   kubectl apply -f this.yaml -l app.kubernetes.io/component!=load`,
          ...copy,
        ]
      : []),
    '#   kubectl apply -f this.yaml',
    `#   kubectl wait --for=jsonpath='{.status.stage}'=finished --timeout=1h testrun/${name}`,
    `# Then fetch what the pods left in ${RESULTS} (with kubectl cp from a pod that has the volume), and: dientap load --collect FOLDER`,
    '# The volume must be one that several pods can write to (ReadWriteMany), unless they all run on one node.',
    '',
  ].join('\n')
}

function labels(name: string, component: string) {
  return {
    'app.kubernetes.io/name': 'dientap',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
  }
}

function configMap({ name }: LoadManifestOptions, base64: string): IConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: labels(name, 'files') },
    binaryData: { [ARCHIVE]: base64 },
  }
}

function volumeClaim({ name }: LoadManifestOptions): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: labels(name, 'files') },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '5Gi' } } },
  }
}

/** Does nothing but hold the volume, so that files can be copied onto it. */
function helperPod({ name, image = defaultImage() }: LoadManifestOptions): IPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-files`, labels: labels(name, 'files') },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: K6_USER, fsGroup: K6_USER },
      containers: [
        {
          name: 'files',
          image,
          command: ['sleep', '86400'],
          volumeMounts: [{ name: 'results', mountPath: RESULTS }],
        },
      ],
      volumes: [{ name: 'results', persistentVolumeClaim: { claimName: name } }],
    },
  }
}

function defaultImage(): string {
  return `grafana/k6:${RELEASE_VERSION}`
}

function testRun(
  { name, instances, args, env, secrets, image = defaultImage() }: LoadManifestOptions,
  byHand: boolean,
): TestRun {
  const variables: IEnvVar[] = [
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    // By variables and not by options, for the operator hands those to "k6 archive" too, which knows only some of them.
    { name: 'K6_LOG_OUTPUT', value: `file=${RESULTS}/$(POD_NAME).log` },
    { name: 'K6_LOG_FORMAT', value: 'raw' },
    { name: 'K6_NO_THRESHOLDS', value: 'true' },
    { name: 'K6_SUMMARY_MODE', value: 'disabled' },
    { name: 'K6_NO_USAGE_REPORT', value: 'true' },
    { name: 'K6_AUTO_EXTENSION_RESOLUTION', value: 'false' },
    ...Object.entries(env).map(([variable, value]) => ({ name: variable, value })),
    ...secrets.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
  ]
  const results = {
    volumes: [{ name: 'results', persistentVolumeClaim: { claimName: name } }],
    volumeMounts: [{ name: 'results', mountPath: RESULTS }],
  }
  const pod: TestRunPod = {
    image,
    automountServiceAccountToken: 'false',
    env: variables,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: K6_USER,
      fsGroup: K6_USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  }
  return {
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name, labels: labels(name, 'load') },
    spec: {
      parallelism: instances,
      // One generator a node: two would take each other's processor.
      separate: true,
      script: byHand
        ? { volumeClaim: { name, file: ARCHIVE, readOnly: false } }
        : { configMap: { name, file: ARCHIVE } },
      ...(args.length > 0 && { arguments: args.join(' ') }),
      runner: { ...pod, resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '4Gi' } }, ...results },
      initializer: { ...pod, env: variables.filter(({ name: each }) => each !== 'K6_LOG_OUTPUT') },
      starter: { automountServiceAccountToken: 'false' },
    },
  }
}
