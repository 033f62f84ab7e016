import { redemptionContract, type WalletShelf } from '../../../shared/contract/redemption'
import { bankEvent } from '../../../tests/support/bankEvents'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { inputHash, keyedAnswers } from '../../http/idempotency'
import type { Session } from '../../http/sessions'
import { emptyShelves, loadCatalogue } from '../catalogue'
import { pointsRoutes } from '../points'
import { spendRoutes } from '../spend'
import { planExpiringRoute, redemptionRoutes } from '.'
import { findRedemption } from './redemption.store'
import { shelfOf } from './wallet.rules'

let opened: TestDatabase
let routes: ReturnType<typeof redemptionRoutes>
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
let made = 0

beforeAll(async () => {
  opened = await testDatabase()
  routes = redemptionRoutes({ database: opened.database, surroundings, vault })
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))

type Person = BoundForTest & Session

/** Somebody for whom a purchase of three weeks ago, or of that day, earned points. */
async function person(points = 600, postedOn = '2026-11-01'): Promise<Person> {
  const bound = await boundCard(opened.database, `wallet${++made}`)
  const spend = spendRoutes({ database: opened.database, posting: testPosting(surroundings), surroundings })
  const events = [bankEvent(`tx-${made}`, postedOn, { yuan: points, card_token: bound.cardToken })]
  await spend.takeEvents({ ...blankRequest, session: null, body: { events } })
  return { ...bound, sessionId: surroundings.newId(), level: 'cardholder' }
}

async function benefits(lines: { points?: number; validDays?: number; limit?: number; stock?: number }[]) {
  const head =
    'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
  const named = lines.map((line) => ({
    id: `WALLET-${++made}`,
    points: 100,
    validDays: 30,
    limit: 50,
    stock: 50,
    ...line,
  }))
  const rows = named.map(({ id, points, validDays, limit, stock }) =>
    [
      id,
      '视频会员',
      'video',
      'basic',
      points,
      stock,
      '2024-01-01',
      '2035-12-31',
      limit,
      validDays,
      '说明',
      '步骤',
    ].join(','),
  )
  const codes = named.flatMap(({ id, stock }) => Array.from({ length: stock }, (_, at) => `${id},${id}-${at}-END`))
  const files = {
    benefits: Buffer.from([head, ...rows].join('\n')),
    codes: Buffer.from(['benefit_id,code', ...codes].join('\n')),
  }
  const loaded = await loadCatalogue(
    { database: opened.database, surroundings, vault },
    { programmeId: testProgramme.id, ...files },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return named.map(({ id }) => id)
}

async function redeem(session: Person, benefitId: string, points = 100): Promise<string> {
  surroundings.advance(1_000)
  const endpointId = 'redemption.confirm'
  const body = { benefitId, points }
  const ownKey = {
    ownerId: session.cardholderId,
    key: `wallet-test-key-${++made}`,
    endpointId,
    inputHash: inputHash(endpointId, body),
  }
  const answers = keyedAnswers({ database: opened.database, now: surroundings.now })
  const reply = await answers.answer(ownKey, () => routes.confirm({ ...blankRequest, session, key: ownKey, body }))
  return redemptionContract.confirm.reply.parse(reply).id
}

async function shelf(session: Person, name: WalletShelf | undefined, cursor?: string) {
  const reply = await routes.wallet({ ...blankRequest, session, query: { shelf: name, cursor } })
  return redemptionContract.wallet.reply.parse(reply)
}
const idsOn = async (session: Person, name: WalletShelf) => (await shelf(session, name)).redemptions.map(({ id }) => id)
const used = (session: Person, redemptionId: string, isUsed = true) =>
  routes.markUsed({ ...blankRequest, session, params: { redemptionId }, body: { used: isUsed } })

/** Puts a redemption into a state that only a supplier brings about. */
const become = (redemptionId: string, set: string) =>
  opened.database.inTransaction((tx) => tx.change(`UPDATE redemption SET ${set} WHERE id = ?`, [redemptionId]))

describe('the wallet', () => {
  it('has what is under way first, then what expires first', async () => {
    const session = await person()
    const [long, short, middle] = (await benefits([{ validDays: 60 }, { validDays: 5 }, { validDays: 30 }])) as [
      string,
      string,
      string,
    ]
    const late = await redeem(session, long)
    const soon = await redeem(session, short)
    const then = await redeem(session, middle)
    const waiting = await redeem(session, long)
    await become(waiting, "state = 'unknown', delivery = 'topup', valid_until = NULL, delivered_at = NULL")
    expect(await idsOn(session, 'usable')).toEqual([waiting, soon, then, late])
    expect(await idsOn(session, 'used')).toEqual([])
    expect(await idsOn(session, 'ended')).toEqual([])
  })

  it('moves what was used to its shelf, and back when that is taken back', async () => {
    const session = await person()
    const [benefit] = (await benefits([{}])) as [string]
    const [one, two] = [await redeem(session, benefit), await redeem(session, benefit)]
    expect(redemptionContract.markUsed.reply.parse(await used(session, one)).usedAt).toBe('2026-11-22T02:00:02.000Z')
    surroundings.advance(5_000)
    await used(session, two)
    // To say it again does not move it.
    surroundings.advance(5_000)
    expect((await used(session, one)).usedAt).toBe('2026-11-22T02:00:02.000Z')
    expect(await idsOn(session, 'used')).toEqual([two, one])
    expect(await idsOn(session, 'usable')).toEqual([])
    expect((await used(session, one, false)).usedAt).toBeNull()
    expect(await idsOn(session, 'usable')).toEqual([one])
  })

  it('has each redemption on the one shelf that the rule names, at every moment', async () => {
    const session = await person(1_000)
    const [short, long] = (await benefits([{ validDays: 3 }, { validDays: 90 }])) as [string, string]
    const ids: string[] = []
    for (const benefit of [short, short, long, long, long, long]) ids.push(await redeem(session, benefit))
    await used(session, ids[1] as string)
    await become(ids[3] as string, "state = 'failed', delivery = 'topup', valid_until = NULL")
    await become(ids[4] as string, "delivery = 'topup', valid_until = NULL")
    await become(ids[5] as string, "state = 'manual', delivery = 'link', valid_until = NULL")
    for (const at of ['2026-11-22T03:00:00.000Z', '2026-11-25T15:59:59.999Z', '2026-11-25T16:00:00.000Z']) {
      surroundings.set(at)
      const found = {
        usable: await idsOn(session, 'usable'),
        used: await idsOn(session, 'used'),
        ended: await idsOn(session, 'ended'),
      }
      for (const redemptionId of ids) {
        const redemption = await findRedemption(opened.database.reader, {
          cardholderId: session.cardholderId,
          redemptionId,
        })
        if (!redemption) throw new Error('it is gone')
        const on = Object.entries(found).flatMap(([name, there]) => (there.includes(redemptionId) ? [name] : []))
        expect([redemptionId, on]).toEqual([redemptionId, [shelfOf(redemption, surroundings.now())]])
      }
    }
  })

  it.each(['usable', 'used', 'ended', undefined] as const)(
    'comes in parts that join without a gap: %s',
    async (name) => {
      const session = await person(4_500)
      const [benefit, other] = (await benefits([{ validDays: 9 }, { validDays: 8 }])) as [string, string]
      for (let at = 0; at < 22; at++) {
        const id = await redeem(session, at % 3 === 0 ? other : benefit)
        if (name === 'used') await used(session, id)
      }
      if (name === 'ended') surroundings.set('2026-12-22T02:00:00.000Z')
      const first = await shelf(session, name)
      const second = await shelf(session, name, first.next ?? undefined)
      expect([first.redemptions.length, second.redemptions.length, second.next]).toEqual([20, 2, null])
      const all = [...first.redemptions, ...second.redemptions]
      expect(new Set(all.map(({ id }) => id)).size).toBe(22)
      const order = all.map(({ validUntil }) => validUntil ?? '')
      if (name === 'usable') expect(order).toEqual([...order].sort())
      if (name === 'ended') expect(order).toEqual([...order].sort().reverse())
    },
  )

  it('shows and marks nothing of somebody else', async () => {
    const [session, stranger] = [await person(), await person()]
    const [benefit] = (await benefits([{}])) as [string]
    const id = await redeem(session, benefit)
    await expect(used(stranger, id)).rejects.toThrow('not_found')
    expect(await idsOn(stranger, 'usable')).toEqual([])
    expect((await shelf(session, 'usable')).redemptions[0]?.usedAt).toBeNull()
  })

  it.each([
    ["delivery = 'topup'", 'not_found'],
    ["state = 'failed'", 'delivery_failed'],
    ["state = 'delivering'", 'not_delivered_yet'],
  ])('what is %s cannot be marked', async (set, refusal) => {
    const session = await person()
    const [benefit] = (await benefits([{}])) as [string]
    const id = await redeem(session, benefit)
    await become(id, set)
    await expect(used(session, id)).rejects.toThrow(refusal)
  })
})

describe('points by their last day', () => {
  const lotsOf = async (session: Person) => {
    const points = pointsRoutes({ database: opened.database, surroundings })
    return (await points.lots({ ...blankRequest, session })).days
  }

  it('are together what is left, as of today', async () => {
    const session = await person(300, '2024-12-02')
    const spend = spendRoutes({ database: opened.database, posting: testPosting(surroundings), surroundings })
    const later = ['2026-11-01', '2026-11-02', '2026-11-21'].map((day) =>
      bankEvent(`more-${++made}`, day, { yuan: 100, card_token: session.cardToken }),
    )
    await spend.takeEvents({ ...blankRequest, session: null, body: { events: later } })
    expect(await lotsOf(session)).toEqual([
      { expiresOn: '2026-12-31', available: 300, pending: 0, held: 0, lots: 1 },
      { expiresOn: '2028-11-30', available: 200, pending: 100, held: 0, lots: 3 },
    ])
    const [benefit] = (await benefits([{ points: 350 }])) as [string]
    await redeem(session, benefit, 350)
    expect(await lotsOf(session)).toEqual([{ expiresOn: '2028-11-30', available: 150, pending: 100, held: 0, lots: 3 }])
  })

  it('are nobody else’s', async () => {
    await person()
    expect(await lotsOf({ ...(await person(1)), cardholderId: surroundings.newId() })).toEqual([])
  })

  it('are to be used before they expire: by what can be redeemed now, and no longer when it cannot', async () => {
    const session = await person(300, '2024-12-02')
    const [fits] = (await benefits([
      { points: 300, limit: 1 },
      { points: 250, stock: 0 },
    ])) as [string]
    const shelves = () => emptyShelves({ reader: opened.database.reader, now: surroundings.now })
    const plan = async () => {
      const ask = planExpiringRoute({ database: opened.database, surroundings, shelves: shelves() })
      return redemptionContract.planExpiring.reply.parse(await ask({ ...blankRequest, session }))
    }
    expect(await plan()).toEqual({
      expiring: { amount: 300, on: '2026-12-31' },
      plans: expect.arrayContaining([
        { benefits: [expect.objectContaining({ id: fits, times: 1 })], points: 300, left: 0, fromLater: 0 },
      ]),
    })
    surroundings.set('2026-09-01T02:00:00.000Z')
    expect(await plan()).toEqual({ expiring: null, plans: [] })
    surroundings.set('2026-11-22T02:00:00.000Z')
    await redeem(session, fits, 300)
    expect(await plan()).toEqual({ expiring: null, plans: [] })
  })
})
