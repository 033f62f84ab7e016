import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { BankEvent } from '../../../../shared/contract/spend'
import { parseBankFile, renderBankFile } from '../../../ports/bankFile'
import type { BankFileEncoding } from '../../../ports/bankFileDecoder'
import { hashOfId, slicesFor } from './partition.rules'
import type { StagedRow } from './rowSpool'
import { type Staged, StagingFailed, stageFile } from './stageFile'

// The real ones, but a test may cut a small file into many slices, or give two ids one hash.
jest.mock('./partition.rules', () => {
  const rules = jest.requireActual('./partition.rules')
  return { ...rules, slicesFor: jest.fn(rules.slicesFor), hashOfId: jest.fn(rules.hashOfId) }
})

const day = '2017-05-23'
const programmeId = 'spruce-hoshino'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'))
})
afterEach(async () => {
  jest.restoreAllMocks()
  await rm(folder, { recursive: true })
})

function row(id: string, rest: Partial<BankEvent> = {}): BankEvent {
  return {
    transaction_id: id,
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
    ...rest,
  }
}
/** Rows of many cards, some with quotes, some in Chinese. */
const manyRows = (count: number, cards: number) =>
  Array.from({ length: count }, (_, place) =>
    row(`tx_${place}`, {
      card_token: `ct_card${String(place % cards).padStart(6, '0')}`,
      merchant: ['tesco', '星巴克 "南京西路", 上海', '书店'][place % 3],
    }),
  )

const render = (rows: BankEvent[], encoding: BankFileEncoding = 'utf-8') =>
  renderBankFile(day, rows, { programmeId, encoding })

async function stage(bytes: Uint8Array | string) {
  const path = join(folder, 'daily.csv')
  await writeFile(path, bytes)
  return stageFile(path, { folder })
}

async function staged(bytes: Uint8Array | string): Promise<Staged> {
  const result = await stage(bytes)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problems.slice(0, 3))}`)
  return result
}

const slicesOf = (file: Staged): Promise<StagedRow[][]> =>
  Promise.all(Array.from({ length: file.slices }, (_, index) => file.slice(index)))
const byLine = (rows: StagedRow[]) => rows.sort((one, two) => one.line - two.line)
const stagingFolders = async () => (await readdir(folder)).filter((name) => name.startsWith('kaquan-staging-'))

describe('the slices of a staged file', () => {
  it.each(['utf-8', 'gb18030'] as const)('hold its rows once each, with their lines, in %s', async (encoding) => {
    const rows = manyRows(9_000, 700)
    const bytes = render(rows, encoding)
    const file = await staged(bytes)
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    expect(file).toMatchObject({ programmeId, day, rows: 9_000, sumFen: 9_000 * 5_002, contentHash, slices: 4 })
    const all = byLine((await slicesOf(file)).flat())
    expect(all.map(({ line }) => line)).toEqual(rows.map((_, place) => place + 3))
    expect(all.map((one) => one.row)).toEqual(rows)
    await file.dispose()
    expect(await stagingFolders()).toEqual([])
  })

  it('hold all rows of a card together, in the order of the file, and are the same in every run', async () => {
    const bytes = render(manyRows(9_000, 700))
    const [once, again] = [await staged(bytes), await staged(bytes)]
    const slices = await slicesOf(once)
    expect(await slicesOf(again)).toEqual(slices)
    const cards = slices.map((rows) => new Set(rows.map((one) => one.row.card_token)))
    expect(cards.reduce((sum, { size }) => sum + size, 0)).toBe(700)
    for (const rows of slices) {
      const lastLine = new Map<string, number>()
      for (const one of rows) {
        if (one.line <= (lastLine.get(one.row.card_token) ?? 0)) throw new Error(`line ${one.line} is out of order`)
        lastLine.set(one.row.card_token, one.line)
      }
    }
    await Promise.all([once.dispose(), again.dispose()])
  })

  it('hold whatever rows were written', async () => {
    const anyRow = fc.record({
      card_token: fc.constantFrom('ct_aaaaaaaa', 'ct_bbbbbbbb', 'ct_cccccccc', 'ct_dddddddd'),
      merchant: fc.constantFrom('', 'tesco', '星巴克', '"', 'a, b', "'"),
      type: fc.constantFrom('purchase', 'refund', 'reversal'),
      amount_fen: fc.integer({ min: 1, max: 99_999_999_999 }),
    }) as fc.Arbitrary<Partial<BankEvent>>
    const anySlices = fc.integer({ min: 0, max: 12 }).map((bits) => 2 ** bits)
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), anySlices, async (rests, slices) => {
        jest.mocked(slicesFor).mockReturnValueOnce(slices)
        const rows = rests.map((rest, place) => row(`tx_${place}`, rest))
        const file = await staged(render(rows))
        const found = await slicesOf(file)
        await file.dispose()
        expect(byLine(found.flat()).map((one) => one.row)).toEqual(rows)
        for (const token of new Set(rows.map((one) => one.card_token))) {
          expect(found.filter((slice) => slice.some((one) => one.row.card_token === token))).toHaveLength(1)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('are one, without rows, when the file is empty', async () => {
    const file = await staged(render([]))
    expect(file).toMatchObject({ rows: 0, slices: 1 })
    expect(await file.slice(0)).toEqual([])
    await expect(file.slice(1)).rejects.toThrow(RangeError)
    await file.dispose()
  })
})

describe('a repeated transaction id', () => {
  it('is told with the line of the first, also on another card and beside other problems', async () => {
    const rows = [row('a'), row('b'), row('a', { card_token: 'ct_otherone' }), row('b'), row('a')]
    const bytes = Buffer.from(
      render(rows)
        .toString()
        .replace(/5541(,pos,\nD,b.*\n)5541/, '554$1'),
    )
    const spoiled = bytes.toString().split('\n')
    spoiled[5] = spoiled[5]?.replace(',5541,', ',554,') ?? ''
    const text = spoiled.join('\n')
    const refused = await stage(text)
    expect(refused).toEqual(parseBankFile(Buffer.from(text)))
    expect(!refused.ok && refused.problems.map(({ row: line, code, en }) => [line, code, en])).toEqual([
      [5, 'transaction_repeated', 'the transaction id is already used in line 3'],
      [6, 'mcc_invalid', 'not a merchant category code of four digits: 554'],
      [6, 'transaction_repeated', 'the transaction id is already used in line 4'],
      [7, 'transaction_repeated', 'the transaction id is already used in line 3'],
    ])
    expect(await stagingFolders()).toEqual([])
  })

  it('is told as often as anybody reads it, and then that there are more', async () => {
    const rows = Array.from({ length: 10_500 }, (_, place) => row(`tx_${place}`))
    const bytes = render([...rows, ...rows])
    const refused = await stage(bytes)
    expect(JSON.stringify(refused) === JSON.stringify(parseBankFile(bytes))).toBe(true)
    expect(refused).toMatchObject({ ok: false, problems: { length: 10_001 } })
  })

  it('means nothing in a file whose encoding is unknown', async () => {
    // Large enough for both readings to have come far before the last bytes tell.
    const rows = Array.from({ length: 4_000 }, (_, place) => row(`tx_${place % 10}`))
    const bytes = Buffer.concat([render(rows), Buffer.from([0xff, 0x30, 0x41])])
    expect(await stage(bytes)).toEqual(parseBankFile(bytes))
    expect(await stage(bytes)).toMatchObject({ ok: false, problems: [{ row: 1, code: 'encoding' }] })
  })

  it('is not taken for one because its hash is that of another', async () => {
    for (let count = 0; count < 6; count++) jest.mocked(hashOfId).mockReturnValueOnce(5)
    const file = await staged(render([row('a'), row('b'), row('c')]))
    expect(await file.slice(0)).toHaveLength(3)
    await file.dispose()
    expect(await stage(render([row('a'), row('b'), row('b')]))).toMatchObject({
      ok: false,
      problems: [{ row: 5, code: 'transaction_repeated', en: 'the transaction id is already used in line 4' }],
    })
  })
})

test('a file that is changed while it is read is not taken for either of the two', async () => {
  jest.mocked(hashOfId).mockReturnValueOnce(5)
  jest.mocked(hashOfId).mockImplementationOnce(() => {
    fs.writeFileSync(join(folder, 'daily.csv'), render([row('c'), row('d')]))
    return 5
  })
  await expect(stage(render([row('a'), row('a')]))).rejects.toThrow(/changed while it was read/)
  expect(await stagingFolders()).toEqual([])
})

describe('the folder of a staged file', () => {
  it('holds nothing for a small file, and is for nobody else to see', async () => {
    const small = await staged(render([row('a')]))
    const [name = ''] = await stagingFolders()
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(folder, name))).toEqual([])
    await small.dispose()
    const large = await staged(render(manyRows(2_000, 1)))
    const [other = ''] = await stagingFolders()
    const files = await readdir(join(folder, other))
    expect(files).toHaveLength(1)
    for (const file of files) expect((await stat(join(folder, other, file))).mode & 0o777).toBe(0o600)
    await large.dispose()
    expect(await stagingFolders()).toEqual([])
  })

  it('is removed a day later when the run was killed', async () => {
    const [left, running] = [join(folder, 'kaquan-staging-left'), join(folder, 'kaquan-staging-running')]
    for (const path of [left, running]) await mkdir(path)
    await writeFile(join(left, 'rows-1'), 'x')
    const yesterday = Date.now() / 1_000 - 25 * 3_600
    await utimes(left, yesterday, yesterday)
    const file = await staged(render([]))
    await file.dispose()
    expect(await stagingFolders()).toEqual(['kaquan-staging-running'])
  })

  it('is gone when the file is refused, with the same problems as ever', async () => {
    const bytes = Buffer.from(
      render([row('a')])
        .toString()
        .replace('T,1,', 'T,2,'),
    )
    expect(await stage(bytes)).toEqual(parseBankFile(bytes))
    expect(await stagingFolders()).toEqual([])
  })

  it('is gone when the disk is full, which is said', async () => {
    jest.spyOn(fs, 'appendFileSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    })
    const failing = stage(render(manyRows(2_000, 1)))
    await expect(failing).rejects.toThrow(StagingFailed)
    await expect(failing).rejects.toThrow(/daily\.csv .*: ENOSPC: no space left/)
    expect(await stagingFolders()).toEqual([])
  })

  it('is not left behind by a file that is not there, nor made where there is no place', async () => {
    await expect(stageFile(join(folder, 'none.csv'), { folder })).rejects.toThrow(/none\.csv .*ENOENT/)
    expect(await stagingFolders()).toEqual([])
    await expect(stageFile(join(folder, 'none.csv'), { folder: join(folder, 'nowhere') })).rejects.toThrow(
      StagingFailed,
    )
  })
})
