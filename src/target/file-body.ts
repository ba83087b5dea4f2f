import type { Body } from '../schema/index.ts'
import { compileText, type Rendering } from './template.ts'

export interface CompiledBody {
  readonly contentType: string
  readonly render: Rendering
}

type FileBody = NonNullable<Body['file']>

/** Bigger files than this are not made up. */
const MOST_BYTES = 50_000_000
const LINE = 'SYNTHETIC - made up for a rehearsal, no real paper\n'
/** Occurs in no file that is made up. */
const BOUNDARY = 'dientap-part-7c1f0d'

/**
 * A file that is made up for an upload: of its own for each dossier and name, as systems know a file again by its
 * content. ASCII alone, so that its length in characters is its size.
 */
export function compileFile(file: FileBody, contentType: string | undefined): CompiledBody {
  const { field, fields = {} } = file
  const name = compileText(file.name)
  const size = compileText(String(file.sizeBytes))
  const owner = compileText('{about}')
  const content: Rendering = (filling) =>
    contentOf(`${ascii(owner(filling))} ${ascii(name(filling))}\n`, bytesOf(size(filling)))
  if (field === undefined) return { contentType: contentType ?? 'application/octet-stream', render: content }
  const others = Object.entries(fields).map(([key, text]) => [key, compileText(text)] as const)
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    render: (filling) => {
      const parts = others.map(([key, render]) => `form-data; name="${key}"\r\n\r\n${render(filling)}`)
      const type = contentType ?? 'application/octet-stream'
      const fileName = name(filling).replace(/["\r\n\\]/g, '_')
      const about = `form-data; name="${field}"; filename="${fileName}"\r\ncontent-type: ${type}`
      const all = [...parts, `${about}\r\n\r\n${content(filling)}`]
      return `${all.map((part) => `--${BOUNDARY}\r\ncontent-disposition: ${part}\r\n`).join('')}--${BOUNDARY}--\r\n`
    },
  }
}

function bytesOf(text: string): number {
  const bytes = Math.floor(Number(text))
  return Number.isFinite(bytes) ? Math.min(MOST_BYTES, Math.max(1, bytes)) : 1
}

function contentOf(head: string, bytes: number): string {
  return (head + LINE.repeat(Math.ceil(Math.max(0, bytes - head.length) / LINE.length))).slice(0, bytes)
}

function ascii(text: string): string {
  return encodeURIComponent(text)
}
