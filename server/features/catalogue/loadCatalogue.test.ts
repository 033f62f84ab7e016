import { encode } from 'iconv-lite'
import { remainingAt } from '../../../shared/values/stock'
import { issueCodes } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { findBenefit, listBenefits } from './catalogue.store'
import { type LoadRequest, loadCatalogue } from './loadCatalogue'
import { codesOutOfOrder } from './verifyCodes.store'

let opened: TestDatabase
let programmeId = ''
let programmes = 0
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
// Each test has a programme of its own, so each starts with an empty catalogue.
beforeEach(() => {
  programmeId = `p-${++programmes}`
})

const head =
  'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
const video = (changes: { stock?: number; points?: string; title?: string } = {}) =>
  `VIDEO-1,${changes.title ?? '视频会员月卡'},video,basic,${changes.points ?? 1200},${changes.stock ?? 2},2024-01-01,2035-12-31,1,30,一个月会员,打开会员中心|输入卡密`
const music = 'MUSIC-1,音乐会员,音乐,银卡,800,1,2024/1/5 08:30,2035-12-31 20:00,2,90,听歌,"第一步\n第二步"'

const file = (...lines: string[]) => Buffer.from([head, ...lines].join('\n'))
const codesFile = (...lines: string[]) => Buffer.from(['benefit_id,code', ...lines].join('\n'))
const threeCodes = codesFile('VIDEO-1,KQ-VIDEO-0001', 'VIDEO-1,KQ-VIDEO-0002', 'MUSIC-1,KQ-MUSIC-0001')

const load = (request: Omit<LoadRequest, 'programmeId'>) =>
  loadCatalogue({ database: opened.database, surroundings, vault }, { programmeId, ...request })

async function problemsOf(request: Omit<LoadRequest, 'programmeId'>): Promise<string[]> {
  const result = await load(request)
  if (result.ok) throw new Error('it was loaded')
  for (const { zh, en } of result.problems) expect([zh, en]).not.toContain('')
  return result.problems.map(({ file, row, column, code }) => `${file} ${row} ${column} ${code}`)
}

const benefit = (benefitId = 'VIDEO-1') => findBenefit(opened.database.reader, { programmeId, benefitId })
const remaining = async () => {
  const found = await benefit()
  return found && remainingAt(found, surroundings.now())
}

test('loads benefits and codes, and says what it did', async () => {
  const result = await load({ benefits: file(video(), music), codes: threeCodes })
  expect(result).toMatchObject({
    ok: true,
    outcome: 'loaded',
    counts: { new: 2, changed: 0, unchanged: 0, retired: 0, codesAdded: 3 },
  })
  expect(result.ok && result.version).toMatch(/^20261122-1000-[0-9a-f]{6}$/)
  expect(await benefit('MUSIC-1')).toMatchObject({
    category: 'music',
    tier: 'silver',
    points: 800,
    stock: 1,
    startsAt: new Date('2024-01-05T00:30:00.000Z'),
    endsAt: new Date('2035-12-31T12:00:00.000Z'),
    steps: ['第一步', '第二步'],
  })
  expect(await benefit()).toMatchObject({
    startsAt: new Date('2023-12-31T16:00:00.000Z'),
    endsAt: new Date('2035-12-31T15:59:59.999Z'),
    steps: ['打开会员中心', '输入卡密'],
  })
})

test('codes lie encrypted, and lists have them masked', async () => {
  await load({ benefits: file(video()), codes: codesFile('VIDEO-1,KQ-VIDEO-0001', 'VIDEO-1,KQ-VIDEO-0002') })
  const rows = await opened.database.reader.rows<Record<string, unknown>>(
    'SELECT * FROM benefit_code WHERE programme_id = ? ORDER BY seq',
    [programmeId],
  )
  expect(JSON.stringify(rows)).not.toContain('KQ-VIDEO-0001')
  expect(rows.map(({ seq, masked }) => [seq, masked])).toEqual([
    [1, 'KQ••••••••01'],
    [2, 'KQ••••••••02'],
  ])
  expect(vault.open(String(rows[0]?.cipher))).toBe('KQ-VIDEO-0001')
})

test('the same files again are a no-op that says so', async () => {
  const request = { benefits: file(video(), music), codes: threeCodes }
  const first = await load(request)
  surroundings.advance(60_000)
  const again = await load(request)
  expect(again).toMatchObject({ ok: true, outcome: 'same_files', counts: { unchanged: 2, codesAdded: 0 } })
  expect(await load({ benefits: request.benefits })).toMatchObject({ outcome: 'same_files' })
  expect(again.ok && first.ok && again.version === first.version).toBe(true)
})

test('an earlier file that was loaded over is loaded again, without its codes', async () => {
  await load({ benefits: file(video()), codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2') })
  await load({ benefits: file(video({ points: '1500' })) })
  expect((await benefit())?.points).toBe(1500)
  const back = await load({
    benefits: file(video()),
    codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2'),
  })
  expect(back).toMatchObject({ outcome: 'loaded', counts: { changed: 1, codesAdded: 0 } })
  expect((await benefit())?.points).toBe(1200)
})

test('a file that differs in nothing that counts makes no new version', async () => {
  const first = await load({ benefits: file(video()), codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2') })
  surroundings.advance(60_000)
  const again = await load({ benefits: file(`${video()}\n`) })
  expect(again).toMatchObject({ outcome: 'nothing_changed', version: first.ok && first.version })
})

test('counts what is new, changed and unchanged, and restocks with new codes', async () => {
  await load({ benefits: file(video(), music), codes: threeCodes })
  const games = 'GAMES-1,游戏点卡,games,gold,500,0,2024-01-01,2035-12-31,1,30,点卡,第一步'
  const result = await load({
    benefits: file(video({ stock: 4 }), music, games),
    codes: codesFile('VIDEO-1,KQ-VIDEO-0003', 'VIDEO-1,KQ-VIDEO-0004'),
  })
  expect(result).toMatchObject({ counts: { new: 1, changed: 1, unchanged: 1, retired: 0, codesAdded: 2 } })
  expect(await remaining()).toBe(4)
  expect(await codesOutOfOrder(opened.database.reader)).toEqual([])
})

test('benefits that the file does not name stay, unless it replaces the catalogue', async () => {
  await load({ benefits: file(video(), music), codes: threeCodes })
  expect(await load({ benefits: file(video()) })).toMatchObject({ counts: { retired: 0 } })
  expect((await benefit('MUSIC-1'))?.endsAt).toEqual(new Date('2035-12-31T12:00:00.000Z'))
  expect(await load({ benefits: file(video()), replace: true })).toMatchObject({ counts: { retired: 1 } })
  expect((await benefit('MUSIC-1'))?.endsAt).toEqual(surroundings.now())
  expect(await load({ benefits: file(video(), music) })).toMatchObject({ counts: { changed: 1 } })
  expect((await benefit('MUSIC-1'))?.endsAt).toEqual(new Date('2035-12-31T12:00:00.000Z'))
})

describe('the order on the screen', () => {
  const row = (id: string) => `${id},${id},video,basic,10,0,2024-01-01,2035-12-31,1,30,说明,步骤`
  const onScreen = async () => {
    const { benefits } = await listBenefits(opened.database.reader, programmeId)
    return benefits.filter(({ retired }) => !retired).map(({ id }) => id)
  }

  test.each([
    ['new ones', ['X-1', 'Y-1'], ['X-1', 'Y-1', 'A-1', 'B-1', 'C-1']],
    ['one that stood last', ['C-1'], ['C-1', 'A-1', 'B-1']],
    ['some in another order', ['C-1', 'X-1', 'A-1'], ['C-1', 'X-1', 'A-1', 'B-1']],
    ['the first ones as they stand', ['A-1', 'B-1'], ['A-1', 'B-1', 'C-1']],
  ])('is that of the file, then the others as they stood: %s', async (_, ids, expected) => {
    await load({ benefits: file(row('A-1'), row('B-1'), row('C-1')) })
    await load({ benefits: file(...ids.map(row)) })
    expect(await onScreen()).toEqual(expected)
  })

  test('is the file alone where it replaces the catalogue', async () => {
    await load({ benefits: file(row('A-1'), row('B-1')) })
    await load({ benefits: file(row('X-1'), row('B-1')), replace: true })
    expect(await onScreen()).toEqual(['X-1', 'B-1'])
    await load({ benefits: file(row('Y-1')) })
    expect(await onScreen()).toEqual(['Y-1', 'X-1', 'B-1'])
  })

  test('to have made room is no change of a benefit', async () => {
    const first = await load({ benefits: file(row('A-1')) })
    surroundings.advance(60_000)
    expect(await load({ benefits: file(row('X-1')) })).toMatchObject({ counts: { new: 1, changed: 0 } })
    expect(await benefit('A-1')).toMatchObject({ position: 2, version: first.ok && first.version })
  })
})

test('replacing a catalogue leaves other programmes alone', async () => {
  const codes = codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2')
  await load({ benefits: file(video()), codes })
  const other = programmeId
  programmeId = `p-${++programmes}`
  expect(await load({ benefits: file(video()), codes, replace: true })).toMatchObject({
    counts: { new: 1, retired: 0 },
  })
  const [row] = await opened.database.reader.rows('SELECT retired_at FROM benefit WHERE programme_id = ?', [other])
  expect(row).toEqual({ retired_at: null })
})

test('tells everything that is wrong at once, by row and column, and loads nothing', async () => {
  const bad = 'video 1,,films,diamond,-5,9,2024-13-01,2035-12-31,0,x,=HYPERLINK(),"a\u0007b"'
  const empty = 'EMPTY-1,空,video,basic,10,0,2025-01-01,2024-01-01,1,30,说明,步骤'
  const problems = await problemsOf({
    benefits: file(bad, video({ stock: 5 }), empty, video(), 'SHORT,1'),
    codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,', 'VIDEO-1,A-CODE-1', 'NOBODY-1,A-CODE-2', 'VIDEO-1,+1'),
  })
  expect(problems).toEqual([
    'benefits 2 benefit_id benefit_id_invalid',
    'benefits 2 title required',
    'benefits 2 category category_unknown',
    'benefits 2 tier tier_unknown',
    'benefits 2 points number_invalid',
    'benefits 2 starts_at time_invalid',
    'benefits 2 limit_per_person number_invalid',
    'benefits 2 valid_days number_invalid',
    'benefits 2 description formula',
    'benefits 2 steps control_character',
    'benefits 3 stock stock_above_codes',
    'benefits 4 ends_at ends_before_start',
    'benefits 5 benefit_id benefit_repeated',
    'benefits 6  column_count',
    'codes 3 code required',
    'codes 4 code code_repeated',
    'codes 5 benefit_id benefit_unknown',
    'codes 6 code formula',
  ])
  expect(await benefit()).toBeNull()
})

test('names the columns of a row as they stand in the file', async () => {
  const [id, title, ...others] = head.split(',')
  const names = [...others.reverse(), title, id].join(',')
  const problems = await problemsOf({
    benefits: Buffer.from(`${names}\n步骤,=1,x,1,2035-12-31,never,0,0,basic,films,题,A-1`),
  })
  expect(problems.map((problem) => problem.split(' ')[2])).toEqual([
    'description',
    'valid_days',
    'starts_at',
    'points',
    'category',
  ])
})

test.each([
  ['a benefit that was refused', [video({ points: 'many' })], ['benefits 2 points number_invalid']],
  ['a row that lacks cells', ['VIDEO-1,short'], ['benefits 2  column_count']],
  ['a file that cannot be read to its end', ['"open'], ['benefits 2  csv']],
])('codes of %s are not told again', async (_, lines, expected) => {
  expect(await problemsOf({ benefits: file(...lines), codes: codesFile('VIDEO-1,A-CODE-1') })).toEqual(expected)
})

test.each([
  ['a row with a cell too many', codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2,'), ['codes 3  column_count']],
  ['no names of columns', Buffer.from('VIDEO-1,A-CODE-1'), ['codes 1  head_missing']],
  ['no text', Buffer.from([0xff, 0xff, 0xff, 0x00]), ['codes 1  encoding']],
])('a codes file with %s is not told again as a lack of stock', async (_, codes, expected) => {
  const problems = await problemsOf({ benefits: file(video()), codes })
  expect(problems).toEqual(expected)
  expect(problems.join()).not.toContain('stock')
})

test.each([
  ['1,000', 'number_separated', '数字不写千分位：1,000'],
  ['1，000', 'number_separated', '数字不写千分位：1，000'],
  ['1.5', 'number_invalid', '应为 1–100000000 之间的整数：1.5'],
  ['9'.repeat(60), 'number_invalid', `应为 1–100000000 之间的整数：${'9'.repeat(40)}…`],
  ['', 'required', '不能为空'],
])('a number written as "%s" is refused as %s', async (points, code, zh) => {
  const result = await load({ benefits: file(video({ points: `"${points}"`, stock: 0 })) })
  expect(result).toMatchObject({ ok: false, problems: [{ column: 'points', code, zh }] })
})

test('what has ended already is loaded, with a notice', async () => {
  const past = 'PAST-1,往期,video,basic,10,0,2024-01-01,2026-11-21,1,30,说明,步骤'
  const today = 'TODAY-1,今日,video,basic,10,0,2024-01-01,2026-11-22,1,30,说明,步骤'
  for (const outcome of ['loaded', 'same_files']) {
    expect(await load({ benefits: file(today, past) })).toMatchObject({
      ok: true,
      outcome,
      notices: [{ file: 'benefits', row: 3, column: 'ends_at', code: 'ended_already' }],
    })
  }
})

test('a code that is in the pool already stops the load with its row', async () => {
  await load({ benefits: file(video()), codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2') })
  const codes = codesFile('VIDEO-1,A-CODE-3', 'VIDEO-1,A-CODE-2')
  expect(await problemsOf({ benefits: file(video()), codes })).toEqual(['codes 3 code code_known'])
  expect(await remaining()).toBe(2)
  expect(await codesOutOfOrder(opened.database.reader)).toEqual([])
})

test('a problem never quotes a code', async () => {
  const result = await load({
    benefits: file(video()),
    codes: codesFile('VIDEO-1,=SECRET-1', `VIDEO-1,${'LONG'.repeat(40)}`, 'VIDEO-1,TWICE-1', 'VIDEO-1,TWICE-1'),
  })
  const noHead = await load({ benefits: file(video()), codes: Buffer.from('VIDEO-1,SECRET-1') })
  const wrongHead = await load({ benefits: file(video()), codes: Buffer.from('code,benefit_id\nVIDEO-1,SECRET-1') })
  for (const each of [result, noHead, wrongHead]) {
    expect(each.ok).toBe(false)
    expect(JSON.stringify(each)).not.toMatch(/SECRET|LONG|TWICE/)
  }
})

test('stock cannot fall below what was issued', async () => {
  await load({ benefits: file(video()), codes: codesFile('VIDEO-1,A-CODE-1', 'VIDEO-1,A-CODE-2') })
  await issueCodes({ database: opened.database, surroundings }, { programmeId })
  expect(await problemsOf({ benefits: file(video({ stock: 0 })) })).toEqual(['benefits 2 stock stock_below_issued'])
  expect(await load({ benefits: file(video({ stock: 1 })) })).toMatchObject({ counts: { changed: 1 } })
  expect(await remaining()).toBe(0)
})

test('takes Chinese column names in any order, in GB18030 as spreadsheets write it', async () => {
  const chinese = [
    '名称,权益编号,分类,等级,积分,库存,开始时间,结束时间,每人限兑,有效天数,使用步骤,说明',
    '视频会员月卡,VIDEO-1,视频,普卡,1200,0,2024-01-01,2035-12-31,1,30,打开会员中心,一个月会员',
    ',,,,,,,,,,,',
  ].join('\r\n')
  expect(await load({ benefits: encode(chinese, 'gb18030') })).toMatchObject({ ok: true, counts: { new: 1 } })
  expect(await benefit()).toMatchObject({ title: '视频会员月卡', description: '一个月会员' })
})

test.each([
  ['no content', '', ['benefits 1  empty']],
  [
    'a missing and an unknown column',
    `${head.replace('points', 'price')}`,
    ['benefits 1  column_unknown', 'benefits 1 points column_missing'],
  ],
  ['a column twice', `${head},title`, ['benefits 1 title column_repeated']],
  ['an open quote', `${head}\n${video()}\nA-2,"open`, ['benefits 2 stock stock_above_codes', 'benefits 3  csv']],
])('stops at a file with %s', async (_, text, expected) => {
  expect(await problemsOf({ benefits: Buffer.from(text) })).toEqual(expected)
})

test('stops at bytes that are no text', async () => {
  expect(await problemsOf({ benefits: Buffer.from([0xff, 0xff, 0xff, 0x00]) })).toEqual(['benefits 1  encoding'])
})

test('two loads at once do not mix: one wins, the other finds it done', async () => {
  const request = { benefits: file(video(), music), codes: threeCodes }
  const results = await Promise.all([load(request), load(request)])
  expect(results.map((each) => each.ok && each.outcome).sort()).toEqual(['loaded', 'same_files'])
  expect(await codesOutOfOrder(opened.database.reader)).toEqual([])
})

test('numbers thousands of codes without a gap and tells how far it is', async () => {
  const lines = Array.from({ length: 4_500 }, (_, index) => `VIDEO-1,MANY-${programmeId}-${index}`)
  const seen: number[] = []
  const progress = ({ done }: { done: number }) => seen.push(done)
  await load({ benefits: file(video({ stock: 4_500 })), codes: codesFile(...lines), progress })
  expect(seen).toEqual([2_000, 4_000, 4_500])
  expect(await remaining()).toBe(4_500)
  expect(await codesOutOfOrder(opened.database.reader)).toEqual([])
})
