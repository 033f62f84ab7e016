import type { Archive } from './archive'
import { readXml } from './xml'

/** How a cell shows its number, as far as it changes what the number says. */
export interface CellFormat {
  isDate: boolean
  /** A time of the day is shown: of a date, or by itself. */
  hasTime?: boolean
  isPercent?: true
  /** Filled up with zeros to this many digits; 0 for not. */
  digits: number
}

const plain: CellFormat = { isDate: false, digits: 0 }
const percent: CellFormat = { ...plain, isPercent: true }
const mostBytes = 16 * 1_048_576

/** Formats that have a number and no text, and show a date or a time. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

function builtIn(id: number): CellFormat {
  if (id === 9 || id === 10) return percent
  const hasTime = (id >= 18 && id <= 22) || (id >= 45 && id <= 47)
  return isBuiltInDate(id) ? { isDate: true, hasTime, digits: 0 } : plain
}

/** The formats by the number that cells name them with. */
export async function cellFormats(archive: Archive): Promise<CellFormat[]> {
  const formats: CellFormat[] = []
  if (!archive.has('xl/styles.xml')) return formats
  const own = new Map<number, CellFormat>()
  let isOfCells = false
  await readXml(await archive.open('xl/styles.xml', mostBytes), {
    open({ name, attributes }) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), formatOf(attributes.formatCode ?? ''))
      if (name === 'cellXfs') isOfCells = true
      if (name !== 'xf' || !isOfCells) return
      const id = Number(attributes.numFmtId ?? 0)
      formats.push(own.get(id) ?? builtIn(id))
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return formats
}

export function formatOf(code: string): CellFormat {
  const [positive = ''] = code.split(';')
  if (/^0{2,15}$/.test(positive)) return { isDate: false, digits: positive.length }
  const signs = positive.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')
  if (signs.includes('%')) return percent
  const isDate = !/general/i.test(signs) && /[ymdhs]/i.test(signs) && !/[#?0]\.?[#?0]*E/.test(signs)
  return { isDate, hasTime: isDate && /[hs]/i.test(signs), digits: 0 }
}
