import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { postingOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import { verifyBooks } from '../../server/features/points'
import { type FileTaken, latestReports, takeFile } from '../../server/features/spend'
import { renderBankFile } from '../../server/ports/bankFile'
import { realSurroundings } from '../../server/surroundings'
import { typescriptHook } from '../../server/typescriptHook'
import type { BankEvent } from '../../shared/contract/spend'
import { bankEvent } from '../support/bankEvents'
import { bookState } from '../support/bookState'
import { boundCard } from '../support/boundCard'
import { installTestProgramme, testProgramme } from '../support/programme'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { killedIn } from './killedIn'

const day = '2026-10-01'
const cards = 60
const rowsPerCard = 200
const rows = cards * rowsPerCard
const slices = 4

let folder: string
let file: string
let opened: TestDatabase[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kaquan-faults-'))
  file = path.join(folder, 'day.csv')
  const events = Array.from({ length: rowsPerCard }, (_, at) => tokens.map((token) => spendOf(token, at))).flat()
  writeFileSync(file, renderBankFile(day, events, { programmeId: testProgramme.id, encoding: 'utf-8' }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const each of opened) await each.close()
  opened = []
})

const tokens = Array.from({ length: cards }, (_, at) => `ct_${String(at).padStart(8, '0')}`)

/** Now and then a refund of the purchase before it. */
function spendOf(token: string, at: number): BankEvent {
  const refunded = at % 20 === 19 ? `${token}_${at - 1}` : null
  const yuan = refunded ? -(10 + at - 1) : 10 + at
  const minutes = String(Math.floor(at / 60)).padStart(2, '0')
  const occurred_at = `2026-09-30T${minutes}:${String(at % 60).padStart(2, '0')}:00.000+08:00`
  return bankEvent(`${token}_${at}`, day, { yuan, card_token: token, occurred_at, original_transaction_id: refunded })
}

async function programmeWithCards(): Promise<TestDatabase> {
  const database = await testDatabase()
  opened.push(database)
  await installTestProgramme(database.database)
  for (const token of tokens) await boundCard(database.database, token.slice('ct_'.length))
  return database
}

const take = (database: Database): Promise<FileTaken> =>
  takeFile({ path: file }, { database, posting: postingOf(realSurroundings), surroundings: realSurroundings })

async function expectSound(database: Database, state: unknown) {
  const { checks } = await verifyBooks(database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(await bookState(database)).toEqual(state)
}

/** Runs the command line on the file and kills it, without a word, once so many slices are posted. */
async function feedAndKill({ url, database }: TestDatabase, afterSlices: number): Promise<void> {
  const program = ['-r', typescriptHook, 'scripts/feed.ts', file]
  const child = spawn(process.execPath, program, {
    cwd: path.resolve(__dirname, '../..'),
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (child.exitCode === null && (await postedSlices(database)) < afterSlices) await sleep(3)
  child.kill('SIGKILL')
  await ended
}

async function postedSlices(database: Database): Promise<number> {
  const [row] = await database.reader.rows<{ posted: string }>('SELECT COUNT(*) AS posted FROM feed_slice')
  return Number(row?.posted)
}

test('a file that is cut off at any slice is finished by the same file, with nothing doubled and nothing missing', async () => {
  const undisturbed = await programmeWithCards()
  const report = await take(undisturbed.database)
  expect(report).toMatchObject({ outcome: 'taken', isResumed: false, rows, taken: rows, repeated: 0, unmatched: 0 })
  const state = await bookState(undisturbed.database)

  for (const killedAfter of [1, 2, 3]) {
    const disturbed = await programmeWithCards()
    await feedAndKill(disturbed, killedAfter)
    const before = await postedSlices(disturbed.database)
    expect(before).toBeGreaterThanOrEqual(killedAfter)
    const again = await take(disturbed.database)
    // A machine that is quicker than the signal has done the whole file.
    if (before < slices) expect(again).toEqual({ ...report, isResumed: true })
    else expect(again).toMatchObject({ taken: rows, repeated: 0 })
    await expectSound(disturbed.database, state)
    expect(await take(disturbed.database)).toMatchObject({ outcome: 'known', taken: rows })
  }
}, 120_000)

test('a file whose every slice is posted, and that was cut off before it was finished, is finished by the same file', async () => {
  const disturbed = await programmeWithCards()
  const { database, url } = disturbed
  await killedIn('feed', url, file)
  expect(await postedSlices(database)).toBe(slices)
  const state = await bookState(database)
  const unfinished = async () =>
    (await latestReports(database, { programmeId: testProgramme.id, andUnclaimed: true })).map((each) => ({ ...each }))
  expect(await unfinished()).toMatchObject([{ outcome: 'taken', unfinished: true, taken: rows }])
  expect(await take(database)).toMatchObject({ outcome: 'taken', isResumed: true, taken: rows, repeated: 0 })
  expect(await unfinished()).toMatchObject([{ outcome: 'taken', unfinished: false, taken: rows }])
  await expectSound(database, state)
}, 60_000)

test('a file that is cut off while it is read has changed nothing, and is taken by the same file', async () => {
  const disturbed = await programmeWithCards()
  const { database, url } = disturbed
  const before = await bookState(database)
  const temporary = mkdtempSync(path.join(folder, 'temporary-'))
  // A pipe gives out half of the file and no more, so that the reader stands in the middle of it.
  const pipe = path.join(folder, 'half.pipe')
  execFileSync('mkfifo', [pipe])
  const program = ['-r', typescriptHook, 'scripts/feed.ts', pipe]
  const child = spawn(process.execPath, program, {
    cwd: path.resolve(__dirname, '../..'),
    env: { ...process.env, DATABASE_URL: url, TMPDIR: temporary },
    stdio: 'ignore',
  })
  const ended = new Promise<unknown>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  const writer = await open(pipe, 'w')
  const bytes = readFileSync(file)
  await writer.write(bytes, 0, Math.floor(bytes.length / 2))
  expect(readdirSync(temporary).some((name) => name.startsWith('kaquan-staging-'))).toBe(true)
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  await writer.close()
  expect(await postedSlices(database)).toBe(0)
  expect(await latestReports(database, { programmeId: testProgramme.id, andUnclaimed: true })).toEqual([])
  expect(await bookState(database)).toEqual(before)
  expect(await take(database)).toMatchObject({ outcome: 'taken', isResumed: false, taken: rows, repeated: 0 })
}, 60_000)

test('the same file and another with half of its rows, all taken at once, count every row once', async () => {
  const undisturbed = await programmeWithCards()
  await take(undisturbed.database)
  const state = await bookState(undisturbed.database)

  const { database } = await programmeWithCards()
  const half = path.join(folder, 'half.csv')
  const events = tokens.flatMap((token) => Array.from({ length: rowsPerCard / 2 }, (_, at) => spendOf(token, at)))
  writeFileSync(half, renderBankFile(day, events, { programmeId: testProgramme.id, encoding: 'utf-8' }))
  const deps = { database, posting: postingOf(realSurroundings), surroundings: realSurroundings }
  const [one, other, part] = await Promise.all([take(database), take(database), takeFile({ path: half }, deps)])
  const [first, second, third] = [one, other, part].map((each) => (each.outcome === 'refused' ? null : each))
  expect(first?.taken).toBe(second?.taken)
  expect((first?.taken ?? 0) + (third?.taken ?? 0)).toBe(rows)
  expect((first?.repeated ?? 0) + (third?.repeated ?? 0)).toBe(events.length)
  await expectSound(database, state)
}, 60_000)
