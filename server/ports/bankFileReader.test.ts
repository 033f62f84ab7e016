import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { BankEvent } from '../../shared/contract/spend'
import type { BusinessDay } from '../../shared/values/businessDay'
import { renderBankFile } from './bankFile'
import { DetailLines } from './bankFileDetail'
import { fieldsAt } from './bankFileLine'
import { OrdinaryRows } from './bankFileOrdinaryRow'
import { type BankFileRead, readBankFile } from './bankFileReader'
import { bankFileColumns, fieldsOfRow, problemsOfFields, rowOf } from './bankFileRow'

const day = '2017-05-23' as BusinessDay
const programmeId = 'spruce-hoshino'
const header = { programmeId, day }

const plain: BankEvent = {
  transaction_id: 'tx_1',
  programme_id: programmeId,
  card_token: 'ct_abcdefgh',
  type: 'purchase',
  occurred_at: '2017-05-23T09:30:00.125+08:00',
  posted_on: day,
  amount_fen: 5002,
  currency: 'CNY',
  original_amount: '50.02',
  original_currency: 'CNY',
  merchant: 'tesco pfs 4203',
  mcc: '5541',
  channel: 'pos',
  original_transaction_id: null,
}
const rows: BankEvent[] = [
  plain,
  { ...plain, transaction_id: 'tx_2', merchant: '星巴克，南京西路👍', channel: 'online' },
  { ...plain, transaction_id: 'tx_3', merchant: '书店 "读者", 上海', type: 'refund', original_transaction_id: 'tx_1' },
  { ...plain, transaction_id: 'tx_4', merchant: '', original_currency: 'HUF', original_amount: '9000', amount_fen: 1 },
]

type Taken = { read: BankFileRead; rows: BankEvent[]; lines: number[]; began: number }

async function taken(pieces: Iterable<Uint8Array>): Promise<Taken> {
  const result: Omit<Taken, 'read'> = { rows: [], lines: [], began: 0 }
  const read = await readBankFile(() => oneByOne(pieces), {
    begin() {
      Object.assign(result, { rows: [], lines: [], began: result.began + 1 })
    },
    row(row, { number }) {
      result.rows.push(row)
      result.lines.push(number)
    },
    rowWithProblems() {},
  })
  return { ...result, read }
}

/** Each piece lies in the same memory as the one before, as pieces of a file do. */
async function* oneByOne(pieces: Iterable<Uint8Array>) {
  const memory = Buffer.alloc(65_536)
  for (const piece of pieces) {
    memory.fill(0xff)
    memory.set(piece)
    yield memory.subarray(0, piece.length)
  }
}

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, count) =>
    bytes.subarray(count * length, (count + 1) * length),
  )
}

const problemsIn = ({ read }: Taken) =>
  read.ok ? [] : read.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)
const bytesOf = (encoding: 'utf-8' | 'gb18030' = 'utf-8', newline: '\n' | '\r\n' = '\n') =>
  renderBankFile(day, rows, { programmeId, encoding, newline })

describe('reading piece by piece', () => {
  const files = (['utf-8', 'gb18030'] as const).flatMap((encoding) =>
    (['\n', '\r\n'] as const).map((newline) => ({ encoding, newline })),
  )

  it.each(files)('gives the same wherever the pieces end: %j', async ({ encoding, newline }) => {
    const bytes = bytesOf(encoding, newline)
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    const whole = { ok: true, programmeId, day, rows: 4, sumFen: 5002 + 5002 - 5002 + 1, contentHash }
    for (const length of [1, 2, 3, 5, 7, 64, bytes.length]) {
      expect(await taken(cut(bytes, length))).toMatchObject({ read: whole, rows, lines: [3, 4, 5, 6] })
    }
    for (let at = 0; at <= bytes.length; at++) {
      const halves = [bytes.subarray(0, at), bytes.subarray(at)]
      expect(await taken(halves)).toMatchObject({ read: whole, rows })
    }
  })

  it('gives the same wherever the pieces end after a byte order mark, and without a last line feed', async () => {
    const bytes = Buffer.from(`\uFEFF${bytesOf().toString().trimEnd()}`)
    for (const length of [1, 2, 3, 4])
      expect(await taken(cut(bytes, length))).toMatchObject({ read: { ok: true }, rows })
  })

  it('finds the same problems wherever the pieces end', async () => {
    const bytes = Buffer.from(bytesOf().toString().replace('"书店', '书"店').replace('5541,online', '554,online'))
    for (const length of [1, 2, 3, 7, bytes.length]) {
      expect(problemsIn(await taken(cut(bytes, length)))).toEqual(['4 mcc mcc_invalid', '5  csv'])
    }
  })

  it('begins again when the bytes turn out to be GB18030, and a repeated beginning is all that is left of before', async () => {
    const early = { ...plain, transaction_id: 'tx_0' }
    const bytes = renderBankFile(day, [early, ...rows], { programmeId, encoding: 'gb18030' })
    expect(await taken(cut(bytes, 300))).toMatchObject({ began: 2, rows: [early, ...rows] })
    expect(await taken(cut(bytesOf(), 300))).toMatchObject({ began: 1 })
  })

  it.each([
    ['in the middle of a character', Buffer.concat([bytesOf(), Buffer.from([0xe6, 0x98])])],
    ['with a byte that no encoding has', Buffer.concat([bytesOf(), Buffer.from([0xff, 0x30, 0x41])])],
  ])('says that the encoding is unknown when it ends %s', async (_, bytes) => {
    for (const length of [1, 2, 1_000]) expect(problemsIn(await taken(cut(bytes, length)))).toEqual(['1  encoding'])
  })

  it('lets others have a turn between two pieces', async () => {
    let turns = 0
    let isRead = false
    const turn = () => {
      turns += 1
      if (!isRead) setImmediate(turn)
    }
    setImmediate(turn)
    await taken(cut(bytesOf(), 10))
    isRead = true
    expect(turns).toBeGreaterThan(10)
  })

  it('passes on that the file cannot be read', async () => {
    const failing = async function* () {
      yield bytesOf().subarray(0, 9)
      throw new Error('the disk is gone')
    }
    const taker = { begin() {}, row() {}, rowWithProblems() {} }
    await expect(readBankFile(failing, taker)).rejects.toThrow('the disk is gone')
  })
})

describe('a line', () => {
  const [head, columns, first] = bytesOf().toString().split('\n')
  const file = (...details: string[]) => Buffer.from([head, columns, ...details, `T,${details.length},5002`].join('\n'))

  it('may have 4,096 characters and no more, counted as characters and not as bytes', async () => {
    const line = (length: number) => `D,${'中'.repeat(length - 2)}`
    expect(problemsIn(await taken(cut(file(first ?? '', line(4_096)), 1_000)))).toEqual(['4  column_count'])
    expect(problemsIn(await taken(cut(file(first ?? '', line(4_097)), 1_000)))).toEqual(['4  csv'])
    expect(problemsIn(await taken(cut(file(first ?? '', `${line(4_096)}\r`), 1)))).toEqual(['4  column_count'])
  })

  it('without an end does not hide the lines after it, nor fill the memory', async () => {
    const piece = Buffer.from('中'.repeat(20_000))
    const before = process.memoryUsage.rss()
    const pieces = function* () {
      yield file(first ?? '').subarray(0, -8)
      for (let count = 0; count < 2_000; count++) yield piece
      yield Buffer.from(`\n${first?.replace('5541', '554')}\nT,3,5002`)
    }
    expect(problemsIn(await taken(pieces()))).toEqual(['4  csv', '5 mcc mcc_invalid'])
    expect(process.memoryUsage.rss() - before).toBeLessThan(60_000_000)
  })

  it('is ended by a line feed: a carriage return alone is part of it, also of the last one', async () => {
    const lone = file(first?.replace('tesco', 'tes\rco') ?? '', first?.replace('5541', '554') ?? '')
    expect(problemsIn(await taken([lone]))).toEqual(['3 merchant merchant_invalid', '4 mcc mcc_invalid'])
    expect(problemsIn(await taken([Buffer.concat([file(first ?? ''), Buffer.from('\r')])]))).toEqual([
      '4  control_invalid',
    ])
  })

  it('ends a quoted field: none holds a line feed', async () => {
    const broken = file(first?.replace('tesco pfs 4203', '"tesco\npfs"') ?? '')
    expect(problemsIn(await taken([broken]))).toEqual(['3  csv', '4  csv', '5 count count_differs'])
  })

  it('may be empty, which is counted and otherwise nothing', async () => {
    expect(await taken([file('', first ?? '', '').subarray(0, -8), Buffer.from('T,1,5002\n\r\n\n')])).toMatchObject({
      read: { ok: true },
      lines: [4],
    })
  })

  it.each([
    ['a,"b ""c"", d",', ['a', 'b "c", d', '']],
    ['"",""', ['', '']],
    ['"a"b,c', undefined],
    ['a"b",c', undefined],
    ['"a,c', undefined],
    ['"a""', undefined],
  ])('with quotes is read by RFC 4180: %s', (text, fields) => {
    const bytes = Buffer.from(`${text}\n`)
    expect(fieldsAt({ number: 1, bytes, start: 0, end: bytes.length })).toEqual(fields)
  })
})

describe('the quick way of reading a row', () => {
  const lineOf = (row: BankEvent) => Buffer.from(`D,${fieldsOfRow(row).join(',')}\n`)

  it.each([
    ['a plain one', plain],
    ['one with a Chinese merchant', { ...plain, merchant: '星巴克，南京西路' }],
    ['one with many digits that are no card number', { ...plain, transaction_id: 'tx_000000000000000001' }],
    ['one of a leap day, without decimals, in UTC', { ...plain, occurred_at: '2024-02-29T23:59:59Z' }],
    ['a refund', { ...plain, type: 'refund' as const, original_transaction_id: 'tx_0' }],
    ['one with nine digits', { ...plain, amount_fen: 99_999_999_999 }],
  ])('knows %s', (_, row) => {
    const bytes = lineOf(row)
    const ordinary = new OrdinaryRows(bytes, header)
    expect(ordinary.read(0)).toEqual(row)
    expect(ordinary.end).toBe(bytes.length)
  })

  it('never knows a line that the rules refuse, and reads every other as they do', () => {
    let known = 0
    fc.assert(
      fc.property(spoiledLine, (line) => {
        const bytes = Buffer.from(`${line}\n`)
        const row = new OrdinaryRows(bytes, header).read(0)
        if (!row) return
        known += 1
        const fields = fieldsAt({ number: 1, bytes, start: 0, end: bytes.length })
        const values = fields?.slice(1) ?? []
        expect([fields?.[0], values.length, problemsOfFields(values)]).toEqual(['D', bankFileColumns.length, []])
        expect(row).toEqual(rowOf(values, programmeId))
        expect(row.posted_on).toBe(day)
      }),
      { numRuns: 5_000 },
    )
    expect(known).toBeGreaterThan(500)
  })

  it('and the careful one read a line again as it was read first', () => {
    for (const row of rows) {
      const text = renderBankFile(day, [row], { programmeId, encoding: 'utf-8' }).toString().split('\n')[2]
      const bytes = Buffer.from(`${text}\n`)
      expect(new DetailLines(bytes, header).row({ start: 0, end: bytes.length })).toEqual(row)
    }
  })
})

/** Each field is one of a few, among them what the rules refuse by a hair. */
const field = {
  transaction_id: ['tx_1', 'x'.repeat(64), 'x'.repeat(65), '', '4111111111111111', 'tx_1234567890123456', 'tx 1'],
  card_token: ['ct_abcdefgh', 'ct_abcd', '4111-1111-1111-1111', 'ct_abcdefgh星'],
  type: ['purchase', 'refund', 'reversal', 'refunds', 'Purchase', ''],
  occurred_at: [
    '2017-05-23T09:30:00.125+08:00',
    '2000-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2017-04-31T00:00:00Z',
    '2017-13-01T00:00:00Z',
    '2017-00-10T00:00:00Z',
    '2017-01-00T00:00:00Z',
    '1999-12-31T00:00:00Z',
    '3000-01-01T00:00:00Z',
    '2017-05-23T24:00:00Z',
    '2017-05-23T23:60:00Z',
    '2017-05-23T23:59:60Z',
    '2017-05-23T23:59:59.Z',
    '2017-05-23T23:59:59.1234Z',
    '2017-05-23T23:59:59+09:00',
    '2017-05-23 23:59:59Z',
  ],
  posted_on: [day, '2017-05-24', ''],
  amount: ['50.02', '0.01', '0.00', '00.10', '123456789.01', '1234567890.01', '1.5', '1', '.50', '-1.00'],
  currency: ['CNY', 'EUR', ''],
  original_amount: ['50', '1.2345', '1.23456', '1.', '123456789012', '4111111111111111', '1234567890123456', ''],
  original_currency: ['CNY', 'HUF', 'CNYX', 'cny', ''],
  merchant: [
    'tesco',
    '',
    '星'.repeat(64),
    '星'.repeat(65),
    'a\u0085b',
    'a\tb',
    '\u007f',
    '4111 1111 1111 1111',
    '"a"',
    '👍',
  ],
  mcc: ['5541', '554', '55411', 'abcd'],
  channel: ['pos', 'online', 'post', ''],
  original_transaction_id: ['', 'tx_0', 'tx_0\r', 'tx,0', 'x'.repeat(65), '4111111111111111'],
} satisfies Record<(typeof bankFileColumns)[number], string[]>

/** The first of each is sound, so a line with few spoiled fields is often one that is known. */
const spoiledLine = fc
  .tuple(
    ...bankFileColumns.map((column) =>
      fc.oneof({ weight: 12, arbitrary: fc.constant(field[column][0]) }, fc.constantFrom(...field[column])),
    ),
  )
  .map((values) => ['D', ...values].join(','))
