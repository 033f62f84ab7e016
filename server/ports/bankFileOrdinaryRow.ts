import type { BankEvent } from '../../shared/contract/spend'
import type { BusinessDay } from '../../shared/values/businessDay'
import { hasCardNumber } from './cardNumber'

export interface BankFileHeader {
  programmeId: string
  day: BusinessDay
}

/**
 * Reads detail lines of the ordinary kind, byte by byte: no quotes, no problems, posted on the day of the file. It knows
 * fewer lines than the rules of bankFileRow.ts and accepts none that they refuse; whatever it does not know is left to
 * them. Nearly every line of a true file is of this kind, and this is some thirty times as fast.
 */
export class OrdinaryRows {
  /** After the line feed of the row that was read last. */
  end = 0
  private at = 0
  private readonly text: string
  private readonly postedOn: Uint8Array

  /** @param bytes UTF-8 whose last byte is a line feed, so that no check looks beyond the end */
  constructor(
    private readonly bytes: Buffer,
    private readonly header: BankFileHeader,
  ) {
    // One unit a byte, so that a place in the bytes is the same place in the text.
    this.text = bytes.toString('latin1')
    this.postedOn = asField(header.day)
  }

  /** The row whose line starts there, or undefined when it is not of the ordinary kind. */
  read(start: number): BankEvent | undefined {
    this.at = start
    if (!this.skips(mark)) return undefined
    const transaction_id = this.identifier(1)
    if (!transaction_id || !this.skipsComma()) return undefined
    const card_token = this.identifier(8)
    if (!card_token || !this.skipsComma()) return undefined
    const type = this.choice(types)
    if (!type) return undefined
    const occurred_at = this.instant()
    if (!occurred_at || !this.skips(this.postedOn)) return undefined
    const amount_fen = this.fen()
    if (amount_fen === 0 || !this.skips(yuan)) return undefined
    const original_amount = this.originalAmount()
    if (!original_amount) return undefined
    const original_currency = this.currency()
    if (!original_currency) return undefined
    const merchant = this.merchant()
    if (merchant === undefined || !this.skipsComma()) return undefined
    const mcc = this.mcc()
    if (!mcc) return undefined
    const channel = this.choice(channels)
    if (!channel) return undefined
    const original_transaction_id = this.identifier(0)
    if (original_transaction_id === undefined || !this.endsLine()) return undefined
    return {
      transaction_id,
      programme_id: this.header.programmeId,
      card_token,
      type,
      occurred_at,
      posted_on: this.header.day,
      amount_fen,
      currency: 'CNY',
      original_amount,
      original_currency,
      merchant,
      mcc,
      channel,
      original_transaction_id: original_transaction_id === '' ? null : original_transaction_id,
    }
  }

  private identifier(shortest: number): string | undefined {
    const start = this.at
    const mayHoldCardNumber = this.passes(inIdentifiers)
    const length = this.at - start
    if (length < shortest || length > 64) return undefined
    const text = this.text.substring(start, this.at)
    return mayHoldCardNumber && hasCardNumber(text) ? undefined : text
  }

  private merchant(): string | undefined {
    const start = this.at
    const mayHoldCardNumber = this.passes(inMerchants)
    let text = this.text.substring(start, this.at)
    if (beyondAscii.test(text)) {
      text = this.bytes.toString('utf8', start, this.at)
      if (/\p{Cc}/u.test(text)) return undefined
    }
    return text.length > 64 || (mayHoldCardNumber && hasCardNumber(text)) ? undefined : text
  }

  /**
   * Goes on to the first byte that is not of these kinds.
   * @returns whether thirteen digits came without anything between them but joiners: only then can it be a card number
   */
  private passes(kinds: Uint8Array): boolean {
    const { bytes } = this
    let at = this.at
    let digits = 0
    let most = 0
    for (let kind = kinds[bytes[at] as number]; kind !== none; kind = kinds[bytes[++at] as number]) {
      if (kind === other) digits = 0
      else if (kind === digit && ++digits > most) most = digits
    }
    this.at = at
    return most >= 13
  }

  private choice<T>(choices: readonly { bytes: Uint8Array; value: T }[]): T | undefined {
    for (let place = 0; place < choices.length; place++) {
      const candidate = choices[place]
      if (candidate && this.skips(candidate.bytes)) return candidate.value
    }
    return undefined
  }

  private instant(): string | undefined {
    const { bytes } = this
    const start = this.at
    if (!this.isDayOfUse(start) || bytes[start + 10] !== 0x54) return undefined
    if (!this.isTimeOfDay(start + 11)) return undefined
    this.at = start + 19
    if (bytes[this.at] === point) {
      this.at += 1
      const decimals = this.digits(3)
      if (decimals === 0) return undefined
    }
    if (!this.skips(zulu) && !this.skips(shanghai)) return undefined
    return this.text.substring(start, this.at - 1)
  }

  private isDayOfUse(at: number): boolean {
    const { bytes } = this
    if (bytes[at] !== 0x32 || bytes[at + 4] !== hyphen || bytes[at + 7] !== hyphen) return false
    const century = this.twoDigits(at)
    const year = this.twoDigits(at + 2)
    const month = this.twoDigits(at + 5)
    const date = this.twoDigits(at + 8)
    if (century < 0 || year < 0 || month < 1 || month > 12 || date < 1) return false
    if (date <= 28) return true
    const isLeap = year % 4 === 0 && (year !== 0 || century % 4 === 0)
    return (
      date <= (month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
    )
  }

  private isTimeOfDay(at: number): boolean {
    const { bytes } = this
    if (bytes[at + 2] !== colon || bytes[at + 5] !== colon) return false
    const hour = this.twoDigits(at)
    const minute = this.twoDigits(at + 3)
    const second = this.twoDigits(at + 6)
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  }

  private twoDigits(at: number): number {
    const tens = (this.bytes[at] as number) - zero
    const ones = (this.bytes[at + 1] as number) - zero
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1
  }

  /** How many digits it went over, `longest` at most. */
  private digits(longest: number): number {
    const start = this.at
    while (this.at - start < longest && isDigit(this.bytes[this.at] as number)) this.at += 1
    return this.at - start
  }

  /** The amount with the comma after it; 0 when it is not of the ordinary kind. */
  private fen(): number {
    const start = this.at
    const whole = this.digits(9)
    if (whole === 0 || this.bytes[this.at] !== point) return 0
    const cents = this.twoDigits(this.at + 1)
    if (cents < 0 || this.bytes[this.at + 3] !== comma) return 0
    let sum = 0
    for (let at = start; at < start + whole; at++) sum = sum * 10 + (this.bytes[at] as number) - zero
    this.at += 4
    return sum * 100 + cents
  }

  /** Too short to be a card number; longer ones are left to the rules. */
  private originalAmount(): string | undefined {
    const start = this.at
    if (this.digits(12) === 0) return undefined
    if (this.bytes[this.at] === point) {
      this.at += 1
      if (this.digits(4) === 0) return undefined
    }
    return this.skipsComma() ? this.text.substring(start, this.at - 1) : undefined
  }

  private currency(): string | undefined {
    if (this.skips(yuan)) return 'CNY'
    const start = this.at
    for (; this.at < start + 3; this.at++) {
      const byte = this.bytes[this.at] as number
      if (byte < 0x41 || byte > 0x5a) return undefined
    }
    return this.skipsComma() ? this.text.substring(start, start + 3) : undefined
  }

  private mcc(): string | undefined {
    const start = this.at
    return this.digits(4) === 4 && this.skipsComma() ? this.text.substring(start, start + 4) : undefined
  }

  private skips(expected: Uint8Array): boolean {
    const { bytes, at } = this
    for (let place = 0; place < expected.length; place++) {
      if (bytes[at + place] !== expected[place]) return false
    }
    this.at = at + expected.length
    return true
  }

  private skipsComma(): boolean {
    if (this.bytes[this.at] !== comma) return false
    this.at += 1
    return true
  }

  private endsLine(): boolean {
    const feed = this.bytes[this.at] === 0x0d ? this.at + 1 : this.at
    this.end = feed + 1
    return this.bytes[feed] === 0x0a
  }
}

const comma = 0x2c
const hyphen = 0x2d
const point = 0x2e
const zero = 0x30
const colon = 0x3a
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39

const asField = (text: string): Uint8Array => new Uint8Array(Buffer.from(`${text},`))
const mark = asField('D')
const yuan = asField('CNY')
const zulu = asField('Z')
const shanghai = asField('+08:00')
const choice = <T extends string>(value: T) => ({ value, bytes: asField(value) })
const types = [choice('purchase'), choice('refund'), choice('reversal')]
const channels = [choice('pos'), choice('online')]

/** Kinds of bytes, by what they mean to a card number: joiners may stand between its digits. */
const none = 0
const digit = 1
const joiner = 2
const other = 3
const inIdentifiers = kindsOf((byte) => /[A-Za-z0-9_-]/.test(String.fromCharCode(byte)))
/** A quote needs the rules; a control character is against them. */
const inMerchants = kindsOf((byte) => byte >= 0x20 && byte !== 0x22 && byte !== comma && byte !== 0x7f)
const beyondAscii = /[\u0080-\u00ff]/

function kindsOf(isIn: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    if (!isIn(byte)) return none
    if (isDigit(byte)) return digit
    return byte === 0x20 || byte === hyphen ? joiner : other
  })
}
