import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { parseBankFile } from '../../ports/bankFile'
import { isKnownCategory, mccOfCategory, publishedCategoryCodes } from './categoryToMcc'
import { DailyFolderRefused, writeDailyFiles } from './dailyFolder'
import { demoDir } from './demoFiles'
import { publish } from './publish'
import { type PublishedFile, publishedColumns, readPublishedFile } from './publishedRows'
import { cardTokenOf } from './simulatorKey'

const programmeId = 'spruce-hoshino'
const fuel = '2017-05-23,5770,50.02,GBP,50.02,GBP,shell kings 587,K020,Vehicle Fuel'
const fuelBack = '2017-05-23,5770,-50.02,GBP,-50.02,GBP,shell kings 587,K020,Vehicle Fuel'
const abroad = '2017-05-30,1147,9.11,GBP,10.55,EUR,"café ""x"", paris",L220,Purchases Food'

function published(name: string, ...rows: string[]): PublishedFile {
  const read = readPublishedFile(name, Buffer.from([publishedColumns.join(','), ...rows, ''].join('\n')))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read
}

function idsOf(files: PublishedFile[], until?: BusinessDay): string[] {
  return [...publish(files, { programmeId, until }).days.values()].flat().map((row) => row.transaction_id)
}

async function demo(name: string): Promise<PublishedFile> {
  const read = readPublishedFile(name, await readFile(join(demoDir, name)))
  if ('problems' in read) throw new Error('the demo file is bad')
  return read
}

describe('publishing', () => {
  it('gives the same ids when the same file is published under another name', () => {
    expect(idsOf([published('2014-05.csv', fuel, fuel, abroad)])).toEqual(
      idsOf([published('2014-06.csv', fuel, fuel, abroad)]),
    )
  })

  it('takes equal rows of one file for separate purchases at times of their own', () => {
    const [rows = []] = [...publish([published('a', ...Array(500).fill(fuel))], { programmeId }).days.values()]
    expect(new Set(rows.map((row) => row.transaction_id)).size).toBe(500)
    expect(new Set(rows.map((row) => row.occurred_at)).size).toBe(500)
  })

  it('leaves out what an earlier file already had, and counts it', () => {
    const { days, report } = publish([published('a', fuel, fuel), published('b', fuel, fuel, fuel, abroad)], {
      programmeId,
    })
    expect([...days.values()].flat()).toHaveLength(4)
    expect(report).toMatchObject({ files: 2, rows_read: 6, rows: 4, repeated_rows_left_out: 2 })
  })

  it('keeps the ids when all dates are moved, so that the last falls on the day asked for', () => {
    const until = businessDay('2026-11-20')
    const { days, report } = publish([published('a', fuel, abroad)], { programmeId, until })
    expect([...days.keys()]).toEqual(['2026-11-13', '2026-11-20'])
    expect(report).toMatchObject({ first_day: '2026-11-13', last_day: '2026-11-20' })
    expect(idsOf([published('a', fuel, abroad)], until)).toEqual(idsOf([published('a', fuel, abroad)]))
  })

  it('makes a refund of a negative amount, after the purchases of its day and without a reference', () => {
    const [[bought, back] = []] = [...publish([published('a', fuelBack, fuel)], { programmeId }).days.values()]
    expect(bought).toMatchObject({ type: 'purchase', amount_fen: 5002, mcc: '5541', channel: 'pos' })
    expect(back).toMatchObject({ type: 'refund', amount_fen: 5002, original_transaction_id: null })
    expect(publish([published('a', fuelBack, fuel)], { programmeId }).report).toMatchObject({ refunds: 1, sum_fen: 0 })
  })

  it('reads pounds as yuan and keeps other currencies', () => {
    const rows = [...publish([published('a', abroad)], { programmeId }).days.values()].flat()
    expect(rows[0]).toMatchObject({
      amount_fen: 911,
      currency: 'CNY',
      original_amount: '10.55',
      original_currency: 'EUR',
      merchant: 'café "x", paris',
    })
  })

  it('gives a card a token without a digit, its own in each programme', () => {
    const token = cardTokenOf({ programmeId, last4: '1147' })
    expect(token).toMatch(/^ct_[a-z]{24}$/)
    expect(cardTokenOf({ programmeId: 'other', last4: '1147' })).not.toBe(token)
  })

  it('turns a real month into events of the contract and files that add up', async () => {
    const { days, report } = publish([await demo('2017-05.csv')], { programmeId })
    expect(report).toMatchObject({ rows: 5255, purchases: 5025, refunds: 230, days: 42, sum_fen: 27_454_122 })
    for (const row of [...days.values()].flat()) expect(bankEvent.safeParse(row).success).toBe(true)
  })

  it('knows every category of the publisher by a four-digit code', () => {
    expect(publishedCategoryCodes).toHaveLength(141)
    for (const code of publishedCategoryCodes) expect(mccOfCategory(code)).toMatch(/^\d{4}$/)
    expect(mccOfCategory('')).toBe('5999')
    expect(isKnownCategory('ZZZZ')).toBe(false)
  })
})

describe('a published file is refused', () => {
  it('with every problem, each with its row and column', () => {
    const bad = [
      fuel.replace('2017-05-23', '23/05/2017'),
      fuel.replace('5770', '577').replace('50.02', '0.00'),
      fuel.replace('shell kings 587', '4111111111111111'),
      `${fuel},more`,
    ]
    const read = readPublishedFile('bad.csv', Buffer.from([publishedColumns.join(','), ...bad].join('\n')))
    expect('problems' in read && read.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'posted_on'],
      [3, 'card_last4'],
      [3, 'amount'],
      [4, 'merchant'],
      [5, ''],
    ])
    expect(JSON.stringify(read)).not.toContain('4111')
  })

  it.each([
    ['with other columns', Buffer.from('date,card\n')],
    ['when it is not UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
    ['when its quotes do not pair up', Buffer.from(`${publishedColumns.join(',')}\n"a,b\n`)],
  ])('%s', (_, bytes) => {
    expect(readPublishedFile('bad.csv', bytes)).toMatchObject({ problems: [{ file: 'bad.csv' }] })
  })
})

describe('the folder of daily files', () => {
  const folders: string[] = []
  const folder = async () => {
    const dir = await mkdtemp(join(tmpdir(), 'daily-'))
    folders.push(dir)
    return dir
  }
  afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true }))))

  const write = (dir: string, files: PublishedFile[], until?: BusinessDay) =>
    writeDailyFiles({ dir, programmeId, encoding: 'gb18030' }, publish(files, { programmeId, until }).days, () => {})

  it('gets one readable file a business day, and the same again changes nothing', async () => {
    const dir = await folder()
    expect(await write(dir, [published('a', fuel, abroad)])).toEqual({ written: 2, unchanged: 0, rowsAlreadyThere: 0 })
    expect(await write(dir, [published('b', fuel, abroad)])).toEqual({ written: 0, unchanged: 2, rowsAlreadyThere: 2 })
    expect(await readdir(dir)).toEqual(['spruce-hoshino-20170523.csv', 'spruce-hoshino-20170530.csv'])
    const file = parseBankFile(await readFile(join(dir, 'spruce-hoshino-20170530.csv')))
    expect(file).toMatchObject({ ok: true, day: '2017-05-30', sumFen: 911, rows: [{ merchant: 'café "x", paris' }] })
  })

  it('holds the same whether months were published together or one after the other', async () => {
    const [apart, together] = [await folder(), await folder()]
    const [april, may] = [await demo('2017-04.csv'), await demo('2017-05.csv')]
    await write(apart, [april])
    await write(apart, [may])
    await write(together, [april, may])
    const names = await readdir(together)
    expect(await readdir(apart)).toEqual(names)
    for (const name of names) {
      expect((await readFile(join(apart, name))).equals(await readFile(join(together, name)))).toBe(true)
    }
  })

  it('is left alone when the same transactions lie there on other days', async () => {
    const dir = await folder()
    await write(dir, [published('a', fuel)])
    await expect(write(dir, [published('a', fuel)], businessDay('2026-11-20'))).rejects.toThrow(DailyFolderRefused)
    expect(await readdir(dir)).toEqual(['spruce-hoshino-20170523.csv'])
  })

  it('is left alone when a file in it cannot be read', async () => {
    const dir = await folder()
    await writeFile(join(dir, 'spruce-hoshino-20170523.csv'), 'H,')
    await expect(write(dir, [published('a', fuel)])).rejects.toThrow(DailyFolderRefused)
  })
})
