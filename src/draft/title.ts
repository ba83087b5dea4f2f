import { loadCatalogue, type UnitRow } from '../scenario/index.ts'
import { bareName, plain } from './find-units.ts'
import { dateWords, type Text } from './text.ts'

const kindEn: Readonly<Record<UnitRow['type'], string>> = { xã: 'commune', phường: 'ward', 'đặc khu': 'special zone' }

/** "Phường Rạch Giá, Tỉnh An Giang, từ 01/07/2026 đến 31/07/2026"; of several units the first, and how many more. */
export function titleOf(codes: readonly string[], from: string, to: string): Text {
  const [first] = codes.map((code) => loadCatalogue().units.get(code))
  const more = codes.length - 1
  const nameVi = first?.name ?? ''
  const nameEn = first ? `${bareName(first)} ${kindEn[first.type]}` : ''
  const [start, end] = [dateWords(from), dateWords(to)]
  const [ofVi, ofEn] =
    more === 0
      ? [first?.province ?? '', provinceEn(first?.province ?? '')]
      : [`và ${more} đơn vị khác`, `and ${more} more unit${more === 1 ? '' : 's'}`]
  const sep = more === 0 ? ', ' : ' '
  return {
    vi:
      from === to ? `${nameVi}${sep}${ofVi}, ngày ${start.vi}` : `${nameVi}${sep}${ofVi}, từ ${start.vi} đến ${end.vi}`,
    en: from === to ? `${nameEn}${sep}${ofEn}, ${start.en}` : `${nameEn}${sep}${ofEn}, ${start.en} to ${end.en}`,
  }
}

function provinceEn(province: string): string {
  return province.replace(/^Tỉnh (.*)$/, '$1 province').replace(/^Thành phố (.*)$/, '$1 city')
}

/** A text as a name of a scenario: a-z, 0-9 and hyphens, at most 80; undefined where nothing is left. */
export function slugOf(text: string): string | undefined {
  const slug = plain(text).replaceAll(' ', '-').slice(0, 80).replace(/-+$/, '')
  return slug === '' ? undefined : slug
}

/** The name that a new file has without --out: rach-gia-2026-07-01. */
export function fileNameFor(code: string, from: string): string {
  const unit = loadCatalogue().units.get(code)
  return `${slugOf(unit ? bareName(unit) : code)}-${from}`
}
