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
    const isGood = XMLValidator.validate(text) === true && holdsOnlyKnownReferences(text)
    return isGood ? (parser.parse(text) as unknown) : undefined
  } catch {
    return undefined
  }
}

/** Where a & is none of a reference. Only in what is well-formed, as each of these looks for its end. */
const LITERAL = /<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>/gs
const REFERENCE = /&(?:(?:amp|lt|gt|quot|apos);|#([0-9]{1,7});|#x([0-9A-Fa-f]{1,6});)?/g

/**
 * Whether each & begins one of XML's five entities, or the number of a character that XML allows. The validator does not
 * look, and whoever gets the document handed on could not read it.
 */
function holdsOnlyKnownReferences(text: string): boolean {
  return [...text.replace(LITERAL, '').matchAll(REFERENCE)].every(([reference, decimal, hex]) => {
    if (reference === '&') return false
    if (decimal === undefined && hex === undefined) return true
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false
    return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff)
  })
}

/** Writes a document; keys are the names of elements with their prefix, "@_name" is an attribute. */
export function writeXml(document: Readonly<Record<string, unknown>>): string {
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, ...document }) as string
}
