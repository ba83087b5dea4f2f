import type { Body } from '../schema/index.ts'
import { type CompiledBody, compileFile } from './file-body.ts'
import { compileJson, escapeXml, type Part, plain, rendering, split } from './template.ts'

/** Compiles a body, of whichever kind it is. */
export function compileBody(body: Body): CompiledBody {
  if (body.form !== undefined) {
    const parts = Object.entries(body.form).flatMap(([name, text], index): Part[] => [
      `${index > 0 ? '&' : ''}${encodeURIComponent(name)}=`,
      ...split(text, (value) => encodeURIComponent(plain(value)), encodeURIComponent),
    ])
    return { contentType: body.contentType ?? 'application/x-www-form-urlencoded', render: rendering(parts) }
  }
  if (body.xml !== undefined) {
    const render = rendering(split(body.xml, (value) => escapeXml(plain(value))))
    return { contentType: body.contentType ?? 'application/xml; charset=utf-8', render }
  }
  if (body.file !== undefined) return compileFile(body.file, body.contentType)
  return { contentType: body.contentType ?? 'application/json', render: compileJson(body.json) }
}
