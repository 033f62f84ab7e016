import type { BankEvent } from '../../../../shared/contract/spend'
import { DetailLines } from '../../../ports/bankFileDetail'
import type { LinePlace } from '../../../ports/bankFileLine'
import type { BankFileHeader } from '../../../ports/bankFileOrdinaryRow'
import { hashOfCard, partitionOfCard, partitionsOf, sliceOf } from './partition.rules'
import { PartitionSpool } from './partitionSpool'

/** A row of a file and the number of its line. */
export type StagedRow = { row: BankEvent; line: number }

/** Before the line itself: the hash of the card, the number of the line, the bytes of the line. */
const headBytes = 12
const blockBytes = 65_536

/** The lines of a file's sound rows as they are, kept by card, to be read again slice by slice. */
export class RowSpool {
  private readonly spool: PartitionSpool

  constructor(folder: string) {
    this.spool = new PartitionSpool({ folder, name: 'rows' }, blockBytes)
  }

  add(cardToken: string, { number, bytes, start, end }: LinePlace): void {
    const hash = hashOfCard(cardToken)
    const partition = this.spool.partition(partitionOfCard(hash))
    const at = partition.reserve(headBytes + end - start)
    partition.block.writeUInt32LE(hash, at)
    partition.block.writeUInt32LE(number, at + 4)
    partition.block.writeUInt32LE(end - start, at + 8)
    bytes.copy(partition.block, at + headBytes, start, end)
  }

  /** The rows of one slice; those of one card are all in it, in the order of the file. */
  async slice({ slice, slices }: { slice: number; slices: number }, header: BankFileHeader): Promise<StagedRow[]> {
    const rows: StagedRow[] = []
    const { first, last } = partitionsOf(slice, slices)
    for (let partition = first; partition <= last; partition++) {
      for await (const block of this.spool.blocks(partition)) {
        const lines = new DetailLines(block, header)
        for (let at = 0; at < block.length; ) {
          const bytes = at + headBytes > block.length ? 0 : block.readUInt32LE(at + 8)
          // What is left of a block is filled with zeros.
          if (bytes === 0) break
          const start = at + headBytes
          at = start + bytes
          if (sliceOf(block.readUInt32LE(start - 12), slices) !== slice) continue
          rows.push({ row: lines.row({ start, end: at }), line: block.readUInt32LE(start - 8) })
        }
      }
    }
    return rows
  }

  get bytesInMemory(): number {
    return this.spool.bytesInMemory
  }

  clear(): void {
    this.spool.clear()
  }
}
