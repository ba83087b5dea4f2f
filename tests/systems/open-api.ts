/** The OpenAPI document of a running server, read by a validator that is not the one the server uses. */
import {
  registerSchema,
  unregisterSchema,
  validate,
  validate as validateDocument,
} from '@hyperjump/json-schema/openapi-3-1'

const DIALECT = 'https://spec.openapis.org/oas/3.1/dialect/base'
const DOCUMENT_SCHEMA = 'https://spec.openapis.org/oas/3.1/schema-base'

type Json = Record<string, unknown>

interface Described {
  readonly method: string
  readonly path: string
  /** Content type of its body; undefined when it has none. */
  readonly body: string | undefined
  readonly bodySchema: Json | undefined
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, { schema?: Json }> }>>
}

let documents = 0

/** The operations that a document describes, and what each may answer. */
export class OpenApi {
  readonly text: Json
  readonly #base: string
  readonly #operations: ReadonlyMap<string, Described>

  private constructor(text: Json, base: string) {
    this.text = text
    this.#base = base
    const operations = Object.entries(text.paths as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const content = (operation.requestBody as { content?: Record<string, { schema?: Json }> } | undefined)?.content
        const [body, media] = Object.entries(content ?? {})[0] ?? []
        const described = {
          method: method.toUpperCase(),
          path,
          body,
          bodySchema: media?.schema,
          responses: operation.responses as Described['responses'],
        }
        return [operation.operationId as string, described] as const
      }),
    )
    this.#operations = new Map(operations)
  }

  /** Reads /openapi.json of a server. Throws when it is no OpenAPI 3.1 document. */
  static async of(url: string): Promise<OpenApi> {
    const text = (await (await fetch(`${url}/openapi.json`)).json()) as Json
    const output = await validateDocument(DOCUMENT_SCHEMA, text as never, 'BASIC')
    if (!output.valid) throw new Error(`no OpenAPI 3.1: ${JSON.stringify(output.errors?.slice(0, 5))}`)
    const base = `https://dientap.invalid/document-${++documents}`
    return new OpenApi(text, base)
  }

  get names(): string[] {
    return [...this.#operations.keys()]
  }

  operation(name: string): Described {
    const operation = this.#operations.get(name)
    if (!operation) throw new Error(`there is no operation ${name}; there are ${this.names.join(', ')}`)
    return operation
  }

  /** What of an answer the document does not describe; undefined when it describes it. */
  async problemOf(
    name: string,
    status: number,
    contentType: string | null,
    body: unknown,
  ): Promise<string | undefined> {
    const { responses } = this.operation(name)
    const response = responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`]
    if (!response) return `status ${status} is not described`
    const entries = Object.entries(response.content ?? {})
    if (entries.length === 0) return body === '' ? undefined : 'a body, where none is described'
    const type = (contentType ?? '').split(';')[0]
    const media = response.content?.[type ?? '']
    if (!media) return `content type ${contentType} is not described`
    if (!media.schema) return undefined
    return problemIn(media.schema, body, this.text, `${this.#base}/${name}/${status}/${type}`)
  }
}

const compiled = new Map<string, ReturnType<typeof validate>>()

/** What is wrong with a value, by a schema of a document; references lead into its components. */
async function problemIn(schema: Json, value: unknown, document: Json, id: string): Promise<string | undefined> {
  let check = compiled.get(id)
  if (!check) {
    registerSchema({ ...schema, components: document.components } as never, id, DIALECT)
    check = validate(id)
    compiled.set(id, check)
    await check
    unregisterSchema(id)
  }
  const output = (await check)(value as never, 'BASIC')
  if (output.valid) return undefined
  const errors = (output.errors ?? []).map(({ keyword, instanceLocation }) => `${instanceLocation} ${keyword}`)
  return `not as described: ${errors.slice(0, 5).join('; ')}`
}
