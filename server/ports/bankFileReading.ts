import type { BankEvent } from '../../shared/contract/spend'
import { type BusinessDay, isBusinessDay } from '../../shared/values/businessDay'
import { type BankFileProblem, type BankFileProblemCode, bankFileProblem } from './bankFileProblems'
import { bankFileColumns, problemsOfFields, rowOf, signedFen } from './bankFileRow'

export type BankFile = {
  ok: true
  programmeId: string
  day: BusinessDay
  rows: BankEvent[]
  /** Purchases minus refunds and reversals. */
  sumFen: number
}
export type BankFileRefused = { ok: false; problems: BankFileProblem[] }

/** More than anybody will read; a file of garbage must not become a list as long as the file. */
const problemLimit = 10_000

/** Takes the lines of a daily file one after the other and ends with the file or with all its problems. */
export class BankFileReading {
  private readonly problems: BankFileProblem[] = []
  private expects: 'header' | 'columns' | 'details' | 'nothing' = 'header'
  private programmeId = ''
  private day: BusinessDay | undefined
  private readonly rows: BankEvent[] = []
  private sumFen = 0
  private detailLines = 0
  private readonly rowOfId = new Map<string, number>()
  private control: { row: number; count: number; sumFen: number } | undefined
  private lastRow = 1

  /** @param fields undefined when the line cannot be read at all */
  take(row: number, fields: string[] | undefined): void {
    this.lastRow = row
    const mark = fields?.[0]
    this.noticeMissing(row, mark)
    if (!fields) this.unreadable(row)
    else if (this.expects === 'nothing') this.note({ row, column: '', code: 'after_control' })
    else if (mark === 'H' && this.expects === 'header') this.header(row, fields)
    else if (mark === 'C' && this.expects === 'columns') this.columns(row, fields)
    else if (mark === 'D' && this.expects === 'details') this.detail(row, fields.slice(1))
    else if (mark === 'T' && this.expects === 'details') this.controlRecord(row, fields)
    else this.note({ row, column: '', code: 'line_unknown' }, String(mark).slice(0, 8))
  }

  end(): BankFile | BankFileRefused {
    this.noticeMissing(this.lastRow, undefined)
    if (this.expects !== 'nothing') this.note({ row: this.lastRow, column: '', code: 'control_missing' })
    this.compareWithControl()
    if (this.problems.length > 0 || !this.day) return { ok: false, problems: this.problems }
    return { ok: true, programmeId: this.programmeId, day: this.day, rows: this.rows, sumFen: this.sumFen }
  }

  private noticeMissing(row: number, mark: string | undefined): void {
    if (this.expects === 'header' && mark !== 'H') {
      this.note({ row, column: '', code: 'header_missing' })
      this.expects = 'columns'
    }
    if (this.expects === 'columns' && mark !== 'C') {
      this.note({ row, column: '', code: 'columns_missing' })
      this.expects = 'details'
    }
  }

  /** Counted all the same, so that the control record is not blamed for it. */
  private unreadable(row: number): void {
    this.detailLines += 1
    this.note({ row, column: '', code: 'csv' })
  }

  private header(row: number, fields: string[]): void {
    this.expects = 'columns'
    const [, format, version, programmeId = '', day = ''] = fields
    if (fields.length !== 5 || format !== 'kaquan-daily' || version !== '1') {
      this.note({ row, column: '', code: 'header_invalid' })
      return
    }
    this.programmeId = programmeId
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(programmeId)) {
      this.note({ row, column: 'programme_id', code: 'programme_invalid' })
    }
    if (isBusinessDay(day)) this.day = day
    else this.note({ row, column: 'business_day', code: 'day_invalid' })
  }

  private columns(row: number, fields: string[]): void {
    this.expects = 'details'
    if (fields.slice(1).join(',') !== bankFileColumns.join(',')) this.note({ row, column: '', code: 'columns_differ' })
  }

  private detail(row: number, values: string[]): void {
    this.detailLines += 1
    if (values.length !== bankFileColumns.length) {
      this.note({ row, column: '', code: 'column_count' }, `${values.length + 1} ≠ ${bankFileColumns.length + 1}`)
      return
    }
    const problems = problemsOfFields(values)
    for (const { column, code, found } of problems) this.note({ row, column, code }, found)
    const repeated = values[0] !== '' && this.isRepeated(row, values[0] ?? '')
    if (problems.length > 0 || repeated) return
    const fact = rowOf(values, this.programmeId)
    if (this.day && fact.posted_on !== this.day) {
      this.note({ row, column: 'posted_on', code: 'posted_on_differs' }, fact.posted_on)
    }
    this.rows.push(fact)
    this.sumFen += signedFen(fact)
  }

  private isRepeated(row: number, transactionId: string): boolean {
    const first = this.rowOfId.get(transactionId)
    if (first === undefined) this.rowOfId.set(transactionId, row)
    else this.note({ row, column: 'transaction_id', code: 'transaction_repeated' }, String(first))
    return first !== undefined
  }

  private controlRecord(row: number, fields: string[]): void {
    this.expects = 'nothing'
    const [, count = '', sum = ''] = fields
    if (fields.length === 3 && /^\d{1,9}$/.test(count) && /^-?\d{1,15}$/.test(sum)) {
      this.control = { row, count: Number(count), sumFen: Number(sum) }
    } else {
      this.note({ row, column: '', code: 'control_invalid' })
    }
  }

  /** The sums are compared only when every row could be added up; otherwise a bad row would be told twice. */
  private compareWithControl(): void {
    if (!this.control) return
    const { row, count, sumFen } = this.control
    if (count !== this.detailLines) {
      this.note({ row, column: 'count', code: 'count_differs' }, `${count} ≠ ${this.detailLines}`)
    }
    if (this.rows.length === this.detailLines && sumFen !== this.sumFen) {
      this.note({ row, column: 'sum', code: 'sum_differs' }, `${sumFen} ≠ ${this.sumFen}`)
    }
  }

  private note(place: { row: number; column: string; code: BankFileProblemCode }, found?: string): void {
    if (this.problems.length < problemLimit) this.problems.push(bankFileProblem(place, found))
    else if (this.problems.length === problemLimit) {
      this.problems.push(bankFileProblem({ row: place.row, column: '', code: 'too_many_problems' }))
    }
  }
}
