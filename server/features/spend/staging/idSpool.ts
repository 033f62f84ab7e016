import { problemLimit } from '../../../ports/bankFileProblems'
import { hashOfId, partitionCount, partitionOfId } from './partition.rules'
import { PartitionSpool } from './partitionSpool'

/** A line whose transaction id has the same hash as that of an earlier line, the first with this hash. */
export type SuspectedLine = { line: number; first: number }

/** Two numbers of eight bytes: the hash of the id, and the line. */
const recordBytes = 16
const blockBytes = 16_384
/** Nobody is told about more repeated lines than this. */
const suspectLimit = problemLimit + 1

/** The transaction ids of a file as hashes, so that repeated ones are found without a memory of all of them. */
export class IdSpool {
  private readonly spool: PartitionSpool

  constructor(
    folder: string,
    private readonly hashOf = hashOfId,
  ) {
    this.spool = new PartitionSpool({ folder, name: 'ids' }, blockBytes)
  }

  add(transactionId: string, line: number): void {
    const hash = this.hashOf(transactionId)
    const partition = this.spool.partition(partitionOfId(hash))
    const at = partition.reserve(recordBytes)
    partition.block.writeDoubleLE(hash, at)
    partition.block.writeDoubleLE(line, at + 8)
  }

  /** The first suspected lines of the file, in their order. */
  async suspects(): Promise<SuspectedLine[]> {
    let suspects: SuspectedLine[] = []
    for (let partition = 0; partition < partitionCount; partition++) {
      suspects.push(...suspectsAmong(await this.records(partition)))
      if (suspects.length > suspectLimit) suspects = inOrder(suspects).slice(0, suspectLimit)
    }
    return inOrder(suspects)
  }

  get bytesInMemory(): number {
    return this.spool.bytesInMemory
  }

  clear(): void {
    this.spool.clear()
  }

  /** Hash and line in turn. */
  private async records(partition: number): Promise<Float64Array> {
    const blocks: Buffer[] = []
    for await (const block of this.spool.blocks(partition)) blocks.push(Buffer.from(block))
    const bytes = Uint8Array.from(Buffer.concat(blocks))
    return new Float64Array(bytes.buffer)
  }
}

function suspectsAmong(records: Float64Array): SuspectedLine[] {
  const firstOf = sharedHashes(records)
  if (firstOf.size === 0) return []
  const suspects: SuspectedLine[] = []
  for (let at = 0; at < records.length; at += 2) {
    const [hash, line] = [records[at] as number, records[at + 1] as number]
    const first = firstOf.get(hash)
    if (first === undefined) continue
    if (first === 0) firstOf.set(hash, line)
    else suspects.push({ line, first })
  }
  return suspects
}

/** The hashes that occur more than once, each with 0. */
function sharedHashes(records: Float64Array): Map<number, number> {
  const hashes = new Float64Array(records.length / 2)
  for (let place = 0; place < hashes.length; place++) hashes[place] = records[2 * place] as number
  hashes.sort()
  const shared = new Map<number, number>()
  for (let place = 1; place < hashes.length; place++) {
    if (hashes[place] === hashes[place - 1]) shared.set(hashes[place] as number, 0)
  }
  return shared
}

function inOrder(suspects: SuspectedLine[]): SuspectedLine[] {
  return suspects.sort((one, two) => one.line - two.line)
}
