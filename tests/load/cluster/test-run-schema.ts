/**
 * What the CRD testruns.k6.io of the Grafana k6 operator (v1alpha1) asks of a TestRun: `script` and `parallelism` must be
 * there, switches of pods are texts, and there are no other fields. Written from the operator's types and documentation;
 * what a TestRun takes over from pods (env, volumes, …) is checked as part of a pod.
 */
const text = { type: 'string' }
const list = { type: 'array', items: { type: 'object' } }
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const pod = closed({
  disabled: { type: 'boolean' },
  affinity: { type: 'object' },
  automountServiceAccountToken: text,
  env: list,
  image: text,
  imagePullSecrets: list,
  imagePullPolicy: text,
  metadata: closed({ annotations: { type: 'object' }, labels: { type: 'object' } }),
  nodeSelector: { type: 'object' },
  tolerations: list,
  topologySpreadConstraints: list,
  resources: { type: 'object' },
  serviceAccountName: text,
  securityContext: { type: 'object' },
  containerSecurityContext: { type: 'object' },
  envFrom: list,
  readinessProbe: { type: 'object' },
  livenessProbe: { type: 'object' },
  initContainers: list,
  volumes: list,
  volumeMounts: list,
  priorityClassName: text,
  schedulerName: text,
})

const file = { type: 'string', pattern: '\\.(js|tar)$' }

export const testRunSchema = closed(
  {
    apiVersion: { const: 'k6.io/v1alpha1' },
    kind: { const: 'TestRun' },
    metadata: closed(
      {
        name: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 52 },
        labels: { type: 'object' },
      },
      ['name'],
    ),
    spec: closed(
      {
        script: {
          ...closed({
            volumeClaim: closed({ name: text, file, readOnly: { type: 'boolean' } }, ['name']),
            configMap: closed({ name: text, file }, ['name']),
            localFile: text,
          }),
          minProperties: 1,
        },
        parallelism: { type: 'integer', minimum: 1 },
        separate: { type: 'boolean' },
        arguments: text,
        ports: list,
        initializer: pod,
        starter: pod,
        runner: pod,
        quiet: text,
        paused: text,
        scuttle: { type: 'object' },
        cleanup: { enum: ['post'] },
        cloud: { type: 'object' },
        testRunId: text,
        token: text,
      },
      ['script', 'parallelism'],
    ),
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
)
