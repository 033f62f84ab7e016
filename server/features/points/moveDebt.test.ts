import type { BankEvent } from '../../../shared/contract/spend'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { cardBoundOf } from '../../compose'
import { takeEvents } from '../spend'
import { expireAll, followDebts, verifyBooks } from '.'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
const posting = testPosting(surroundings)

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

let made = 0
const somebody = () => boundCard(opened.database, `debtor-${String(++made).padStart(3, '0')}`)

const take = (card: BoundForTest, ...events: BankEvent[]) =>
  takeEvents(
    events.map((event) => ({
      ...event,
      transaction_id: `${card.cardToken}_${event.transaction_id}`,
      original_transaction_id: event.original_transaction_id && `${card.cardToken}_${event.original_transaction_id}`,
      card_token: card.cardToken,
    })),
    { database: opened.database, posting, surroundings },
  )
const purchase = (card: BoundForTest) => take(card, bankEvent('a', '2026-10-01', { yuan: 100 }))
const refund = (card: BoundForTest, yuan = -100) =>
  take(card, bankEvent(`r${yuan}`, '2026-10-05', { yuan, original_transaction_id: 'a' }))
const spend = (card: BoundForTest, amount: number) => {
  const spent = { amount: points(amount), redemptionId: surroundings.newId(), title: 't', surroundings }
  return opened.database.inTransaction((tx) => redeemPoints(tx, card, spent))
}

async function balance({ cardholderId }: BoundForTest) {
  const [row] = await opened.database.reader.rows<{ available: string; debt: string }>(
    'SELECT available, debt FROM v_account WHERE cardholder_id = ?',
    [cardholderId],
  )
  return { available: Number(row?.available ?? 0), debt: Number(row?.debt ?? 0) }
}
const unbind = (card: BoundForTest) =>
  opened.database.inTransaction(async (tx) => {
    await tx.change('DELETE FROM card_owner WHERE card_token = ?', [card.cardToken])
    await tx.change('UPDATE card SET unbound_at = ? WHERE card_id = ?', [surroundings.now(), card.cardId])
  })

/** The same card in the hands of a cardholder who has other cards, or none. */
async function bindTo(holder: Pick<BoundForTest, 'cardholderId'>, card: BoundForTest): Promise<BoundForTest> {
  const bound = { ...card, cardholderId: holder.cardholderId, cardId: surroundings.newId() }
  await opened.database.inTransaction(async (tx) => {
    const key = { programme_id: card.programmeId, card_token: card.cardToken }
    const owner = { cardholder_id: bound.cardholderId, card_id: bound.cardId }
    await tx.insert('card_owner', [{ ...key, ...owner }])
    const shown = { last4: '0000', product: 'standard', is_default: false }
    await tx.insert('card', [{ ...owner, ...key, ...shown, bound_at: surroundings.now(), unbound_at: null }])
    const { cardholderId, cardId, cardToken, programmeId } = bound
    await cardBoundOf(posting, surroundings)(tx, { cardholderId, cardId, cardToken, programmeId })
  })
  return bound
}
const stranger = () => ({ cardholderId: surroundings.newId() })

async function owes(yuan = 100): Promise<BoundForTest> {
  const card = await somebody()
  await purchase(card)
  await spend(card, yuan)
  await refund(card)
  return card
}

test('what a refund left owing meets whoever binds the card again, by an entry that names the old one', async () => {
  const old = await owes()
  expect(await balance(old)).toEqual({ available: 0, debt: 100 })
  await unbind(old)
  const fresh = await bindTo(stranger(), old)
  expect([await balance(old), await balance(fresh)]).toEqual([
    { available: 0, debt: 0 },
    { available: 0, debt: 100 },
  ])
  const rows = await opened.database.reader.rows<Record<string, string>>(
    "SELECT cardholder_id, transaction_id, corrects FROM transfer WHERE kind = 'debt_moved' AND cardholder_id IN (?, ?)",
    [old.cardholderId, fresh.cardholderId],
  )
  const left = rows.find(({ cardholder_id }) => cardholder_id === old.cardholderId)
  const came = rows.find(({ cardholder_id }) => cardholder_id === fresh.cardholderId)
  expect(rows).toHaveLength(2)
  expect(came?.corrects).toBe(left?.transaction_id)
  // The next earnings repay it, as any debt.
  await take(fresh, bankEvent('b', '2026-11-01', { yuan: 130 }))
  expect(await balance(fresh)).toEqual({ available: 30, debt: 0 })
})

test('a deleted account sheds nothing', async () => {
  const old = await owes()
  await opened.database.inTransaction((tx) => expireAll(tx, old, surroundings))
  await unbind(old)
  expect(await balance(await bindTo(stranger(), old))).toEqual({ available: 0, debt: 100 })
})

test('who has points repays with them at once', async () => {
  const old = await owes()
  await unbind(old)
  const holder = await somebody()
  await take(holder, bankEvent('p', '2026-10-01', { yuan: 250 }))
  await bindTo(holder, old)
  expect(await balance(holder)).toEqual({ available: 150, debt: 0 })
})

test('debt of another card stays where it is', async () => {
  const old = await owes()
  const second = await somebody()
  await opened.database.inTransaction(async (tx) => {
    const owner = [old.cardholderId, second.cardToken]
    await tx.change('UPDATE card_owner SET cardholder_id = ? WHERE card_token = ?', owner)
    await tx.change('UPDATE card SET cardholder_id = ? WHERE card_token = ?', owner)
  })
  await unbind(second)
  const fresh = await bindTo(stranger(), second)
  expect([await balance(old), await balance(fresh)]).toEqual([
    { available: 0, debt: 100 },
    { available: 0, debt: 0 },
  ])
})

test('no more moves than is still owed', async () => {
  const old = await owes()
  await take(old, bankEvent('c', '2026-11-01', { yuan: 40 }))
  expect(await balance(old)).toEqual({ available: 0, debt: 60 })
  await unbind(old)
  expect(await balance(await bindTo(stranger(), old))).toEqual({ available: 0, debt: 60 })
})

test('goes on with the card from hand to hand, and comes back with it', async () => {
  const old = await owes()
  await unbind(old)
  const second = await bindTo(stranger(), old)
  await unbind(second)
  const third = await bindTo(stranger(), old)
  expect((await balance(second)).debt).toBe(0)
  expect((await balance(third)).debt).toBe(100)
})

test('bound again by who had it, it stays one debt', async () => {
  const old = await owes()
  await unbind(old)
  const { cardholderId, cardId, cardToken, programmeId } = old
  await opened.database.inTransaction((tx) =>
    cardBoundOf(posting, surroundings)(tx, { cardholderId, cardId, cardToken, programmeId }),
  )
  expect((await balance(old)).debt).toBe(100)
})

describe('a refund that comes when the card is somebody else’s already', () => {
  test('owes on the old account for a moment, and the job brings it after the card, once', async () => {
    const old = await somebody()
    await purchase(old)
    await spend(old, 100)
    await unbind(old)
    const fresh = await bindTo(stranger(), old)
    await refund(old)
    expect([(await balance(old)).debt, (await balance(fresh)).debt]).toEqual([100, 0])
    expect(await followDebts({ database: opened.database, surroundings })).toBe(1)
    expect([(await balance(old)).debt, (await balance(fresh)).debt]).toEqual([0, 100])
    expect(await followDebts({ database: opened.database, surroundings })).toBe(0)
  })

  test('stays where nobody has bound the card since', async () => {
    const old = await owes()
    await unbind(old)
    expect(await followDebts({ database: opened.database, surroundings })).toBe(0)
    expect((await balance(old)).debt).toBe(100)
  })
})

test('two who move the same debt at once move it once', async () => {
  const old = await somebody()
  await purchase(old)
  await spend(old, 100)
  await unbind(old)
  const fresh = await bindTo(stranger(), old)
  await refund(old)
  const both = [0, 1].map(() => followDebts({ database: opened.database, surroundings }))
  expect((await Promise.all(both)).reduce((sum, each) => sum + each, 0)).toBe(1)
  expect((await balance(fresh)).debt).toBe(100)
})
