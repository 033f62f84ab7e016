/** What we use of it: the package brings no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    fileName: string
    compressedSize: number
    uncompressedSize: number
    compressionMethod: number
    generalPurposeBitFlag: number
    relativeOffsetOfLocalHeader: number
  }

  export interface ZipFile {
    entryCount: number
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
  }

  export function fromBufferPromise(buffer: Buffer, options?: { strictFileNames?: boolean }): Promise<ZipFile>
}
