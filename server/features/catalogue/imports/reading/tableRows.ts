import type { CatalogueProblems } from '../../catalogueProblems'
import { cellsAt, placesOf, type TableRow, type TableShape } from '../../csvTable'
import { type Cell, textOf } from './cell'
import { FileFault } from './fileFault'

export interface ReadRow<Column extends string> extends TableRow<Column> {
  /** How many cells there are, and how many column names. */
  count: string
  /** What is wrong with single cells already; nothing else is to be said of them. */
  wrong: ReadonlyMap<Column, NonNullable<Exclude<Cell, string>['wrong']>>
}

export interface ImportShape<Column extends string> extends TableShape<Column> {
  /** Columns that hold a day or a moment. */
  moments: ReadonlySet<string>
  /** Columns whose cells have to be text, since a spreadsheet changes what it takes for anything else. */
  texts?: ReadonlySet<string>
  /** What the sheet is called in the template. */
  sheetNames: readonly string[]
}

/** Puts the cells of rows under their columns; the first row names them. */
export class TableRows<Column extends string> {
  /** The names of the columns as the file has them. */
  head: readonly string[] = []
  private places: [Column, number][] | null = null

  constructor(
    private readonly shape: ImportShape<Column>,
    private readonly problems: CatalogueProblems,
    private readonly take: (row: ReadRow<Column>) => void,
  ) {}

  /** @throws FileFault when the first row does not name the columns: what is wrong with it is noted. */
  row(row: number, cells: readonly Cell[]): void {
    if (!this.places) {
      this.readHead(cells)
      return
    }
    const texts = this.head.map((_, at) => textOf(cells[at]))
    const wrong = new Map<Column, NonNullable<Exclude<Cell, string>['wrong']>>()
    for (const [column, at] of this.places) {
      const cell = cells[at]
      if (typeof cell !== 'object') continue
      if (cell.moment !== undefined && this.shape.moments.has(column)) texts[at] = cell.moment
      if (cell.notText && this.shape.texts?.has(column)) wrong.set(column, { code: 'code_not_text', found: '' })
      if (cell.wrong) wrong.set(column, cell.wrong)
    }
    const extra = cells.slice(this.head.length).some((cell) => textOf(cell).trim() !== '')
    const count = `${cells.length} ≠ ${this.head.length}`
    this.take({ row, cells: cellsAt(this.places, texts.map(withoutGuard), this.shape), whole: !extra, count, wrong })
  }

  end(): void {
    if (!this.places) throw new FileFault('empty')
  }

  private readHead(cells: readonly Cell[]): void {
    const head = cells.map((cell) => textOf(cell).trim())
    while (head.at(-1) === '') head.pop()
    this.head = head
    this.places = placesOf(head, this.shape, this.problems)
    if (!this.places) throw new HeadUnusable()
  }
}

/** The first row names other columns than it should; each is noted. */
export class HeadUnusable extends Error {}

/** The apostrophe that a file of ours puts before what would run as a formula. */
function withoutGuard(text: string): string {
  return /^'\s*[=+\-@＝＋－＠\t\r]/.test(text) ? text.slice(1) : text
}
