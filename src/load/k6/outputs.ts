import { Fault } from '../../faults/index.ts'
import { outputNames, outputVariables } from './differences.ts'
import type { K6, Surroundings } from './k6.ts'

/** What is passed through to k6's own outputs. */
export interface PassedOn {
  /** As the user gives them: prometheus, prometheus=URL, otel, otel=URL, json=FILE, or any output that k6 has. */
  readonly outputs: readonly string[]
  /** Whether k6's live dashboard is served. */
  readonly dashboard: boolean
}

/** Options and variables of one k6. */
export interface OutputArguments {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Where its dashboard is; undefined without. */
  readonly dashboardUrl: string | undefined
}

const DASHBOARD_PORT = 5665

/**
 * Options and variables for k6's own outputs. Several k6 tell theirs apart: by a tag `instance`, a number in the name of a
 * file, a port each for the dashboard, which is served on this machine alone.
 * @param number of the k6 among `instances`, from 0
 * @throws Fault usage for what can't be an output
 */
export function outputArguments(
  { outputs, dashboard }: PassedOn,
  k6: K6,
  { env }: Pick<Surroundings, 'env'>,
  { number, instances }: { readonly number: number; readonly instances: number } = { number: 0, instances: 1 },
): OutputArguments {
  const each = outputs.map((output) => outputOf(output, instances === 1 ? '' : `-${number}`))
  const port = DASHBOARD_PORT + number
  const served = dashboard ? ['--out', `${outputNames.dashboard}=host=127.0.0.1&port=${port}`] : []
  const tag = instances > 1 && each.length > 0 ? ['--tag', `instance=${number}`] : []
  return {
    args: [...each.flatMap(({ out }) => ['--out', out]), ...served, ...tag],
    env: Object.assign({}, outputVariables(k6.version, env), ...each.map((one) => one.env)),
    dashboardUrl: dashboard ? `http://127.0.0.1:${port}` : undefined,
  }
}

interface Output {
  readonly out: string
  readonly env: Readonly<Record<string, string>>
}

function outputOf(output: string, suffix: string): Output {
  const at = output.indexOf('=')
  const [name, value] = at < 0 ? [output, undefined] : [output.slice(0, at), output.slice(at + 1)]
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw wrong(output, 'it begins with no name of an output')
  if (value === '' || value === '-' || ((name === 'json' || name === 'csv') && value === undefined))
    throw wrong(output, 'what k6 writes to standard output is read by Dientap itself; name a file')
  switch (name) {
    case 'prometheus':
      return {
        out: outputNames.prometheus,
        env: value === undefined ? {} : { K6_PROMETHEUS_RW_SERVER_URL: urlOf(output, value, ['http:', 'https:']).href },
      }
    case 'otel':
      return { out: outputNames.opentelemetry, env: value === undefined ? {} : otelVariables(output, value) }
    case 'json':
    case 'csv':
      return { out: `${name}=${numbered(value ?? '', suffix)}`, env: {} }
    default:
      return { out: output, env: {} }
  }
}

function otelVariables(output: string, value: string): Record<string, string> {
  const { protocol, host, pathname } = urlOf(output, value, ['http:', 'https:', 'grpc:'])
  if (protocol === 'grpc:') {
    return {
      K6_OTEL_EXPORTER_PROTOCOL: 'grpc',
      K6_OTEL_GRPC_EXPORTER_ENDPOINT: host,
      K6_OTEL_GRPC_EXPORTER_INSECURE: 'true',
    }
  }
  return {
    K6_OTEL_EXPORTER_PROTOCOL: 'http/protobuf',
    K6_OTEL_HTTP_EXPORTER_ENDPOINT: host,
    K6_OTEL_HTTP_EXPORTER_INSECURE: String(protocol === 'http:'),
    ...(pathname.length > 1 && { K6_OTEL_HTTP_EXPORTER_URL_PATH: pathname }),
  }
}

function urlOf(output: string, value: string, protocols: readonly string[]): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && protocols.includes(url.protocol) && url.username === '') return url
  const allowed = protocols.map((protocol) => `${protocol}//`).join(', ')
  throw wrong(output, `"${value}" is no URL with ${allowed} and without a password (k6's own variables take it)`)
}

/** The name of a file with a number before its ending. */
function numbered(path: string, suffix: string): string {
  if (suffix === '') return path
  const [, stem = path, ending = ''] = /^(.+?)((?:\.[A-Za-z0-9]+)*)$/.exec(path) ?? []
  return `${stem}${suffix}${ending}`
}

function wrong(output: string, why: string): Fault {
  return new Fault(
    'usage',
    `--out-k6 ${output}: ${why}.`,
    'For example --out-k6 prometheus=http://127.0.0.1:9090/api/v1/write, otel=http://127.0.0.1:4318, or json=samples.json.gz.',
  )
}
