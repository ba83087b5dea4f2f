import { type IJob, Job } from 'kubernetes-models/batch/v1/Job'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { Fault } from '../../src/faults/index.ts'
import { kubernetesManifest, type ManifestOptions } from '../../src/simulate/index.ts'

const options: ManifestOptions = {
  name: 'rach-gia-2025-07',
  file: 'rach-gia-2025-07.yaml',
  text: 'version: 1\nname: "Rạch Giá"\n',
  beside: { 'arrivals.csv': 'time\n' },
  shards: 8,
  parallelism: 4,
  image: 'registry.invalid/dientap:1',
  options: ['--seed', '7', '--vary', 'units.0.staff.1.count=3,4'],
}

type Model = Job | ConfigMap | PersistentVolumeClaim
const models = { Job, ConfigMap, PersistentVolumeClaim }

/** The objects of a manifest, each checked against the published schema of its kind. */
function objectsIn(manifest: string): Model[] {
  return parseAllDocuments(manifest).map((document) => {
    const data = document.toJS() as { kind: keyof typeof models }
    const Kind = models[data.kind] as new (value: object) => Model
    const model = new Kind(data)
    model.validate()
    return model
  })
}

const jobsIn = (manifest: string) => objectsIn(manifest).filter((each) => each instanceof Job)

describe('the Kubernetes manifest', () => {
  const manifest = kubernetesManifest(options)
  const [shards, merge] = jobsIn(manifest) as [Job, Job]

  it('has objects of the kinds that Kubernetes publishes, with fields that they have', () => {
    expect(objectsIn(manifest).map(({ kind }) => kind)).toEqual(['ConfigMap', 'PersistentVolumeClaim', 'Job', 'Job'])
  })

  it('would be refused with a value that a field of a Job can’t have, or without one that it must have', () => {
    expect(() => objectsIn(manifest.replace('completions: 8', 'completions: eight'))).toThrow(/integer/)
    expect(() => objectsIn(manifest.replace('completionMode: Indexed', 'completionMode: Numbered'))).toThrow()
    expect(() => objectsIn(manifest.replaceAll('      containers:', '      boxes:'))).toThrow(/containers/)
  })

  it('could not even be written with a field that a Job does not have: it is typed', () => {
    // @ts-expect-error There is no such field; tsc is part of the tests.
    const wrong: IJob = { apiVersion: 'batch/v1', kind: 'Job', spec: { completionMood: 'Indexed', template: {} } }
    expect(wrong.kind).toBe('Job')
  })

  it('plays each shard in a pod of an Indexed Job, which tells it its number', () => {
    expect(shards.spec).toMatchObject({ completions: 8, parallelism: 4, completionMode: 'Indexed' })
    expect(shards.spec?.template.spec?.containers[0]).toMatchObject({
      image: options.image,
      command: ['dientap'],
      args: [
        'simulate',
        '/scenario/rach-gia-2025-07.yaml',
        '--shards',
        '8',
        '--shard-index',
        '$(JOB_COMPLETION_INDEX)',
        '--out',
        '/shards',
        '--quiet',
        ...options.options,
      ],
    })
  })

  it('merges in a Job that waits until it is let go', () => {
    expect(merge.spec).toMatchObject({ suspend: true, backoffLimit: 0 })
    expect(merge.spec?.template.spec?.containers[0]?.args?.slice(0, 2)).toEqual(['merge', '/shards'])
  })

  it('gives its pods the scenario and a place for shards, and no rights', () => {
    const [config] = objectsIn(manifest) as [ConfigMap]
    expect(config.data).toEqual({ [options.file]: options.text, 'arrivals.csv': 'time\n' })
    for (const { spec } of [shards, merge]) {
      const pod = spec?.template.spec
      expect(pod).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false })
      expect(pod?.volumes?.map(({ name }) => name)).toEqual(['scenario', 'shards'])
      expect(pod?.containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(['/scenario', '/shards'])
    }
  })

  it('is refused where a ConfigMap could not hold the scenario', () => {
    expect(() => kubernetesManifest({ ...options, text: 'x'.repeat(2 ** 20) })).toThrow(Fault)
    expect(() => kubernetesManifest({ ...options, beside: { '../up.csv': '' } })).toThrow(/can’t hold a file named/)
  })
})
