/** Longer than any true line, in UTF-16 units, so that a missing line break cannot swallow the file. */
const longestLine = 4_096
/** A UTF-16 unit takes at most three bytes of UTF-8; two more for a carriage return and for what shows that it is longer. */
const longestLineBytes = 3 * longestLine + 2

const LF = 0x0a
const CR = 0x0d

/** Where a line lies. The bytes are the reader's own and change after the call that shows them. */
export interface LinePlace {
  /** Counted from 1. */
  number: number
  /** UTF-8. */
  bytes: Buffer
  start: number
  /** After the line feed. */
  end: number
}

/** Cuts pieces of text into blocks of whole lines, each with its line feed at the end. */
export class LineBlocks {
  private rest = Buffer.alloc(0)

  push(text: Buffer): Buffer | undefined {
    const end = text.lastIndexOf(LF) + 1
    const block = end > 0 ? Buffer.concat([this.rest, text.subarray(0, end)]) : undefined
    this.rest = block ? startOf(text.subarray(end)) : startOf(Buffer.concat([this.rest, text]))
    return block
  }

  /** The last line, when no line feed ends it. */
  end(): Buffer | undefined {
    if (this.rest.length === 0) return undefined
    // A carriage return of its own is part of the line, so it must not become one line break with the line feed.
    return Buffer.concat([this.rest, Buffer.from(this.rest.at(-1) === CR ? '\r\n' : '\n')])
  }
}

/** A copy of as much as is needed to see that the line is too long. */
function startOf(line: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(line.subarray(0, longestLineBytes))
}

/** The fields of a line, or undefined when it cannot be read. None for an empty line. */
export function fieldsAt({ bytes, start, end }: LinePlace): string[] | undefined {
  const last = end - 1 > start && bytes[end - 2] === CR ? end - 2 : end - 1
  if (last === start) return []
  if (last - start > longestLineBytes) return undefined
  const line = bytes.toString('utf8', start, last)
  if (line.length > longestLine) return undefined
  return line.includes('"') ? quotedFields(line) : line.split(',')
}

/** RFC 4180: a field is quoted as a whole, with its quotes doubled, or holds no quote. */
function quotedFields(line: string): string[] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  const fields: string[] = []
  for (;;) {
    const found = field.exec(line)
    if (!found) return undefined
    fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '') return fields
  }
}
