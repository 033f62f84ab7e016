import type { BankEvent } from '../../shared/contract/spend'
import { fieldsAt } from './bankFileLine'
import { type BankFileHeader, OrdinaryRows } from './bankFileOrdinaryRow'
import { rowOf } from './bankFileRow'

/** Reads detail lines again that were shown as sound ones when the file was read. */
export class DetailLines {
  private readonly ordinary: OrdinaryRows

  constructor(
    private readonly bytes: Buffer,
    private readonly header: BankFileHeader,
  ) {
    this.ordinary = new OrdinaryRows(bytes, header)
  }

  row({ start, end }: { start: number; end: number }): BankEvent {
    const ordinary = this.ordinary.read(start)
    if (ordinary) return ordinary
    const fields = fieldsAt({ number: 0, bytes: this.bytes, start, end })
    if (!fields) throw new Error('a detail line that was sound cannot be read again')
    return rowOf(fields.slice(1), this.header.programmeId)
  }
}
