import { type BankFileDecoder, type BankFileEncoding, bankFileDecoder } from './bankFileDecoder'
import { fieldsAt, LineBlocks, type LinePlace } from './bankFileLine'
import { OrdinaryRows } from './bankFileOrdinaryRow'
import { bankFileProblem } from './bankFileProblems'
import { BankFileReading, type BankFileRefused, type BankFileSummary, type RowTaker } from './bankFileReading'

const byteOrderMark = Buffer.from('\uFEFF')
const LF = 0x0a

/** One reading of a file from its first byte to its last, in one encoding; the pieces may end anywhere. */
export class BankFilePass {
  private readonly decoder: BankFileDecoder
  private readonly blocks = new LineBlocks()
  private readonly reading: BankFileReading
  private lines = 0

  constructor(
    private readonly encoding: BankFileEncoding,
    taker: RowTaker,
  ) {
    this.decoder = bankFileDecoder(encoding)
    this.reading = new BankFileReading(taker)
    taker.begin()
  }

  /** False when the bytes are not of this encoding: the pass is over. The bytes may be overwritten afterwards. */
  push(bytes: Uint8Array): boolean {
    const text = this.decoder.push(bytes)
    if (!text) return false
    this.read(this.blocks.push(text))
    return this.isAsNamed()
  }

  /** Undefined when the bytes are not of this encoding. */
  end(): BankFileSummary | BankFileRefused | undefined {
    const text = this.decoder.end()
    if (!text) return undefined
    this.read(this.blocks.push(text))
    this.read(this.blocks.end())
    return this.isAsNamed() ? this.reading.end() : undefined
  }

  private isAsNamed(): boolean {
    const { namedEncoding = this.encoding } = this.reading
    return namedEncoding === this.encoding
  }

  private read(bytes: Buffer | undefined): void {
    if (!bytes) return
    const place: LinePlace = { number: this.lines, bytes, start: 0, end: this.lines === 0 ? lengthOfMark(bytes) : 0 }
    let ordinary: OrdinaryRows | undefined
    while (place.end < bytes.length) {
      place.number += 1
      place.start = place.end
      const header = this.reading.detailHeader
      if (header && !ordinary) ordinary = new OrdinaryRows(bytes, header)
      const row = header && ordinary?.read(place.start)
      if (row && ordinary) {
        place.end = ordinary.end
        this.reading.takeRow(place, row)
      } else {
        this.readWithCare(place)
      }
    }
    this.lines = place.number
  }

  private readWithCare(place: LinePlace): void {
    place.end = place.bytes.indexOf(LF, place.start) + 1
    const fields = fieldsAt(place)
    if (fields?.length !== 0) this.reading.take(place, fields)
  }
}

export function inNoEncoding(): BankFileRefused {
  return { ok: false, problems: [bankFileProblem({ row: 1, column: '', code: 'encoding' })] }
}

function lengthOfMark(bytes: Buffer): number {
  return bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0
}
