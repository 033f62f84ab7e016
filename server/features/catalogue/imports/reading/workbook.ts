import { type Archive, openArchive } from './archive'
import { FileFault } from './fileFault'
import { type CellFormat, cellFormats } from './numberFormats'
import { ownText } from './ownText'
import { localName, readXml, unescaped } from './xml'

export interface Workbook {
  archive: Archive
  /** The name of the part that holds the first sheet that can be seen. */
  sheet: string
  /** Days are counted from 1904, as old Macs did. */
  since1904: boolean
  strings: string[]
  formats: readonly CellFormat[]
}

const mib = 1_048_576
const mostBytes = { small: 8 * mib, strings: 64 * mib }
const mostStrings = 3_000_000

/**
 * Opens a workbook and looks for the first sheet that can be seen.
 * @param names what the sheet that is wanted is called, where it is called anything
 * @throws FileFault
 */
export async function openWorkbook(bytes: Buffer, names: readonly string[]): Promise<Workbook> {
  const archive = await openArchive(bytes)
  await refuseOtherKinds(archive)
  const { sheets, since1904 } = await sheetsOf(archive)
  const parts = await relationsOf(archive)
  const hidden = sheets.find(({ name, isHidden }) => isHidden && names.includes(name.trim()))
  if (hidden) throw new FileFault('sheet_hidden', hidden.name)
  const seen = sheets.filter(({ isHidden }) => !isHidden)
  const first = seen.find(({ relation }) => parts.get(relation)?.type.endsWith('/worksheet'))
  if (!first) throw new FileFault('sheet_missing')
  const wanted = seen.find(({ name }) => names.includes(name.trim()))
  if (wanted && wanted !== first) throw new FileFault('sheet_not_first', wanted.name)
  const sheet = parts.get(first.relation)?.part ?? ''
  if (!archive.has(sheet)) throw new FileFault('zip_broken')
  return { archive, sheet, since1904, strings: await stringsOf(archive), formats: await cellFormats(archive) }
}

async function refuseOtherKinds(archive: Archive): Promise<void> {
  const names = archive.names()
  if (names.some((name) => /vbaProject|macrosheets\//i.test(name))) throw new FileFault('file_macros')
  if (archive.has('xl/workbook.bin')) throw new FileFault('file_binary_workbook')
  if (names.includes('EncryptedPackage')) throw new FileFault('file_encrypted')
  if (names.some((name) => /^(word|ppt)\/|^mimetype$|^content\.xml$/.test(name)))
    throw new FileFault('file_other_office')
  if (!archive.has('xl/workbook.xml'))
    throw new FileFault(archive.has('[Content_Types].xml') ? 'zip_broken' : 'file_kind')
  if (!archive.has('[Content_Types].xml')) return
  await readXml(await archive.open('[Content_Types].xml', mostBytes.small), {
    open({ attributes }) {
      if (/macroEnabled/i.test(attributes.ContentType ?? '')) throw new FileFault('file_macros')
    },
  })
}

async function sheetsOf(archive: Archive) {
  const sheets: { name: string; relation: string; isHidden: boolean }[] = []
  let since1904 = false
  await readXml(await archive.open('xl/workbook.xml', mostBytes.small), {
    open({ name, attributes }) {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id')?.[1]
      const isHidden = /hidden$/i.test(attributes.state ?? '')
      sheets.push({ name: attributes.name ?? '', relation: relation ?? '', isHidden })
    },
  })
  return { sheets, since1904 }
}

/** Where each part of the workbook lies, by the name of the relation to it. */
async function relationsOf(archive: Archive): Promise<Map<string, { part: string; type: string }>> {
  const relations = new Map<string, { part: string; type: string }>()
  await readXml(await archive.open('xl/_rels/workbook.xml.rels', mostBytes.small), {
    open({ name, attributes: { Id = '', Target = '', Type = '', TargetMode } }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      relations.set(Id, { part, type: Type })
    },
  })
  return relations
}

/** The texts that cells name by their number; the pieces of rich text are put together, how to read them aloud is left out. */
async function stringsOf(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  if (!archive.has('xl/sharedStrings.xml')) return strings
  let whole = ''
  let isText = false
  let aloud = 0
  await readXml(await archive.open('xl/sharedStrings.xml', mostBytes.strings), {
    open({ name }) {
      if (name === 'si') whole = ''
      else if (name === 'rPh') aloud++
      else isText = name === 't' && aloud === 0
    },
    text(text) {
      if (isText) whole += text
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') aloud--
      else if (name === 'si' && strings.push(cellText(unescaped(whole))) > mostStrings)
        throw new FileFault('zip_too_big', 'sharedStrings')
    },
  })
  return strings
}

function cellText(text: string): string {
  if (text.length > 32_767) throw new FileFault('cell_too_long')
  return ownText(text)
}
