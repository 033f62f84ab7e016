import type { BankEvent } from '../../shared/contract/spend'
import { type BusinessDay, isBusinessDay } from '../../shared/values/businessDay'
import { type BankFileEncoding, bankFileEncodings } from './bankFileDecoder'
import type { LinePlace } from './bankFileLine'
import type { BankFileHeader } from './bankFileOrdinaryRow'
import { type BankFileProblem, BankFileProblems } from './bankFileProblems'
import { bankFileColumns, isDayOfUse, problemsOfFields, rowOf, signedFen } from './bankFileRow'

export type BankFileSummary = {
  ok: true
  programmeId: string
  day: BusinessDay
  rows: number
  /** Purchases minus refunds and reversals. */
  sumFen: number
}
export type BankFileRefused = { ok: false; problems: BankFileProblem[] }

/** Who is shown the rows of a file, one after the other. They count only when the whole file is taken. */
export interface RowTaker {
  /** Before the first row. It comes again when the file turns out to be in the other encoding: the rows start again. */
  begin(): void
  row(row: BankEvent, place: LinePlace): void
  /** A detail line with problems, for who compares the transaction ids of all lines. */
  rowWithProblems(transactionId: string, line: number): void
  /** Whether a row is dated later than a fact may be: that is then a problem of the file. Without it, no row is. */
  isInFuture?: ((row: BankEvent) => boolean) | undefined
}

/** Takes the lines of a daily file one after the other and ends with the file or with all its problems. */
export class BankFileReading {
  private readonly problems = new BankFileProblems()
  private expects: 'header' | 'columns' | 'details' | 'nothing' = 'header'
  private programmeId = ''
  private day: BusinessDay | undefined
  private soundHeader: BankFileHeader | undefined
  /** What the header says the file is written in; undefined until then, and where it does not say. */
  namedEncoding: BankFileEncoding | undefined
  private rows = 0
  private sumFen = 0
  private detailLines = 0
  private control: { row: number; count: number; sumFen: number } | undefined
  private lastRow = 1

  constructor(private readonly taker: RowTaker) {}

  /** What ordinary detail lines go by, while they are expected. */
  get detailHeader(): BankFileHeader | undefined {
    return this.expects === 'details' ? this.soundHeader : undefined
  }

  /** A detail line of which is known that it has no problem. */
  takeRow(place: LinePlace, row: BankEvent): void {
    this.lastRow = place.number
    this.detailLines += 1
    this.accept(place, row)
  }

  /** @param fields undefined when the line cannot be read at all */
  take(place: LinePlace, fields: string[] | undefined): void {
    const row = place.number
    this.lastRow = row
    const mark = fields?.[0]
    this.noticeMissing(row, mark)
    if (!fields) this.unreadable(row)
    else if (this.expects === 'nothing') this.problems.note({ row, column: '', code: 'after_control' })
    else if (mark === 'H' && this.expects === 'header') this.header(row, fields)
    else if (mark === 'C' && this.expects === 'columns') this.columns(row, fields)
    else if (mark === 'D' && this.expects === 'details') this.detail(place, fields.slice(1))
    else if (mark === 'T' && this.expects === 'details') this.controlRecord(row, fields)
    else this.problems.note({ row, column: '', code: 'line_unknown' }, String(mark).slice(0, 8))
  }

  end(): BankFileSummary | BankFileRefused {
    this.noticeMissing(this.lastRow, undefined)
    if (this.expects !== 'nothing') this.problems.note({ row: this.lastRow, column: '', code: 'control_missing' })
    this.compareWithControl()
    if (this.problems.list.length > 0 || !this.day) return { ok: false, problems: this.problems.list }
    return { ok: true, programmeId: this.programmeId, day: this.day, rows: this.rows, sumFen: this.sumFen }
  }

  private noticeMissing(row: number, mark: string | undefined): void {
    if (this.expects === 'header' && mark !== 'H') {
      this.problems.note({ row, column: '', code: 'header_missing' })
      this.expects = 'columns'
    }
    if (this.expects === 'columns' && mark !== 'C') {
      this.problems.note({ row, column: '', code: 'columns_missing' })
      this.expects = 'details'
    }
  }

  /** Counted all the same, so that the control record is not blamed for it. */
  private unreadable(row: number): void {
    this.detailLines += 1
    this.problems.note({ row, column: '', code: 'csv' })
  }

  private header(row: number, fields: string[]): void {
    this.expects = 'columns'
    const [, format, version, programmeId = '', day = '', named] = fields
    this.namedEncoding = bankFileEncodings.find((encoding) => encoding === named)
    const isWhole = fields.length === (this.namedEncoding ? 6 : 5)
    if (!isWhole || format !== 'kaquan-daily' || version !== '1') {
      this.problems.note({ row, column: '', code: 'header_invalid' })
      return
    }
    this.programmeId = programmeId
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(programmeId)) {
      this.problems.note({ row, column: 'programme_id', code: 'programme_invalid' })
    }
    if (isBusinessDay(day)) this.day = day
    else this.problems.note({ row, column: 'business_day', code: 'day_invalid' })
    if (this.day && isDayOfUse(day)) this.soundHeader = { programmeId, day: this.day }
  }

  private columns(row: number, fields: string[]): void {
    this.expects = 'details'
    if (fields.slice(1).join(',') !== bankFileColumns.join(','))
      this.problems.note({ row, column: '', code: 'columns_differ' })
  }

  private detail(place: LinePlace, values: string[]): void {
    const row = place.number
    this.detailLines += 1
    if (values.length !== bankFileColumns.length) {
      const found = `${values.length + 1} ≠ ${bankFileColumns.length + 1}`
      this.problems.note({ row, column: '', code: 'column_count' }, found)
      return
    }
    const problems = problemsOfFields(values)
    for (const { column, code, found } of problems) this.problems.note({ row, column, code }, found)
    if (problems.length > 0) {
      if (values[0]) this.taker.rowWithProblems(values[0], row)
      return
    }
    const fact = rowOf(values, this.programmeId)
    if (this.day && fact.posted_on !== this.day) {
      this.problems.note({ row, column: 'posted_on', code: 'posted_on_differs' }, fact.posted_on)
    }
    this.accept(place, fact)
  }

  private accept(place: LinePlace, row: BankEvent): void {
    this.rows += 1
    this.sumFen += signedFen(row)
    if (this.taker.isInFuture?.(row)) {
      const { number } = place
      this.problems.note({ row: number, column: 'occurred_at', code: 'occurred_at_in_future' }, row.occurred_at)
    }
    this.taker.row(row, place)
  }

  private controlRecord(row: number, fields: string[]): void {
    this.expects = 'nothing'
    const [, count = '', sum = ''] = fields
    if (fields.length === 3 && /^\d{1,9}$/.test(count) && /^-?\d{1,15}$/.test(sum)) {
      this.control = { row, count: Number(count), sumFen: Number(sum) }
    } else {
      this.problems.note({ row, column: '', code: 'control_invalid' })
    }
  }

  /** The sums are compared only when every row could be added up; otherwise a bad row would be told twice. */
  private compareWithControl(): void {
    if (!this.control) return
    const { row, count, sumFen } = this.control
    if (count !== this.detailLines) {
      this.problems.note({ row, column: 'count', code: 'count_differs' }, `${count} ≠ ${this.detailLines}`)
    }
    if (this.rows === this.detailLines && sumFen !== this.sumFen) {
      this.problems.note({ row, column: 'sum', code: 'sum_differs' }, `${sumFen} ≠ ${this.sumFen}`)
    }
  }
}
