import { isUtf8 } from 'node:buffer'

/**
 * In the order in which they are tried: UTF-8 often is valid GB18030. A short text in GB18030 can be valid UTF-8, too,
 * and would be read as other characters: which is why the header of a file may name its encoding.
 */
export const bankFileEncodings = ['utf-8', 'gb18030'] as const
export type BankFileEncoding = (typeof bankFileEncodings)[number]

/**
 * Turns the bytes of a file, in pieces that may end anywhere, into pieces of UTF-8 with whole characters. Either answer
 * is undefined when the bytes are not of the encoding.
 */
export interface BankFileDecoder {
  push(bytes: Uint8Array): Buffer | undefined
  end(): Buffer | undefined
}

export function bankFileDecoder(encoding: BankFileEncoding): BankFileDecoder {
  return encoding === 'utf-8' ? new Utf8Pieces() : new Transcoding(encoding)
}

/** The bytes themselves: they are looked at, not copied. */
class Utf8Pieces implements BankFileDecoder {
  private tail = Buffer.alloc(0)

  push(bytes: Uint8Array): Buffer | undefined {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const joined = this.tail.length > 0 ? Buffer.concat([this.tail, piece]) : piece
    const whole = joined.subarray(0, lengthOfWholeCharacters(joined))
    // A copy, since whoever reads the file may use the piece's memory again.
    this.tail = Buffer.from(joined.subarray(whole.length))
    return isUtf8(whole) ? whole : undefined
  }

  end(): Buffer | undefined {
    return this.tail.length === 0 ? this.tail : undefined
  }
}

class Transcoding implements BankFileDecoder {
  private readonly decoder: InstanceType<typeof TextDecoder>

  constructor(encoding: string) {
    this.decoder = new TextDecoder(encoding, { fatal: true })
  }

  push(bytes: Uint8Array): Buffer | undefined {
    return this.decoded(() => this.decoder.decode(bytes, { stream: true }))
  }

  end(): Buffer | undefined {
    return this.decoded(() => this.decoder.decode())
  }

  private decoded(decode: () => string): Buffer | undefined {
    try {
      return Buffer.from(decode(), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined
      throw error
    }
  }
}

/** How much of these bytes ends with a whole character; a character has at most four bytes. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    const isContinuation = byte >= 0x80 && byte < 0xc0
    if (isContinuation) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}
