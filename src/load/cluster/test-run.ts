import type { IEnvVar } from 'kubernetes-models/v1/EnvVar'
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext'
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements'
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext'
import type { IVolume } from 'kubernetes-models/v1/Volume'
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount'

/** A pod as a TestRun describes it: what is used here of its fields. */
export interface TestRunPod {
  readonly image?: string
  /** Text, unlike in a pod's own specification. */
  readonly automountServiceAccountToken?: string
  readonly env?: readonly IEnvVar[]
  readonly securityContext?: IPodSecurityContext
  readonly containerSecurityContext?: ISecurityContext
  readonly resources?: IResourceRequirements
  readonly volumes?: readonly IVolume[]
  readonly volumeMounts?: readonly IVolumeMount[]
}

/**
 * The custom resource of the Grafana k6 operator, k6.io/v1alpha1: what is used here of its fields, as its type
 * TestRunSpec (grafana/k6-operator, api/v1alpha1/testrun_types.go) and the documentation have them.
 */
export interface TestRun {
  readonly apiVersion: 'k6.io/v1alpha1'
  readonly kind: 'TestRun'
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> }
  readonly spec: {
    readonly parallelism: number
    readonly separate?: boolean
    /** Words after `k6 run SCRIPT`; the operator splits them at spaces and knows no quotes. */
    readonly arguments?: string
    readonly script:
      | { readonly configMap: { readonly name: string; readonly file: string } }
      | { readonly volumeClaim: { readonly name: string; readonly file: string; readonly readOnly: boolean } }
    readonly runner?: TestRunPod
    readonly initializer?: TestRunPod
    readonly starter?: TestRunPod
  }
}
