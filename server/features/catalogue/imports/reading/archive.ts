import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { FileFault } from './fileFault'

/** A workbook has a few dozen parts; pictures and charts make a few hundred. */
const mostEntries = 1_000
const mib = 1_048_576
/** What all parts may come to. A hundred thousand rows of benefits are about a third of it. */
const mostUnpacked = 320 * mib
/** Rows that repeat each other shrink fifty times, zeros a thousand times. */
const mostRatio = 200
const ratioCountsFrom = 4 * mib

/** The parts of a zip file, looked over before any of them is unpacked. */
export interface Archive {
  has(name: string): boolean
  names(): string[]
  /** Gives as many bytes as the directory has promised, or fails. */
  open(name: string, mostBytes: number): Promise<Readable>
}

/** @throws FileFault zip_broken, zip_unsafe, zip_too_big, file_encrypted */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBufferPromise(bytes).catch(() => {
    throw new FileFault('zip_broken')
  })
  if (zip.entryCount > mostEntries) throw new FileFault('zip_unsafe', `${zip.entryCount} entries`)
  const entries = await entriesOf(zip)
  refuseBomb([...entries.values()])
  refuseOverlap([...entries.values()], bytes.length)
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    async open(name, mostBytes) {
      const entry = entries.get(name)
      if (!entry) throw new FileFault('zip_broken')
      if (entry.uncompressedSize > mostBytes) throw new FileFault('zip_too_big', name)
      return zip.openReadStreamPromise(entry).catch(() => {
        throw new FileFault('zip_broken')
      })
    },
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.generalPurposeBitFlag & 1) throw new FileFault('file_encrypted')
      if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
        throw new FileFault('zip_unsafe', `method ${entry.compressionMethod}`)
      // Two parts of one name are read differently by different programs.
      if (entries.has(entry.fileName)) throw new FileFault('zip_unsafe', entry.fileName)
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    if (error instanceof FileFault) throw error
    const { message } = error as Error
    throw /path|characters in fileName/i.test(message)
      ? new FileFault('zip_unsafe', 'path')
      : new FileFault('zip_broken')
  }
  return entries
}

function refuseBomb(entries: readonly Entry[]): void {
  let total = 0
  for (const { fileName, compressedSize, uncompressedSize } of entries) {
    total += uncompressedSize
    const isBomb = uncompressedSize > ratioCountsFrom && uncompressedSize > compressedSize * mostRatio
    if (isBomb || total > mostUnpacked) throw new FileFault('zip_too_big', fileName)
  }
}

/** Parts that lie over each other are how a small file unpacks to a huge one without a high ratio. */
function refuseOverlap(entries: readonly Entry[], length: number): void {
  const localHeader = 30
  let free = 0
  const inPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  for (const { fileName, relativeOffsetOfLocalHeader: start, compressedSize } of inPlace) {
    const end = start + localHeader + compressedSize
    if (start < free || end > length) throw new FileFault('zip_unsafe', fileName)
    free = end
  }
}
