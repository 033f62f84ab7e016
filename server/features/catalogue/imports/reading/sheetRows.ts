import type { Cell, TakeRow } from './cell'
import { FileFault } from './fileFault'
import { numberCell } from './numberCell'
import type { Workbook } from './workbook'
import { readXml, type Tag, unescaped } from './xml'

const mostBytes = 320 * 1_048_576
/** The template has 23 columns. */
export const mostColumns = 64
const mostMerged = 1_000
const longestCell = 32_767

/** What a sheet has beside its cells. */
export interface SheetRead {
  /** Areas of merged cells. */
  merged: string[]
  /** Rows with something in them that the spreadsheet does not show. */
  hiddenRows: number[]
  /** Columns that it does not show, from 1. */
  hiddenColumns: number[]
}

/** Reads the sheet from top to bottom. @throws FileFault */
export async function readSheet(workbook: Workbook, take: TakeRow): Promise<SheetRead> {
  const reading = new SheetReading(workbook, take)
  await readXml(await workbook.archive.open(workbook.sheet, mostBytes), reading)
  const { merged, hiddenRows, hiddenColumns } = reading
  return { merged, hiddenRows, hiddenColumns }
}

const mostHiddenTold = 5_000

class SheetReading implements SheetRead {
  readonly merged: string[] = []
  readonly hiddenRows: number[] = []
  readonly hiddenColumns: number[] = []
  private isHidden = false
  private row = 0
  private column = 0
  private cells: Cell[] = []
  private cell: Tag['attributes'] = {}
  private part: 'v' | 'f' | 't' | null = null
  private value = ''
  private inline = ''
  private formula: string | null = null
  private aloud = 0

  constructor(
    private readonly workbook: Workbook,
    private readonly take: TakeRow,
  ) {}

  open({ name, attributes }: Tag): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v') this.part = 'v'
    else if (name === 't') this.part = this.aloud === 0 ? 't' : null
    else if (name === 'f') {
      this.part = 'f'
      this.formula = ''
    } else if (name === 'row') this.openRow(attributes)
    else if (name === 'rPh') this.aloud++
    else if (name === 'col') this.openColumns(attributes)
    else if (name === 'mergeCell' && this.merged.length < mostMerged) this.merged.push(attributes.ref ?? '')
  }

  text(text: string): void {
    if (this.part === 'v') this.value += text
    else if (this.part === 't') this.inline += text
    else if (this.part === 'f') this.formula += text
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.part = null
    else if (name === 'c') this.closeCell()
    else if (name === 'rPh') this.aloud--
    else if (name === 'row' && this.cells.length > 0) this.closeRow()
  }

  private openColumns({ min, max, hidden, width }: Tag['attributes']): void {
    if (!isTrue(hidden) && width !== '0') return
    for (let at = Number(min); at <= Math.min(Number(max), mostColumns); at++) this.hiddenColumns.push(at)
  }

  private closeRow(): void {
    if (this.isHidden && this.hiddenRows.length < mostHiddenTold) this.hiddenRows.push(this.row)
    this.take(this.row, this.cells)
  }

  private openRow({ r, hidden, ht }: Tag['attributes']): void {
    const row = r === undefined ? this.row + 1 : Number(r)
    if (!(row > this.row && row <= 1_048_576)) throw new FileFault('xml_broken')
    this.row = row
    this.isHidden = isTrue(hidden) || ht === '0'
    this.column = 0
    this.cells = []
  }

  private openCell(attributes: Tag['attributes']): void {
    const column = attributes.r === undefined ? this.column + 1 : columnNumber(attributes.r)
    if (!(column > this.column)) throw new FileFault('xml_broken')
    this.column = column
    this.cell = attributes
    this.value = ''
    this.inline = ''
    this.formula = null
  }

  private closeCell(): void {
    const cell = this.cellRead()
    if (cell === '') return
    if (this.column > mostColumns) throw new FileFault('too_many_columns', this.column)
    while (this.cells.length < this.column - 1) this.cells.push('')
    this.cells.push(cell)
  }

  private cellRead(): Cell {
    const { t: type = 'n', s: style } = this.cell
    if (this.formula !== null) {
      const text = `=${this.formula}`
      return { text, wrong: { code: 'cell_formula', found: text } }
    }
    if (type === 's') return this.workbook.strings[Number(this.value)] ?? ''
    if (type === 'inlineStr') return this.withinLength(unescaped(this.inline))
    if (type === 'e') return { text: this.value, wrong: { code: 'cell_error', found: this.value } }
    if (type === 'b') return { text: this.value === '1' ? 'TRUE' : 'FALSE', notText: true }
    if (type === 'd') return { text: isoText(this.withinLength(this.value)), notText: true }
    if (type !== 'n') return this.withinLength(unescaped(this.value))
    const { formats, since1904 } = this.workbook
    return this.value === '' ? '' : numberCell(this.value, { format: formats[Number(style ?? 0)], since1904 })
  }

  private withinLength(text: string): string {
    if (text.length > longestCell) throw new FileFault('cell_too_long')
    return text
  }
}

/** `2026-12-01T10:00:00.000Z` as files say a time; such cells know no zone, whatever stands behind them. */
function isoText(text: string): string {
  return text.replace('T', ' ').replace(/(\.\d+)?Z?$/, '')
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true'
}

/** `B7` is in column 2. */
function columnNumber(reference: string): number {
  const [letters] = /^[A-Z]{1,3}/.exec(reference) ?? []
  if (letters === undefined) throw new FileFault('xml_broken')
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  if (column > 16_384) throw new FileFault('too_many_columns', column)
  return column
}
