import { Fault } from '../faults/index.ts'
import { combined, type Piece, playersOf, type Shard, shareOf, type Variation, variantsOf } from '../simulate/index.ts'
import { host } from './host.ts'
import type { OpenedScenario } from './open-scenario.ts'
import { progress } from './progress.ts'
import { seedOf } from './seed.ts'
import { ShardPlace } from './shard-place.ts'
import { replicationsOf, type SimulateArguments, threadsOf } from './simulate-options.ts'
import { version } from './version.ts'

/** Plays one shard of a simulation, or of a sweep, and writes its file. */
export async function runShard(
  args: SimulateArguments,
  opened: OpenedScenario,
  shard: Shard,
  variations: readonly Variation[],
): Promise<void> {
  const seed = seedOf(args.seed, opened.plan.scenario.seed)
  const replications = replicationsOf(args.replications, opened.plan)
  const variants = variations.length === 0 ? [opened] : variantsOf(opened.source, variations)
  const shares = shareOf(
    variants.map(({ plan }) => plan),
    replications,
    shard,
  )
  const threads = threadsOf(args.threads, opened.plan, replications)
  const place = new ShardPlace(args.out, shard)
  const startedAt = host.now()
  const startedMs = performance.now()
  const talk = !args.json && !args.quiet
  if (talk) host.tell(`${opened.plan.scenario.title.en}\n  seed ${seed}, shard ${shard.number} of ${shard.of}`)
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const players = playersOf(threads)
  const bar = progress('shard     ', shares.flat().length, talk)
  const played: { sha256: string; pieces: Piece[] }[] = []
  let tasks = 0
  let dossiers = 0
  try {
    for (const [index, { plan, source }] of variants.entries()) {
      const pieces: Piece[] = []
      const listener = {
        piece: (piece: Piece) => void pieces.push(piece),
        played(more: number) {
          dossiers += more
          bar.update(++tasks, `${dossiers.toLocaleString('en')} dossiers`)
        },
      }
      const subject = { plan, source, seed: args.seed ?? plan.scenario.seed, steadyState: args.steadyState }
      await players.play(subject, shares[index] ?? [], listener, interrupt.signal)
      if (interrupt.signal.aborted)
        throw new Fault('interrupted', 'Interrupted before the shard was over', 'Nothing was written: play it again.')
      played.push({ sha256: plan.sha256, pieces: combined(plan, pieces) })
    }
    place.write({
      format: 'dientap-shard',
      version: 1,
      dientap: version(),
      shard,
      seed,
      replications,
      steadyState: args.steadyState,
      startedAt: startedAt.toISOString(),
      tookMs: Math.round(performance.now() - startedMs),
      source: opened.source,
      variations: variations.map(({ path, values }) => ({ path, values: [...values] })),
      variants: played,
    })
  } finally {
    place.leave()
    bar.stop()
    await players.close()
    stopListening()
  }
  if (args.json) host.say(JSON.stringify({ shard, file: place.path }))
  else host.say(place.path)
}
