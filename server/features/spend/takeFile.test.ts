import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BankEvent } from '../../../shared/contract/spend'
import { bankEvent } from '../../../tests/support/bankEvents'
import { bookState } from '../../../tests/support/bookState'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { renderBankFile } from '../../ports/bankFile'
import { claimStragglers, claimWaiting, latestReports, takeEvents, takeFile } from '.'
import { insertWaiting, takeWaiting } from './spend.store'

let opened: TestDatabase
let card: BoundForTest
let count = 0
let folder: string
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
const deps = () => ({ database: opened.database, posting: testPosting(surroundings), surroundings })

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kaquan-feed-'))
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await opened.close()
})
beforeEach(async () => {
  card = await boundCard(opened.database, `f${String(++count).padStart(7, '0')}`)
})

const day = '2026-10-01'
const spend = (id: string, rest: { yuan: number } & Partial<BankEvent>) =>
  bankEvent(`${card.cardToken}_${id}`, day, { card_token: card.cardToken, ...rest })

function fileOf(...rows: BankEvent[]): Uint8Array {
  return renderBankFile(day, rows, { programmeId: testProgramme.id, encoding: 'gb18030' })
}
function take(name: string, bytes: Uint8Array) {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return takeFile({ path: file }, deps())
}
const pointsOf = async () => {
  const [row] = await opened.database.reader.rows<{ available: string }>(
    'SELECT available FROM v_account WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  return Number(row?.available ?? 0)
}

test('a file brings points, and the same file again says that it is known and changes nothing', async () => {
  const bytes = fileOf(spend('a', { yuan: 30 }), spend('b', { yuan: 12 }))
  expect(await take('one.csv', bytes)).toMatchObject({ outcome: 'taken', taken: 2, points: 42 })
  const before = await bookState(opened.database)
  expect(await take('renamed.csv', bytes)).toMatchObject({ outcome: 'known', takenAs: 'one.csv' })
  expect(await bookState(opened.database)).toEqual(before)
})

test('another file may repeat rows: they count once', async () => {
  await take('one.csv', fileOf(spend('a', { yuan: 30 })))
  const again = await take('two.csv', fileOf(spend('a', { yuan: 30 }), spend('b', { yuan: 5 })))
  expect(again).toMatchObject({ outcome: 'taken', taken: 1, repeated: 1 })
  expect(await pointsOf()).toBe(35)
})

test('a file with a bad control record is refused whole', async () => {
  const text = Buffer.from(
    renderBankFile(day, [spend('a', { yuan: 30 })], { programmeId: testProgramme.id, encoding: 'utf-8' }),
  )
  const bytes = Buffer.from(text.toString().replace('T,1,', 'T,2,'))
  expect(await take('bad.csv', bytes)).toMatchObject({ outcome: 'refused', problems: [{ code: 'count_differs' }] })
  expect(await pointsOf()).toBe(0)
})

test('a row that contradicts what was taken before is left out and told with its line, and the rest is taken', async () => {
  await take('one.csv', fileOf(spend('a', { yuan: 30 })))
  const bytes = fileOf(spend('b', { yuan: 5 }), spend('a', { yuan: 31 }))
  const report = {
    taken: 1,
    refused: 1,
    takenFen: 500,
    points: 5,
    refusals: [{ row: 4, code: 'transaction_contradicted' }],
  }
  expect(await take('two.csv', bytes)).toMatchObject({ outcome: 'taken', ...report })
  expect(await take('two.csv', bytes)).toMatchObject({ outcome: 'known', ...report })
  expect(await pointsOf()).toBe(35)
})

test('what lies in the future is refused, from files and events alike', async () => {
  const later = '2026-11-24'
  const row = { ...spend('a', { yuan: 3 }), posted_on: later, occurred_at: `${later}T12:00:00.000+08:00` }
  const bytes = renderBankFile(later, [row], { programmeId: testProgramme.id, encoding: 'utf-8' })
  expect(await take('later.csv', bytes)).toMatchObject({ outcome: 'refused', problems: [{ code: 'day_in_future' }] })
  await expect(takeEvents([row], deps())).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(
    takeEvents([{ ...row, posted_on: '2026-11-23', occurred_at: '2026-11-23T12:00:00+08:00' }], deps()),
  ).resolves.toMatchObject({ taken: 1 })
})

test('a card used in the future refuses a file of today, with each such row, as it does events', async () => {
  const today = '2026-11-22'
  const used = (id: string, occurred_at: string) => ({ ...spend(id, { yuan: 3 }), posted_on: today, occurred_at })
  const rows = [
    used('a', '2026-11-23T23:59:59.999+08:00'),
    used('b', '2026-11-24T00:00:00.000+08:00'),
    { ...used('c', '2026-11-23T16:00:00Z'), merchant: '"quoted", and so read with care' },
  ] as const
  const bytes = renderBankFile(today, rows, { programmeId: testProgramme.id, encoding: 'utf-8' })
  const refused = await take('future.csv', bytes)
  const problem = { column: 'occurred_at', code: 'occurred_at_in_future' }
  expect(refused).toMatchObject({
    outcome: 'refused',
    problems: [
      { row: 4, ...problem },
      { row: 5, ...problem },
    ],
  })
  for (const row of rows.slice(1)) {
    await expect(takeEvents([row], deps())).rejects.toMatchObject({ code: 'input_invalid' })
  }
  expect(await takeEvents([rows[0]], deps())).toMatchObject({ taken: 1 })
})

test('the figures of a report add up, whatever became of the rows', async () => {
  await take('one.csv', fileOf(spend('a', { yuan: 30 }), spend('b', { yuan: 20 })))
  const nobody = { card_token: `ct_nobody${String(count).padStart(4, '0')}` }
  const bytes = fileOf(
    spend('a', { yuan: 30 }),
    spend('b', { yuan: 21 }),
    spend('c', { yuan: 10 }),
    spend('d', { yuan: -3 }),
    spend('w', { yuan: 7, ...nobody }),
  )
  const report = { rows: 5, taken: 2, repeated: 1, waiting: 1, refused: 1, unmatched: 1, takenFen: 1_000 - 300 + 700 }
  expect(await take('two.csv', bytes)).toMatchObject({ outcome: 'taken', ...report, points: 10 })
})

describe('the reports of the newest files', () => {
  const reports = async (asked: { programmeId?: string; andUnclaimed?: boolean } = {}) => {
    const found = await latestReports(opened.database, { programmeId: testProgramme.id, andUnclaimed: true, ...asked })
    return found.map((each) => ({ ...each }))
  }
  const later = () => surroundings.advance(1_000)

  test('have those that were refused among them, once each, with their first problems', async () => {
    later()
    await take('sound.csv', fileOf(spend('a', { yuan: 30 })))
    later()
    const number = '4111111111111111'
    const rows = Array.from({ length: 60 }, (_, at) => ({ ...spend(`n${at}`, { yuan: 3 }), merchant: number }))
    const bad = Buffer.from(
      fileOf(...rows)
        .toString()
        .replace(`,${day},gb18030\n`, `,${number},gb18030\n`),
    )
    const refused = await take('bad.csv', bad)
    later()
    const after = await reports()
    expect(await take('again.csv', bad)).toMatchObject({ outcome: 'refused' })
    expect(await reports()).toEqual(after)
    expect(after.slice(0, 2)).toMatchObject([
      { outcome: 'refused', file: 'bad.csv', problemCount: 61, problems: { length: 50 } },
      { outcome: 'taken', file: 'sound.csv', unfinished: false, taken: 1 },
    ])
    const problemsOf = (each: object | undefined) => (each as { problems: object[] }).problems
    expect(problemsOf(after[0])).toEqual(problemsOf(refused).slice(0, 50))
    expect(JSON.stringify(after)).not.toContain(number)
  })

  test('have those that were refused by their name: of this programme, or of none for who may see all', async () => {
    later()
    const bad = (text: string) => Buffer.from(`nothing that can be read: ${text}`)
    const [own, other, none] = [`${testProgramme.id}-20261122.csv`, 'second-20261122.csv', 'feed (1).csv']
    await installTestProgramme(opened.database, { id: 'second' })
    for (const name of [own, other, none]) expect(await take(name, bad(name))).toMatchObject({ outcome: 'refused' })
    const named = async (asked: Parameters<typeof reports>[0]) =>
      (await reports(asked)).flatMap((each) => ('problems' in each ? [each.file] : []))
    expect(await named({ andUnclaimed: false })).toEqual([own])
    expect(await named({ programmeId: 'second', andUnclaimed: false })).toEqual([other])
    expect(await named({ andUnclaimed: true })).toEqual(expect.arrayContaining([own, none]))
    expect(await named({ andUnclaimed: true })).not.toContain(other)
  })

  test('have a file that was refused for its day as taken once its day has come', async () => {
    const [today, tomorrow] = ['2026-11-22', '2026-11-24']
    const row = { ...spend('a', { yuan: 3 }), posted_on: tomorrow, occurred_at: `${today}T12:00:00.000+08:00` }
    const bytes = renderBankFile(tomorrow, [row], { programmeId: testProgramme.id, encoding: 'utf-8' })
    later()
    await take('early.csv', bytes)
    expect((await reports())[0]).toMatchObject({ outcome: 'refused', problems: [{ code: 'day_in_future' }] })
    surroundings.set('2026-11-24T10:00:00Z')
    await take('early.csv', bytes)
    const known = await reports()
    expect(known[0]).toMatchObject({ outcome: 'taken', file: 'early.csv' })
    expect(known.filter(({ file }) => file === 'early.csv')).toHaveLength(1)
    surroundings.set('2026-11-22T10:00:00Z')
  })
})

test('a file of a programme that is not installed is refused', async () => {
  const bytes = renderBankFile(day, [], { programmeId: 'nobody', encoding: 'utf-8' })
  expect(await take('x.csv', bytes)).toMatchObject({ outcome: 'refused', problems: [{ code: 'programme_unknown' }] })
})

test('the same file taken twice at once is taken once', async () => {
  const bytes = fileOf(spend('a', { yuan: 30 }))
  const both = await Promise.all([take('x.csv', bytes), take('y.csv', bytes)])
  for (const each of both) expect(each).toMatchObject({ taken: 1, points: 30 })
  expect(both.filter((each) => each.outcome === 'taken' && !each.isResumed)).toHaveLength(1)
  expect(await pointsOf()).toBe(30)
})

describe('facts of a card that nobody has bound', () => {
  const free = () => `ct_free${String(count).padStart(6, '0')}`
  const owned = () => ({ programmeId: card.programmeId, cardholderId: card.cardholderId, cardId: card.cardId })
  const unowned = (id: string, rest: { yuan: number } & Partial<BankEvent>) =>
    bankEvent(`${free()}_${id}`, day, { card_token: free(), ...rest })

  test('wait, repeated or not, and count when it is bound', async () => {
    const events = [unowned('a', { yuan: 20 }), unowned('r', { yuan: -20 }), unowned('b', { yuan: 7, merchant: 'x' })]
    expect(await takeEvents(events, deps())).toEqual({ taken: 0, repeated: 0, waiting: 3, contradicted: [] })
    expect(await takeEvents(events, deps())).toEqual({ taken: 0, repeated: 3, waiting: 0, contradicted: [] })
    const claim = { owner: owned(), cardToken: free() }
    const claimed = await opened.database.inTransaction((tx) => claimWaiting(tx, claim, deps()))
    expect(claimed).toEqual({ spends: 3, points: 7 })
    expect(await pointsOf()).toBe(7)
  })

  test('that came in while it was being bound are swept up by a job', async () => {
    await takeEvents([unowned('a', { yuan: 20 })], deps())
    await opened.database.inTransaction(async (tx) => {
      const key = { programme_id: card.programmeId, card_token: free() }
      await tx.insert('card_owner', [{ ...key, cardholder_id: card.cardholderId, card_id: card.cardId }])
      await tx.change('UPDATE card SET card_token = ? WHERE cardholder_id = ?', [free(), card.cardholderId])
    })
    expect(await claimStragglers(card.programmeId, deps())).toBe(1)
    expect(await claimStragglers(card.programmeId, deps())).toBe(0)
    expect(await pointsOf()).toBe(20)
  })

  test('but once was bound: a refund still takes back from who had it last', async () => {
    await takeEvents([spend('a', { yuan: 20 })], deps())
    await opened.database.inTransaction((tx) =>
      tx.change('DELETE FROM card_owner WHERE card_token = ?', [card.cardToken]),
    )
    const later = await takeEvents([spend('r', { yuan: -20 }), spend('b', { yuan: 9, merchant: 'x' })], deps())
    expect(later).toEqual({ taken: 1, repeated: 0, waiting: 1, contradicted: [] })
    expect(await pointsOf()).toBe(0)
  })
})

test('a fact that comes in while the waiting ones are taken stays for the next look', async () => {
  const token = `ct_late${String(count).padStart(6, '0')}`
  const waiting = (id: string) => bankEvent(`${token}_${id}`, day, { yuan: 5, card_token: token })
  const arrive = (id: string) =>
    opened.database.inTransaction((tx) => insertWaiting(tx, [waiting(id)], surroundings.now()))
  await arrive('first')
  const place = { programmeId: testProgramme.id, cardToken: token }
  // The embedded database has one writer, so nothing can come in between there.
  const late = opened.database.dialect === 'sqlite' ? undefined : () => arrive('second')
  const taken = await opened.database.inTransaction((tx) => {
    const change: typeof tx.change = async (...statement) => {
      await late?.()
      return tx.change(...statement)
    }
    return takeWaiting(Object.assign(Object.create(tx), { change }), place)
  })
  expect(taken.map((event) => event.transaction_id)).toEqual([`${token}_first`])
  if (!late) await arrive('second')
  const left = await opened.database.inTransaction((tx) => takeWaiting(tx, place))
  expect(left.map((event) => event.transaction_id)).toEqual([`${token}_second`])
})
