/** What differs between the versions of k6 that are supported; no other file asks for a version. */

/** The oldest version that is supported, and the first that is not. */
export const SUPPORTED = { from: [1, 8], before: [3, 0] } as const

/** In words. */
export const SUPPORTED_WORDS = '1.8 to 2.x'

/** Version in what `k6 version` prints; undefined where it is none. An xk6 build or a build of a commit prints one too. */
export function versionIn(printed: string): string | undefined {
  return /^k6(?:\.exe)? v(\d+\.\d+\.\d+\S*)/m.exec(printed)?.[1]
}

function majorMinor(version: string): readonly [number, number] {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  return [major, minor]
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [here, below] = majorMinor(version)
  return here > major || (here === major && below >= minor)
}

export function isSupported(version: string): boolean {
  return isAtLeast(version, SUPPORTED.from) && !isAtLeast(version, SUPPORTED.before)
}

/**
 * Options of `k6 run` for which every version has its own:
 * - 2.0 took `--no-summary` away; `--summary-mode=disabled`, which 1.8 has too, puts the end-of-test summary, and the
 *   values that it keeps in memory, out.
 * - Until 2.0 the HTTP API listens on port 6565 unless told otherwise, and a second k6 on the machine complains; since
 *   then it listens only where `--address` asks for it.
 */
export function quietRunOptions(version: string): string[] {
  return ['--summary-mode=disabled', ...(isAtLeast(version, [2, 0]) ? [] : ['--address='])]
}

/**
 * Variables that every k6 of a run gets, in every version. A k6 that finds an extension imported by a script may fetch
 * another k6 for it: the one that is named is the one that must run. A usage report would be a request to elsewhere.
 * Variables of the user's that change the shape of a run (how many VUs, how long, which part) are taken away: the plan
 * says that. `K6_BINARY_PROVISIONING` is what the first was called before 2.0.
 */
export const runVariables: Readonly<Record<string, string | undefined>> = {
  K6_AUTO_EXTENSION_RESOLUTION: 'false',
  K6_NO_USAGE_REPORT: 'true',
  ...Object.fromEntries(
    [
      'K6_BINARY_PROVISIONING',
      'K6_VUS',
      'K6_DURATION',
      'K6_ITERATIONS',
      'K6_STAGES',
      'K6_RPS',
      'K6_PAUSED',
      'K6_LINGER',
      'K6_OUT',
      'K6_EXECUTION_SEGMENT',
      'K6_EXECUTION_SEGMENT_SEQUENCE',
    ].map((name) => [name, undefined]),
  ),
}

/** Name of an output in `--out`; Prometheus remote write has been "experimental" in every version until now. */
export const outputNames = {
  prometheus: 'experimental-prometheus-rw',
  opentelemetry: 'opentelemetry',
  json: 'json',
  csv: 'csv',
  dashboard: 'web-dashboard',
} as const

/** Variables of the OpenTelemetry output that 2.0 renamed: a user's old name is passed on under the new one. */
export function outputVariables(
  version: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const { K6_OTEL_EXPORTER_TYPE: old, K6_OTEL_EXPORTER_PROTOCOL: protocol } = env
  if (!isAtLeast(version, [2, 0]) || old === undefined || protocol !== undefined) return {}
  return { K6_OTEL_EXPORTER_PROTOCOL: old === 'http' ? 'http/protobuf' : old }
}

/** What k6's exit status says, for the ones that are no mistake of a script or of the command line. */
export function exitMeans(status: number | null): 'done' | 'thresholds' | 'stopped' | 'failed' {
  if (status === 0) return 'done'
  if (status === 99) return 'thresholds'
  // 105: ended by a signal, 108: aborted by the script itself.
  return status === 105 || status === 108 ? 'stopped' : 'failed'
}
