import { deflateRawSync } from 'node:zlib'
import type { CatalogueProblemCode } from '../../server/features/catalogue/catalogueProblems'

/** A file that must not be taken, or not whole, and by which name. */
export interface Poison {
  name: string
  code: CatalogueProblemCode
  make(): Buffer
}

interface Part {
  name: string
  text: string | Buffer
  /** What the directory says of it where that is not the truth. */
  lie?: { size?: number; flag?: number; method?: number; offset?: number }
}

/** A zip file, put together by hand, so that every lie can be told. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, lie = {} } of parts) {
    const plain = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8')
    const packed = deflateRawSync(plain, { level: 9 })
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(lie.flag ?? 0x800, 6)
    local.writeUInt16LE(lie.method ?? 8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(lie.size ?? plain.length, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    local.copy(central, 8, 6, 30)
    central.writeUInt32LE(crc32(plain), 16)
    local.writeUInt32LE(crc32(plain), 14)
    central.writeUInt32LE(lie.offset ?? offset, 42)
    bodies.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}

const crcTable = Array.from({ length: 256 }, (_, at) => {
  let value = at
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export interface Sheets {
  sheet?: string | Buffer
  strings?: string | Buffer
  styles?: string
  workbook?: string
  rels?: string
  types?: string
  more?: Part[]
  lies?: Record<string, Part['lie']>
}

export const workbookOf = (names: readonly string[], properties = '') =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr ${properties}/><sheets>${names
    .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`

const relsOf = (sheets: number) =>
  `<Relationships>${Array.from({ length: sheets }, (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`

/** The least that is a workbook, with whatever is to be wrong with it. */
export function book({ lies = {}, more = [], ...parts }: Sheets): Buffer {
  const all: Part[] = [
    { name: '[Content_Types].xml', text: parts.types ?? types },
    { name: 'xl/workbook.xml', text: parts.workbook ?? workbookOf(['权益']) },
    { name: 'xl/_rels/workbook.xml.rels', text: parts.rels ?? relsOf(1) },
    { name: 'xl/worksheets/sheet1.xml', text: parts.sheet ?? sheetOf([heads, good]) },
  ]
  if (parts.strings !== undefined) all.push({ name: 'xl/sharedStrings.xml', text: parts.strings })
  if (parts.styles !== undefined) all.push({ name: 'xl/styles.xml', text: parts.styles })
  return zip([...all, ...more].map((part) => ({ ...part, lie: part.lie ?? lies[part.name] })))
}

export const heads = [
  'benefit_id',
  'title',
  'category',
  'tier',
  'points',
  'stock',
  'starts_at',
  'ends_at',
  'limit_per_person',
  'valid_days',
  'description',
  'steps',
]
export const good = ['OK-1', '好', 'video', 'basic', '1', '0', '2026-01-01', '2035-01-01', '1', '1', '说明', '步骤']

export const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
export const rowOf = (cells: readonly string[]) => `<row>${cells.map(inline).join('')}</row>`
export const sheetOf = (rows: readonly (readonly string[])[], tail = '') => sheetXml(rows.map(rowOf).join(''), tail)
export const sheetXml = (rows: string, tail = '') =>
  `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${tail}</worksheet>`

/** The good row with one cell put as XML in place of the one there. */
export const withCell = (at: number, xml: string) =>
  sheetXml(`${rowOf(heads)}<row>${good.map((text, place) => (place === at ? xml : inline(text))).join('')}</row>`)

export const csvText = (...rows: (readonly string[])[]) =>
  Buffer.from([heads, ...rows].map((row) => row.join(',')).join('\n'))
export const changed = (at: number, text: string) => good.map((cell, place) => (place === at ? text : cell))
