import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { encode } from 'iconv-lite'
import { type BankEvent, bankEvent } from '../../shared/contract/spend'
import { type BankFile, bankFileName, parseBankFile, renderBankFile } from './bankFile'
import { readBankFile } from './bankFileReader'
import type { BankFileRefused, RowTaker } from './bankFileReading'
import { repeatsAmong, withRepeats } from './bankFileRepeats'
import { bankFileColumns, signedFen } from './bankFileRow'
import { hasCardNumber } from './cardNumber'

const day = '2017-05-23'
const programmeId = 'spruce-hoshino'

const purchase: BankEvent = {
  transaction_id: 'tx_first',
  programme_id: programmeId,
  card_token: 'ct_abcdefgh',
  type: 'purchase',
  occurred_at: '2017-05-23T09:30:00.125+08:00',
  posted_on: day,
  amount_fen: 5002,
  currency: 'CNY',
  original_amount: '50.02',
  original_currency: 'CNY',
  merchant: '星巴克 "南京西路", 上海',
  mcc: '5814',
  channel: 'pos',
  original_transaction_id: null,
}
const refund: BankEvent = {
  ...purchase,
  transaction_id: 'tx_second',
  type: 'refund',
  amount_fen: 1,
  original_transaction_id: 'tx_first',
}

function rendered(rows: BankEvent[]): string {
  return renderBankFile(day, rows, { programmeId, encoding: 'utf-8' }).toString('utf8')
}

/** What the reader of large files makes of these bytes, which must be what the reader of whole files makes of them. */
async function read(bytes: Uint8Array): Promise<BankFile | BankFileRefused> {
  const rows: BankEvent[] = []
  const ids: { id: string; line: number }[] = []
  const taker: RowTaker = {
    begin() {
      rows.length = 0
      ids.length = 0
    },
    row(row, { number }) {
      rows.push(row)
      ids.push({ id: row.transaction_id, line: number })
    },
    rowWithProblems: (id, line) => ids.push({ id, line }),
  }
  const checked = withRepeats(await readBankFile(() => inPieces(bytes, 101), taker), repeatsAmong(ids))
  const whole = parseBankFile(bytes)
  if (!checked.ok) {
    expect(checked).toEqual(whole)
    return checked
  }
  const { contentHash, ...rest } = checked
  expect(contentHash).toMatch(/^[0-9a-f]{64}$/)
  expect({ ...rest, rows }).toEqual(whole)
  return { ...rest, rows }
}

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function problemsOf(text: string) {
  const parsed = await read(Buffer.from(text))
  return parsed.ok ? [] : parsed.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)
}

describe('a daily file', () => {
  it('is named after the programme and the day', () => {
    expect(bankFileName(programmeId, day)).toBe('spruce-hoshino-20170523.csv')
  })

  it('ends with a control record of the row count and the signed sum', () => {
    expect(rendered([purchase, refund]).trimEnd().split('\n').at(-1)).toBe('T,2,5001')
  })

  it.each(['utf-8', 'gb18030'] as const)(
    'gives back what was written, in %s with either line ending',
    async (encoding) => {
      for (const newline of ['\n', '\r\n'] as const) {
        const parsed = await read(renderBankFile(day, [purchase, refund], { programmeId, encoding, newline }))
        expect(parsed).toEqual({ ok: true, programmeId, day, rows: [purchase, refund], sumFen: 5001 })
      }
    },
  )

  it('gives back whatever rows were written', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfOneDay, fc.constantFrom('utf-8' as const, 'gb18030' as const), async (rows, encoding) => {
        const parsed = await read(renderBankFile(day, rows, { programmeId, encoding }))
        const sumFen = rows.reduce((sum, row) => sum + signedFen(row), 0)
        expect(parsed).toEqual({ ok: true, programmeId, day, rows, sumFen })
        for (const row of rows) expect(bankEvent.parse(row)).toEqual(row)
      }),
      { numRuns: 200 },
    )
  })

  it('is read as its header says where the bytes are valid in both encodings', async () => {
    const row = { ...purchase, merchant: '葊' }
    const bytes = renderBankFile(day, [row], { programmeId, encoding: 'gb18030' })
    expect(isUtf8(bytes)).toBe(true)
    expect(await read(bytes)).toMatchObject({ ok: true, rows: [row] })
    const named = bytes.toString('latin1').replace('gb18030', 'utf-8')
    expect(await read(Buffer.from(named, 'latin1'))).toMatchObject({ ok: true, rows: [{ merchant: 'Ȁ' }] })
  })

  it('may be empty', async () => {
    expect(await read(Buffer.from(rendered([])))).toMatchObject({ ok: true, rows: [], sumFen: 0 })
  })

  it('may begin with a byte order mark', async () => {
    expect(await read(Buffer.from(`\uFEFF${rendered([purchase])}`))).toMatchObject({ ok: true })
    const gb18030 = renderBankFile(day, [purchase], { programmeId, encoding: 'gb18030' })
    const mark = Buffer.from([0x84, 0x31, 0x95, 0x33])
    expect(await read(Buffer.concat([mark, gb18030]))).toMatchObject({ ok: true })
  })

  it('cannot be rendered with a row of another day', () => {
    expect(() => rendered([{ ...purchase, posted_on: '2017-05-24' }])).toThrow(RangeError)
  })
})

describe('a daily file is refused', () => {
  it('with every problem at once, each with its line and column', async () => {
    const [head, columns, first = '', second = ''] = rendered([purchase, refund]).split('\n')
    const bad = [
      first.replace('50.02,CNY,50.02', '50.2,EUR,-1'),
      second.replace('2017-05-23T09:30:00.125+08:00', '2017-02-30T09:30:00Z').replace('refund', 'cashback'),
      first.replace('tx_first', 'tx third').replace(',5814,', ',58,').replace(',pos,', ',post,'),
    ]
    expect(await problemsOf([head, columns, ...bad, 'T,3,0', ''].join('\n'))).toEqual([
      '3 amount amount_invalid',
      '3 currency currency_unknown',
      '3 original_amount original_amount_invalid',
      '4 type type_unknown',
      '4 occurred_at occurred_at_invalid',
      '5 transaction_id transaction_id_invalid',
      '5 mcc mcc_invalid',
      '5 channel channel_unknown',
    ])
  })

  it.each([
    ['without its control record', (text: string) => text.replace(/T,.*\n/, ''), ['3  control_missing']],
    ['when the count differs', (text: string) => text.replace('T,1,', 'T,2,'), ['4 count count_differs']],
    ['when the sum differs', (text: string) => text.replace('5002\n', '5003\n'), ['4 sum sum_differs']],
    ['when something follows the control record', (text: string) => `${text}D,x\n`, ['5  after_control']],
    ['without its header', (text: string) => text.replace(/^H.*\n/, ''), ['1  header_missing']],
    ['of another version', (text: string) => text.replace('daily,1', 'daily,2'), ['1  header_invalid']],
    ['without its column names', (text: string) => text.replace(/C,.*\n/, ''), ['2  columns_missing']],
    ['with other column names', (text: string) => text.replace(',mcc,', ',code,'), ['2  columns_differ']],
    ['with a column too many', (text: string) => text.replace(',pos,', ',pos,,'), ['3  column_count']],
    ['with an unknown kind of line', (text: string) => text.replace('\nT,', '\nX,1\nT,'), ['4  line_unknown']],
    ['when it is empty', () => '', ['1  header_missing', '1  columns_missing', '1  control_missing']],
    [
      'with a day that is none',
      (text: string) => text.replace(',2017-05-23\n', ',2017-02-29\n'),
      ['1 business_day day_invalid'],
    ],
    [
      'with a row of another day',
      (text: string) => text.replace(',2017-05-23,50', ',2017-05-24,50'),
      ['3 posted_on posted_on_differs'],
    ],
  ])('%s', async (_, spoil, problems) => {
    expect(await problemsOf(spoil(rendered([purchase])))).toEqual(problems)
  })

  it('when a day is a stand-in for no day, which an event cannot have either', async () => {
    const text = rendered([{ ...purchase, occurred_at: '9999-12-31T00:00:00Z' }]).replaceAll('2017-05-23', '9999-12-31')
    expect(await problemsOf(text)).toEqual(['3 occurred_at occurred_at_invalid', '3 posted_on posted_on_invalid'])
    const posted = rendered([{ ...purchase, occurred_at: '2017-05-22T09:30:00Z', merchant: 'tesco' }])
    expect(await problemsOf(posted.replaceAll('2017-05-23', '9999-12-31'))).toEqual(['3 posted_on posted_on_invalid'])
    for (const wrong of [{ posted_on: '9999-12-31' }, { occurred_at: '1969-12-31T00:00:00Z' }]) {
      expect(bankEvent.safeParse({ ...purchase, ...wrong }).success).toBe(false)
    }
  })

  it.each([
    [99_999_999_999, true],
    [100_000_000_000, false],
  ])(
    'when an amount has more than nine digits of yuan, which an event cannot have either: %d fen',
    async (fen, sound) => {
      const row = { ...purchase, amount_fen: fen }
      expect(await problemsOf(rendered([row]))).toEqual(sound ? [] : ['3 amount amount_invalid'])
      expect(bankEvent.safeParse(row).success).toBe(sound)
    },
  )

  it('when a transaction is in it twice', async () => {
    const refused = await read(Buffer.from(rendered([purchase, purchase])))
    expect(refused).toMatchObject({
      ok: false,
      problems: [{ row: 4, column: 'transaction_id', en: 'the transaction id is already used in line 3' }],
    })
  })

  it('naming each line whose quotes do not pair up, and the other problems beside it', async () => {
    const text = rendered([purchase, refund, { ...refund, transaction_id: 'tx_third', mcc: '99999' }])
    const broken = text.replace('""南京西路""', '"南京西路')
    expect(await problemsOf(broken)).toEqual(['3  csv', '5 mcc mcc_invalid'])
  })

  it('when it holds a full card number, which it does not repeat', async () => {
    const refused = await read(Buffer.from(rendered([{ ...purchase, merchant: 'shop 4111 1111 1111 1111' }])))
    expect(refused).toMatchObject({ ok: false, problems: [{ row: 3, column: 'merchant', code: 'card_number_found' }] })
    expect(JSON.stringify(refused)).not.toContain('1111')
  })

  it.each([
    ['gb18030 where it is neither', 'gb18030', Buffer.from([0xff])],
    ['utf-8 where it is gb18030', 'utf-8', encode('商户', 'gb18030')],
  ])('when its header names %s', async (_, named, ending) => {
    const text = rendered([purchase]).replace(day, `${day},${named}`).replace(purchase.merchant, '')
    expect(await read(Buffer.concat([Buffer.from(text), ending]))).toMatchObject({ problems: [{ code: 'encoding' }] })
  })

  it('when its header names an encoding that it cannot have', async () => {
    const text = rendered([purchase]).replace(day, `${day},big5`)
    expect(await problemsOf(text)).toEqual(['1  header_invalid'])
  })

  it('when it is in neither encoding', async () => {
    expect(await read(Uint8Array.from([0x48, 0x2c, 0xff, 0x30, 0x41]))).toMatchObject({
      ok: false,
      problems: [{ code: 'encoding' }],
    })
  })

  it('with a list that stays short of the garbage', async () => {
    const refused = await read(Buffer.from('X\n'.repeat(20_000)))
    expect(refused).toMatchObject({ ok: false, problems: { length: 10_001 } })
  })
})

describe('a full card number', () => {
  it.each([
    ['4111111111111111', true],
    ['paid 6222-0200 0000 0000 by', false],
    ['12 4111111111111111', true],
    ['ref4111-1111-1111-1111x', true],
    ['4111111111111112', false],
    ['spotify 178636820080-1', false],
    ['2017-05-23T09:30:00.125+08:00', false],
    ['411111111111111111111', false],
  ])('is looked for in %s', (text, found) => {
    expect(hasCardNumber(text)).toBe(found)
  })
})

/** GB18030 and Unicode disagree about the private use area; control characters are not text. */
const letter = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((char) => !/[\p{Cc}\p{Co}\p{Cs}\uFEFF]/u.test(char) && [...char].length === 1)
const identifier = fc.stringMatching(/^[A-Za-z_]{8,20}$/)
const money = fc.integer({ min: 1, max: 99_999_999_999 })
const rowsOfOneDay = fc.uniqueArray(
  fc.record({
    transaction_id: identifier,
    programme_id: fc.constant(programmeId),
    card_token: identifier,
    type: fc.constantFrom('purchase', 'refund', 'reversal'),
    occurred_at: fc.constantFrom('2017-05-23T00:00:00Z', '2017-05-22T23:59:59.9+08:00'),
    posted_on: fc.constant(day),
    amount_fen: money,
    currency: fc.constant('CNY'),
    original_amount: money.map((fen) => (fen / 100).toFixed(2)),
    original_currency: fc.constantFrom('CNY', 'HUF'),
    merchant: fc
      .array(fc.oneof(letter, fc.constantFrom('"', ',', ' ', "'", '中')), { maxLength: 30 })
      .map((letters) => letters.join(''))
      .filter((text) => !hasCardNumber(text)),
    mcc: fc.stringMatching(/^\d{4}$/),
    channel: fc.constantFrom('pos', 'online'),
    original_transaction_id: fc.option(identifier),
  }) as fc.Arbitrary<BankEvent>,
  { selector: (row) => row.transaction_id, maxLength: 12 },
)

it('has the columns that the wire documents', () => {
  expect(bankFileColumns).toHaveLength(13)
})
