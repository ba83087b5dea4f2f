import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { kubernetesManifest } from '../simulate/index.ts'
import { host } from './host.ts'
import type { OpenedScenario } from './open-scenario.ts'
import type { SimulateArguments } from './simulate-options.ts'
import { version } from './version.ts'

/** Pods at work at once, where there are as many shards. */
const MOST_AT_ONCE = 32

/** Prints the Kubernetes objects that play a scenario in shards. */
export function runManifest(args: SimulateArguments, { plan, source }: OpenedScenario, shards: number): void {
  const beside = plan.streams.flatMap(({ given: { volume } }) => (volume.kind === 'file' ? [volume.file] : []))
  host.say(
    kubernetesManifest({
      name: plan.scenario.name,
      file: basename(source.file),
      text: source.text,
      beside: Object.fromEntries(beside.map((file) => [file, readFileSync(join(dirname(source.file), file), 'utf8')])),
      shards,
      parallelism: Math.min(shards, MOST_AT_ONCE),
      image: args.image ?? `dientap:${version()}`,
      options: handedOn(args),
    }).trimEnd(),
  )
}

/** Options that every shard must be given. */
function handedOn({ seed, replications, steadyState, vary = [], threads }: SimulateArguments): string[] {
  return [
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(replications === undefined ? [] : ['--replications', String(replications)]),
    ...(steadyState ? ['--steady-state'] : []),
    ...vary.flatMap((variation) => ['--vary', variation]),
    ...(threads === undefined ? [] : ['--threads', String(threads)]),
  ]
}
