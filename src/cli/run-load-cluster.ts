import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Fault } from '../faults/index.ts'
import {
  archiveOf,
  collect,
  type Drive,
  type K6,
  LOAD_SCRIPT,
  type LoadWork,
  loadManifest,
  outputArguments,
  planVariables,
  RELEASE_VERSION,
  shareOfLimit,
  workOf,
  writePlan,
} from '../load/index.ts'
import { needsStandIns } from '../rehearse/index.ts'
import { checkScenario, formatProblem } from '../scenario/index.ts'
import type { SecretSource, Surroundings, TargetFiles } from '../target/index.ts'
import { reportFiles } from './finish-run.ts'
import { host } from './host.ts'
import { KEPT_SCENARIO, keepScenario } from './kept-scenario.ts'
import { PROFILE } from './measured-systems.ts'
import type { OpenedScenario } from './open-scenario.ts'
import { RunFolder, unwritable } from './run-folder.ts'
import type { LoadArguments } from './run-load.ts'
import { finishLoad } from './run-load.ts'

/** What is kept of a run whose pods are elsewhere, for --collect. */
const RUN = 'load-run.json.gz'
/** Name of a file, and of the key of the Secret that is made of it. */
const LOGINS = 'DIENTAP_LOAD_LOGINS'
const LONGEST_NAME = 52

interface KeptRun {
  readonly format: 'dientap-load-run'
  readonly version: 1
  readonly name: string
  readonly instances: number
  readonly k6: string
  readonly startedAt: string
  readonly seed: number
  readonly work: Omit<LoadWork, 'logins'>
}

/** What a run is made of, once the options are read. */
export interface Prepared {
  readonly opened: OpenedScenario
  readonly target: TargetFiles
  readonly secrets: SecretSource
  readonly surroundings: Surroundings
  readonly drive: Drive
  readonly seed: number
  readonly k6: K6
}

/**
 * Prints what the k6 operator runs, and writes a folder with what belongs to it: the logins, the archive where it is too
 * large for a ConfigMap, and what --collect needs to know.
 */
export async function runLoadManifest(args: LoadArguments, prepared: Prepared): Promise<void> {
  const { opened, target, drive, seed, k6 } = prepared
  if (needsStandIns(opened.plan, target)) {
    throw new Fault(
      'usage',
      'The pods of a cluster can’t reach the stand-ins, which run on this machine.',
      'Name a target file that says where the systems are, with --target.',
    )
  }
  const startedAt = host.now()
  const folder = RunFolder.create(args.out, opened.plan.scenario.name, 'load', startedAt)
  keepScenario(folder, opened)
  const whole = await workOf(opened.plan, {
    ...drive,
    seed,
    runId: folder.id,
    target,
    systems: undefined,
    secrets: prepared.secrets,
    outside: prepared.surroundings,
  })
  const work = shareOfLimit(whole, args.instances)
  // Not in the run folder: k6 writes another name for the user's home folder into an archive.
  const aside = mkdtempSync(join(tmpdir(), 'dientap-load-'))
  try {
    writePlan(work, aside)
    const { [LOGINS]: logins = '[]', ...env } = planVariables(work, aside)
    const archive = await archiveOf(k6, LOAD_SCRIPT, { ...env, [LOGINS]: logins }, aside, host.surroundings)
    // Each pod gets its own tag from the operator.
    const outputs = outputArguments({ outputs: args.outK6 ?? [], dashboard: false }, k6, host.surroundings)
    const name = nameOf(folder.id)
    const manifest = loadManifest({
      name,
      archive,
      instances: args.instances,
      args: outputs.args,
      env: { ...env, ...outputs.env },
      secrets: work.logins.length === 0 ? [] : [LOGINS],
      ...(args.image !== undefined && { image: args.image }),
    })
    if (work.logins.length > 0) writeSecret(folder, logins)
    if (manifest.byHand) writeBytes(folder, 'load.tar', archive)
    const { logins: _, ...known } = work
    const kept: KeptRun = {
      format: 'dientap-load-run',
      version: 1,
      name,
      instances: args.instances,
      k6: args.image ?? RELEASE_VERSION,
      startedAt: startedAt.toISOString(),
      seed,
      work: known,
    }
    writeBytes(folder, RUN, gzipSync(JSON.stringify(kept)))
    host.tell(
      `What belongs to the manifest is in ${folder.path}; --collect takes that folder once the pods’ files are in it.`,
    )
    host.say(manifest.yaml.trimEnd())
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Puts together what the pods of a run left, judges it and writes a run folder. */
export async function runLoadCollect(args: LoadArguments, from: string): Promise<void> {
  const kept = keptIn(from)
  const { work, name, instances, k6 } = kept
  const text = readFileSync(join(from, KEPT_SCENARIO), 'utf8')
  const file = join(from, KEPT_SCENARIO)
  const { plan, problems, warnings } = checkScenario(text, file)
  if (!plan) {
    throw new Fault(
      'scenario-invalid',
      `the scenario of the run can’t be used here\n\n${problems.map(formatProblem).join('\n\n')}`,
      'Use the version of Dientap that wrote the manifest.',
    )
  }
  const result = await collect(from, { work, instances, name, k6 })
  const startedAt = new Date(kept.startedAt)
  const folder = RunFolder.create(args.out, plan.scenario.name, 'load', startedAt)
  const opened = { plan, source: { file, text }, warnings: warnings.map(({ message }) => message) }
  const files = [...reportFiles(), ...keepScenario(folder, opened), PROFILE]
  const loaded = { work: { ...work, logins: [] }, result, calibration: null, stopped: undefined, census: [] }
  finishLoad(opened, loaded, folder, args, { startedAt, seed: kept.seed, files })
}

function keptIn(folder: string): KeptRun {
  const hint = 'Name the folder that "dientap load --manifest k8s" wrote, with what the pods left in it.'
  const path = join(folder, RUN)
  let value: KeptRun
  try {
    value = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as KeptRun
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
    throw isMissing
      ? new Fault('file-not-found', `there is no file ${path}`, hint, error)
      : new Fault('file-unreadable', `${path} can’t be read: ${(error as Error).message}`, hint, error)
  }
  if (value.format === 'dientap-load-run' && value.version === 1) return value
  throw new Fault('file-unreadable', `${path} is not of this version of Dientap`, hint)
}

/** A name that Kubernetes takes, and that leaves room for what the operator adds. */
function nameOf(id: string): string {
  const name = id.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')
  return name.slice(-LONGEST_NAME).replace(/^[^a-z]+/, '')
}

function writeSecret(folder: RunFolder, logins: string): void {
  writeBytes(folder, LOGINS, Buffer.from(logins), 0o600)
}

function writeBytes(folder: RunFolder, name: string, bytes: Uint8Array, mode = 0o644): void {
  try {
    writeFileSync(join(folder.path, name), bytes, { mode })
  } catch (error) {
    throw unwritable(folder.path, error)
  }
}
