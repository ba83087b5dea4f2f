/** XML from outside, read without its dangers, and XML of our own. */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser'

const DEEPEST = 40
/** Elements that may occur several times: always read as lists. */
const LISTS: ReadonlySet<string> = new Set(['To', 'Place', 'TraceHeader', 'Reference', 'Attachment'])

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // What looks like a number may be a code with a zero before it.
  parseTagValue: false,
  trimValues: true,
  // The five of XML and numbered characters; a document type, which could declare more, is refused before.
  htmlEntities: true,
  maxNestedTags: DEEPEST,
  isArray: (name) => LISTS.has(name),
})
const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: false })

/** Characters that no XML document may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Reads a document into plain objects: local names of elements → text, object or list. Attributes are left out.
 * @returns undefined for what is not well-formed, or has a document type: nothing of ours has one, and entities declared
 *   there may grow or reach out
 */
export function readXml(text: string): unknown {
  if (forbidden.test(text) || /<!(DOCTYPE|ENTITY)/i.test(text)) return undefined
  try {
    return XMLValidator.validate(text) === true ? (parser.parse(text) as unknown) : undefined
  } catch {
    return undefined
  }
}

/** Writes a document; keys are the names of elements with their prefix, "@_name" is an attribute. */
export function writeXml(document: Readonly<Record<string, unknown>>): string {
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, ...document }) as string
}
