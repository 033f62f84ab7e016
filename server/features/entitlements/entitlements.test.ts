import { entitlementsContract } from '../../../shared/contract/entitlements'
import type { TierId } from '../../../shared/contract/tiers'
import { bankEvent } from '../../../tests/support/bankEvents'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { freeze } from '../../../tests/support/frozen'
import { outOfOrder } from '../../../tests/support/outOfOrder'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { refusalOf, wasAnswered } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { forgetAnswersOf, inputHash, keyedAnswers } from '../../http/idempotency'
import type { Session } from '../../http/sessions'
import { benefitsNamed, emptyShelves, loadCatalogue } from '../catalogue'
import { pointsSummary } from '../points'
import { pricesOutOfOrder, redemptionRoutes } from '../redemption'
import { spendRoutes } from '../spend'
import { entitlementRoutes, entitlementsOutOfOrder, loadEntitlements, openChoices } from '.'

let opened: TestDatabase
let routes: ReturnType<typeof entitlementRoutes>
let redemptions: ReturnType<typeof redemptionRoutes>
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
let made = 0

/** Of each benefit there are so many codes. */
const stocks = { 'TEA-1': 300, 'FILM-1': 300, 'SONG-1': 300, 'RARE-1': 5, 'GONE-1': 0, 'GYM-1': 300 }

const offers = [
  { version: 's1', since: '2026-01-01', tier: 'silver', choose: 1, benefits: ['TEA-1', 'RARE-1', 'GONE-1'] },
  { version: 'g1', since: '2026-01-01', tier: 'gold', choose: 2, benefits: ['FILM-1', 'SONG-1', 'TEA-1'] },
  { version: 's2', since: '2026-12-01', tier: 'silver', choose: 1, benefits: ['GYM-1'] },
]

beforeAll(async () => {
  opened = await testDatabase()
  const deps = { database: opened.database, surroundings, vault }
  const shelves = emptyShelves({ reader: opened.database.reader, now: surroundings.now })
  routes = entitlementRoutes({ ...deps, shelves, defaultProgrammeId: testProgramme.id })
  redemptions = redemptionRoutes(deps)
  await installTestProgramme(opened.database)
  const head =
    'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
  const rows = Object.entries(stocks).map(
    ([id, stock]) => `${id},${id},food,gold,500,${stock},2024-01-01,2035-12-31,1,30,说明,步骤`,
  )
  const codes = Object.entries(stocks).flatMap(([id, stock]) =>
    Array.from({ length: stock }, (_, index) => `${id},${id}-CODE-${index + 1}`),
  )
  const catalogue = await loadCatalogue(deps, {
    programmeId: testProgramme.id,
    benefits: Buffer.from([head, ...rows].join('\n')),
    codes: Buffer.from(['benefit_id,code', ...codes].join('\n')),
  })
  const sets = await loadEntitlements(deps, {
    programmeId: testProgramme.id,
    file: Buffer.from(JSON.stringify(offers.slice(0, 2))),
  })
  const later = await loadEntitlements(deps, {
    programmeId: testProgramme.id,
    file: Buffer.from(JSON.stringify(offers)),
  })
  expect([catalogue, sets, later]).toMatchObject([{ ok: true }, { added: 2 }, { added: 1, known: 2 }])
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))
// Whatever a test did: codes, prices, choices and books agree afterwards.
afterEach(async () => {
  const { reader } = opened.database
  expect([...(await outOfOrder(reader)), ...(await entitlementsOutOfOrder(reader))]).toEqual([])
})

type Person = BoundForTest & Session

/** Somebody whose spending of three weeks ago has reached a tier. */
async function people(count: number, yuan: number): Promise<Person[]> {
  const bound: BoundForTest[] = []
  for (let index = 0; index < count; index++) bound.push(await boundCard(opened.database, `chooses${++made}`))
  await spends(bound, yuan)
  return bound.map((each) => ({ ...each, sessionId: surroundings.newId(), level: 'cardholder' }))
}

async function person(yuan: number): Promise<Person> {
  const [one] = await people(1, yuan)
  if (!one) throw new Error('nobody came')
  return one
}

async function spends(bound: BoundForTest[], yuan: number): Promise<void> {
  const events = bound.map(({ cardToken }) => bankEvent(`tx-${++made}`, '2026-11-01', { yuan, card_token: cardToken }))
  const spend = spendRoutes({ database: opened.database, posting: testPosting(surroundings), surroundings })
  await spend.takeEvents({ ...blankRequest, key: undefined, session: null, body: { events } })
}

/** As the server does it: the first answer of a key is kept. */
function choose(session: Person, benefitId: string, { month = '2026-11', key = `test-key-${++made}-0000000` } = {}) {
  const claimed = {
    ownerId: session.cardholderId,
    key,
    endpointId: 'entitlements.choose',
    inputHash: inputHash('entitlements.choose', { benefitId, month }),
  }
  return keyedAnswers({ database: opened.database, now: surroundings.now })
    .answer(claimed, () =>
      routes.choose({ ...blankRequest, session, key: claimed, params: { benefitId }, body: { month } }),
    )
    .then((reply) => entitlementsContract.choose.reply.parse(reply))
}

const show = async (session: Person) =>
  entitlementsContract.show.reply.parse(await routes.show({ ...blankRequest, session }))

async function fallTo(tier: TierId, { cardholderId }: Person): Promise<void> {
  await opened.database.inTransaction((tx) =>
    tx.change('UPDATE tier_standing SET tier = ? WHERE cardholder_id = ?', [tier, cardholderId]),
  )
}

const count = async (sql: string, ...values: string[]) => {
  const [row] = await opened.database.reader.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`, values)
  return Number(row?.n)
}

test('a choice takes no points and comes by the same road: code, wallet, message', async () => {
  const session = await person(1_200)
  const before = await pointsSummary(opened.database.reader, { ...session, today: '2026-11-22' as never })
  const given = await choose(session, 'TEA-1')
  expect(given).toMatchObject({
    benefitId: 'TEA-1',
    points: 0,
    origin: 'entitlement',
    state: 'delivered',
    validUntil: '2026-12-22T15:59:59.999Z',
  })
  expect(await pointsSummary(opened.database.reader, { ...session, today: '2026-11-22' as never })).toEqual(before)
  const wallet = await redemptions.wallet({ ...blankRequest, session, query: {} })
  expect(wallet.redemptions).toEqual([given])
  const code = await redemptions.reveal({ ...blankRequest, session, params: { redemptionId: given.id }, body: {} })
  expect(code.code).toMatch(/^TEA-1-CODE-/)
  expect(await count("outbox WHERE topic = 'redemption.delivered' AND cardholder_id = ?", session.cardholderId)).toBe(1)
  expect(await count("v_redemption WHERE id = ? AND origin = 'entitlement'", given.id)).toBe(1)
})

test('what is shown: the month, what is left, what was chosen, and what the next tier would give', async () => {
  const session = await person(1_200)
  expect(await show(session)).toMatchObject({
    today: '2026-11-22',
    month: '2026-11',
    lapsesOn: '2026-11-30',
    tier: 'silver',
    version: 's1',
    choose: 1,
    left: 1,
    options: [
      { benefit: { id: 'TEA-1' }, validDays: 30, state: 'available' },
      { benefit: { id: 'RARE-1' } },
      { benefit: { id: 'GONE-1' }, state: 'sold_out' },
    ],
    chosen: [],
    next: { tier: 'gold', threshold: 4_000, missing: 2_800, choose: 2, options: [{}, {}, {}] },
  })
  const given = await choose(session, 'TEA-1')
  expect(await show(session)).toMatchObject({ left: 0, options: [{ state: 'chosen' }, {}, {}], chosen: [given] })
})

test('in the lowest tier there is nothing to choose, and silver is shown', async () => {
  const session = await person(300)
  expect(await show(session)).toMatchObject({
    tier: 'basic',
    version: null,
    choose: 0,
    left: 0,
    options: [],
    next: { tier: 'silver', missing: 700, choose: 1 },
  })
  expect(await refusalOf(choose(session, 'TEA-1'))).toBe('entitlement_not_offered')
})

test('refuses what stands against it, and gives nothing', async () => {
  const session = await person(1_200)
  expect(await refusalOf(choose(session, 'FILM-1'))).toBe('entitlement_not_offered')
  expect(await refusalOf(choose(session, 'NOT-THERE-1'))).toBe('entitlement_not_offered')
  expect(await refusalOf(choose(session, 'GONE-1'))).toBe('sold_out')
  expect(await refusalOf(choose(session, 'TEA-1', { month: '2026-10' }))).toBe('entitlement_month_over')
  expect(await show(session)).toMatchObject({ left: 1, chosen: [] })
  await choose(session, 'TEA-1')
  expect(await refusalOf(choose(session, 'TEA-1'))).toBe('entitlement_chosen_already')
  expect(await refusalOf(choose(session, 'RARE-1'))).toBe('entitlement_used_up')
})

test('many taps at once, each under a key of its own, are one choice', async () => {
  const session = await person(1_200)
  const taps = await Promise.all(
    Array.from({ length: 12 }, (_, index) => refusalOf(choose(session, index % 2 ? 'TEA-1' : 'RARE-1'))),
  )
  expect(taps.filter(wasAnswered)).toHaveLength(1)
  const refusals = taps.filter((tap) => !wasAnswered(tap))
  expect(new Set(refusals)).toEqual(new Set(['entitlement_chosen_already', 'entitlement_used_up']))
  expect(await count('entitlement_choice WHERE cardholder_id = ?', session.cardholderId)).toBe(1)
  expect((await show(session)).chosen).toHaveLength(1)
})

test('a tap and its repetitions under one key are one choice with one answer', async () => {
  const session = await person(4_500)
  const key = 'the-very-same-key-0001'
  const taps = await Promise.all(Array.from({ length: 8 }, () => choose(session, 'FILM-1', { key })))
  expect(new Set(taps.map((tap) => tap.id)).size).toBe(1)
  expect(await show(session)).toMatchObject({ choose: 2, left: 1 })
})

test('a key chooses once for ever, also when its answer was forgotten and the month is over', async () => {
  const session = await person(1_200)
  const key = 'kept-for-a-month-0001'
  const first = await choose(session, 'TEA-1', { key })
  surroundings.set('2026-12-05T02:00:00.000Z')
  await opened.database.inTransaction((tx) => forgetAnswersOf(tx, session.cardholderId))
  expect((await choose(session, 'TEA-1', { key })).id).toBe(first.id)
  expect(await refusalOf(choose(session, 'TEA-1', { key, month: '2026-12' }))).toBe('idempotency_key_reused')
})

test('of 40 people at once on 5 codes exactly 5 have one each, and the others keep their choice', async () => {
  const everybody = await people(40, 1_200)
  const taken = await count("benefit_code WHERE benefit_id = 'RARE-1' AND state = 'issued'")
  const taps = await Promise.all(everybody.map((session) => refusalOf(choose(session, 'RARE-1'))))
  expect(taps.filter(wasAnswered)).toHaveLength(5 - taken)
  expect(taps.filter((tap) => tap === 'sold_out')).toHaveLength(35 + taken)
  const loser = everybody[taps.indexOf('sold_out')] as Person
  expect(await show(loser)).toMatchObject({ left: 1, chosen: [] })
})

test('an upgrade brings what the new tier still leaves, and a downgrade takes nothing back', async () => {
  const session = await person(1_200)
  await choose(session, 'TEA-1')
  await spends([session], 3_000)
  expect(await show(session)).toMatchObject({ tier: 'gold', choose: 2, left: 1, chosen: [{ benefitId: 'TEA-1' }] })
  expect(await refusalOf(choose(session, 'TEA-1'))).toBe('entitlement_chosen_already')
  await choose(session, 'FILM-1')
  expect(await refusalOf(choose(session, 'SONG-1'))).toBe('entitlement_used_up')
  await fallTo('silver', session)
  const after = await show(session)
  expect(after).toMatchObject({ tier: 'silver', choose: 1, left: 0 })
  expect(after.chosen.map(({ benefitId }) => benefitId)).toEqual(['TEA-1', 'FILM-1'])
})

test('a choice lapses with the Shanghai month, and a new version begins with the next', async () => {
  const session = await person(1_200)
  surroundings.set('2026-11-30T15:59:59.999Z')
  expect(await show(session)).toMatchObject({ month: '2026-11', version: 's1', left: 1 })
  surroundings.advance(1)
  expect(await show(session)).toMatchObject({ month: '2026-12', lapsesOn: '2026-12-31', version: 's2', left: 1 })
  expect(await refusalOf(choose(session, 'TEA-1', { month: '2026-11' }))).toBe('entitlement_month_over')
  expect(await refusalOf(choose(session, 'TEA-1', { month: '2026-12' }))).toBe('entitlement_not_offered')
  expect((await choose(session, 'GYM-1', { month: '2026-12' })).benefitId).toBe('GYM-1')
  expect((await show(session)).left).toBe(0)
})

test('neither debt nor the limit per person stands against it, and it uses up no limit', async () => {
  const session = await person(4_500)
  await opened.database.inTransaction((tx) =>
    tx.change('UPDATE account SET debt = debt + 700 WHERE cardholder_id = ?', [session.cardholderId]),
  )
  await choose(session, 'FILM-1')
  await opened.database.inTransaction((tx) =>
    tx.change('UPDATE account SET debt = debt - 700 WHERE cardholder_id = ?', [session.cardholderId]),
  )
  const quote = await redemptions.quote({ ...blankRequest, session, params: { benefitId: 'FILM-1' } })
  expect(quote).toMatchObject({ redeemedByMe: 0, limitPerPerson: 1, refusal: null })
})

test('the first screen sends nobody to look in vain', async () => {
  const session = await person(1_200)
  const { reader } = opened.database
  const { programmeId, cardholderId } = session
  const benefits = await benefitsNamed(reader, { programmeId, benefitIds: Object.keys(stocks) })
  const benefitsOf = async () => new Map(benefits.map((benefit) => [benefit.id, benefit]))
  const open = async (tier: TierId = 'silver') => {
    const who = { programmeId, cardholderId }
    const openTo = await openChoices(reader, [who], { now: surroundings.now(), benefitsOf })
    return openTo(who, tier)
  }
  expect(await open()).toBe(1)
  await choose(session, 'TEA-1')
  expect(await open()).toBe(0)
  expect(await open('basic')).toBe(0)
})

test('the table itself holds one choice a slot and one a benefit, whatever the code above it believes', async () => {
  const session = await person(4_500)
  await choose(session, 'FILM-1')
  const again = (slot: number, benefitId: string) =>
    opened.database.inTransaction((tx) =>
      tx.insert('entitlement_choice', [
        {
          cardholder_id: session.cardholderId,
          month: '2026-11',
          slot,
          programme_id: session.programmeId,
          tier: 'gold',
          version: 'g1',
          benefit_id: benefitId,
          redemption_id: surroundings.newId(),
          chosen_at: surroundings.now(),
        },
      ]),
    )
  await expect(again(1, 'SONG-1')).rejects.toThrow()
  await expect(again(2, 'FILM-1')).rejects.toThrow()
})

describe('verify-ledger finds', () => {
  const change = (sql: string, ...values: string[]) => opened.database.inTransaction((tx) => tx.change(sql, values))

  test('an entitlement without its choice, and a choice without its entitlement', async () => {
    const { id } = await choose(await person(1_200), 'TEA-1')
    const other = surroundings.newId()
    await change('UPDATE entitlement_choice SET redemption_id = ? WHERE redemption_id = ?', other, id)
    expect(await entitlementsOutOfOrder(opened.database.reader)).toEqual([
      `redemption ${id} was given by a tier without a choice`,
      expect.stringMatching(/^choice 1 of 2026-11 of cardholder \w+ has no redemption of its own$/),
    ])
    await change('UPDATE entitlement_choice SET redemption_id = ? WHERE redemption_id = ?', id, other)
  })

  test('a choice beyond what its version allowed', async () => {
    const { id } = await choose(await person(1_200), 'TEA-1')
    await change('UPDATE entitlement_choice SET slot = 2 WHERE redemption_id = ?', id)
    expect(await entitlementsOutOfOrder(opened.database.reader)).toEqual([
      expect.stringMatching(/^choice 2 .* is more than its tier allowed$/),
    ])
    await change('UPDATE entitlement_choice SET slot = 1 WHERE redemption_id = ?', id)
  })

  test('a redemption for no points that no tier gave', async () => {
    const { id } = await choose(await person(1_200), 'TEA-1')
    await change("UPDATE redemption SET origin = 'points' WHERE id = ?", id)
    expect(await pricesOutOfOrder(opened.database.reader)).toEqual([
      `redemption ${id} by points must not cost 0 points`,
    ])
    await change("UPDATE redemption SET origin = 'entitlement' WHERE id = ?", id)
  })
})

test('a frozen lock stops a choice, and the same key goes on when it is lifted', async () => {
  const session = await person(1_500)
  const key = 'chooses-when-lifted-0001'
  await freeze(opened.database, session)
  await expect(choose(session, 'TEA-1', { key })).rejects.toThrow('redemption_frozen')
  await freeze(opened.database, session, false)
  expect(await choose(session, 'TEA-1', { key })).toMatchObject({ benefitId: 'TEA-1' })
})
