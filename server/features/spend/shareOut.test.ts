import type { BankEvent } from '../../../shared/contract/spend'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { claimWaiting, takeEvents } from '.'

let opened: TestDatabase
let first: BoundForTest
let next: BoundForTest
let count = 0
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
const deps = () => ({ database: opened.database, posting: testPosting(surroundings), surroundings })

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(async () => {
  const number = String(++count).padStart(6, '0')
  first = await boundCard(opened.database, `s${number}a`)
  next = await boundCard(opened.database, `s${number}b`)
})

const spend = (id: string, day: string, rest: { yuan: number } & Partial<BankEvent>) => {
  const original = rest.original_transaction_id ? `${first.cardToken}_${rest.original_transaction_id}` : null
  const where = { card_token: first.cardToken, original_transaction_id: original }
  return bankEvent(`${first.cardToken}_${id}`, day, { ...rest, ...where })
}
const take = (...events: BankEvent[]) => takeEvents(events, deps())

const unbind = () =>
  opened.database.inTransaction((tx) => tx.change('DELETE FROM card_owner WHERE card_token = ?', [first.cardToken]))

/** The first one's card goes to the next person. */
async function rebind() {
  const { cardToken } = first
  const { programmeId, cardholderId, cardId } = next
  return opened.database.inTransaction(async (tx) => {
    await tx.change('DELETE FROM card_owner WHERE cardholder_id = ?', [cardholderId])
    const key = { programme_id: programmeId, card_token: cardToken }
    await tx.insert('card_owner', [{ ...key, cardholder_id: cardholderId, card_id: cardId }])
    await tx.change('UPDATE card SET card_token = ? WHERE cardholder_id = ?', [cardToken, cardholderId])
    return claimWaiting(tx, { owner: { programmeId, cardholderId, cardId }, cardToken }, deps())
  })
}

async function pointsOf({ cardholderId }: BoundForTest): Promise<number> {
  const sql = 'SELECT available + pending - debt AS total FROM v_account WHERE cardholder_id = ?'
  const [row] = await opened.database.reader.rows<{ total: string }>(sql, [cardholderId])
  return Number(row?.total ?? 0)
}

describe('once a card has gone from one person to another', () => {
  beforeEach(async () => {
    await take(spend('a', '2026-10-01', { yuan: 40 }), spend('b', '2026-10-02', { yuan: 25 }))
    await unbind()
    await rebind()
    await take(spend('n', '2026-10-10', { yuan: 70 }))
  })

  test('a refund takes back from whoever has its purchase, by its reference or by likeness', async () => {
    await take(spend('ra', '2026-10-11', { yuan: -40, original_transaction_id: 'a' }))
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([25, 70])
    await take(spend('rb', '2026-10-12', { yuan: -25 }))
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([0, 70])
    await take(spend('rn', '2026-10-13', { yuan: -70 }))
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([0, 0])
  })

  test('a reversal follows what it cancels, also within one delivery', async () => {
    const refund = spend('ra', '2026-10-11', { yuan: -15, original_transaction_id: 'a' })
    const reversal = { yuan: 15, type: 'reversal', original_transaction_id: 'ra' } as const
    await take(refund)
    expect(await pointsOf(first)).toBe(50)
    const undone = spend('va', '2026-10-12', reversal)
    const whole = spend('vb', '2026-10-12', { yuan: 25, type: 'reversal', original_transaction_id: 'b' })
    const again = spend('vv', '2026-10-13', { yuan: 25, type: 'reversal', original_transaction_id: 'vb' })
    await take(again, whole, undone)
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([65, 70])
  })

  test('a refund of nothing that is known is the present owner’s to explain, and repeating it changes nothing', async () => {
    const stray = spend('x', '2026-10-11', { yuan: -3 })
    expect(await take(stray)).toEqual({ taken: 1, repeated: 0, waiting: 0, contradicted: [] })
    expect(await take(stray)).toEqual({ taken: 0, repeated: 1, waiting: 0, contradicted: [] })
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([65, 70])
  })
})

describe('while nobody has the card', () => {
  const purchase = () => spend('c', '2026-10-05', { yuan: 60 })
  const refund = () => spend('rc', '2026-10-06', { yuan: -60 })

  test.each([
    ['before', () => [purchase(), refund()]],
    ['after', () => [refund(), purchase()]],
  ])('a purchase that arrives %s its refund earns the next owner nothing', async (_, events) => {
    await take(spend('a', '2026-10-01', { yuan: 40 }))
    await unbind()
    for (const event of events()) await take(event)
    expect(await rebind()).toEqual({ spends: 2, points: 0 })
    expect([await pointsOf(first), await pointsOf(next)]).toEqual([40, 0])
  })
})
