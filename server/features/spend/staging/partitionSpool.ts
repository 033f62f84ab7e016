import { appendFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { partitionCount } from './partition.rules'

/**
 * Records in partitions, each in a file of its own, written in blocks that hold whole records. The last block of a
 * partition stays in memory: that is the bound of what the spool holds there, and a small file never reaches the disk.
 */
export class PartitionSpool {
  private partitions: (Partition | undefined)[] = []

  /** @param name what the partitions' files are called after, in this folder */
  constructor(
    private readonly place: { folder: string; name: string },
    readonly blockBytes: number,
  ) {}

  /** A partition to write records to. */
  partition(index: number): Partition {
    const known = this.partitions[index]
    if (known) return known
    const made = new Partition(this.fileOf(index), this.blockBytes)
    this.partitions[index] = made
    return made
  }

  /** Block by block, in the order of writing; a block is overwritten when the next one is asked for. */
  async *blocks(index: number): AsyncGenerator<Buffer> {
    const partition = this.partitions[index]
    if (!partition) return
    if (partition.writtenBlocks > 0) yield* this.writtenBlocks(partition)
    yield partition.block.subarray(0, partition.used)
  }

  get bytesInMemory(): number {
    return this.partitions.reduce((sum, partition) => sum + (partition?.block.length ?? 0), 0)
  }

  clear(): void {
    for (const partition of this.partitions) if (partition?.writtenBlocks) rmSync(partition.file, { force: true })
    this.partitions = []
  }

  private async *writtenBlocks({ file, writtenBlocks }: Partition): AsyncGenerator<Buffer> {
    const handle = await open(file)
    try {
      const block = Buffer.allocUnsafeSlow(this.blockBytes)
      for (let count = 0; count < writtenBlocks; count++) {
        const { bytesRead } = await handle.read(block, 0, block.length, count * block.length)
        if (bytesRead !== block.length) throw new Error(`${file} is shorter than it was written`)
        yield block
      }
    } finally {
      await handle.close()
    }
  }

  private fileOf(index: number): string {
    if (index >= partitionCount) throw new RangeError(`there is no partition ${index}`)
    return join(this.place.folder, `${this.place.name}-${index}`)
  }
}

class Partition {
  readonly block: Buffer
  used = 0
  writtenBlocks = 0

  constructor(
    readonly file: string,
    blockBytes: number,
  ) {
    this.block = Buffer.allocUnsafeSlow(blockBytes)
  }

  /** The place in `block` where a record of this length is to be written now. */
  reserve(bytes: number): number {
    if (this.used + bytes > this.block.length) this.write()
    const at = this.used
    this.used += bytes
    return at
  }

  /** Waits for the disk, so that no more than one block is ever on its way to it. */
  private write(): void {
    this.block.fill(0, this.used)
    appendFileSync(this.file, this.block, { mode: 0o600 })
    this.writtenBlocks += 1
    this.used = 0
  }
}
