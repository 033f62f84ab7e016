import { ownFields, ownSections } from '../../../shared/contract/privacy'
import type { Redemption } from '../../../shared/contract/redemption'
import { bankEvent } from '../../../tests/support/bankEvents'
import { bindScripted } from '../../../tests/support/bindScripted'
import { benefitsCsv, csv } from '../../../tests/support/catalogueFiles'
import { agreed, newKey, type People, peopleOn, programmeId, refusalOf } from '../../../tests/support/people'
import { testPosting } from '../../../tests/support/posting'
import { allTables, tablesWith } from '../../../tests/support/tables'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { codesOutOfOrder, loadCatalogue } from '../catalogue'
import { productionPace } from '../delivery'
import { closeOrder, lockForClosing } from '../delivery/closeOrder'
import { privacyTextInForce } from '../identity'
import { logIn } from '../identity/logIn'
import { showMe } from '../identity/me'
import { verifyPhone } from '../identity/verifyPhone'
import { eraseNotices, ownNewsSettings, ownNotices, ownSubscriptions } from '../notifications'
import { pointsSummary, verifyBooks } from '../points'
import {
  holdsOutOfOrder,
  ordersOutOfOrder,
  pricesOutOfOrder,
  redemptionRoutes,
  redemptionsOutOfOrder,
} from '../redemption'
import { spendRoutes } from '../spend'
import { tastesRoutes } from '../tastes'
import { type PrivacyDeps, privacyRoutes, sweepDeletions } from '.'

const notices = {
  sections: { notices: ownNotices, newsSettings: ownNewsSettings, subscriptions: ownSubscriptions },
  erase: eraseNotices,
}

let opened: TestDatabase
let people: People
let deps: PrivacyDeps
let made = 0

beforeAll(async () => {
  opened = await testDatabase()
  people = await peopleOn(opened.database)
  deps = { ...people, appId: 'wx-of-a-test', serverVersion: '1.2.3', notices }
  const common = { points: 100, limit_per_person: 9 }
  const topup = { delivery: 'topup', account: 'phone', category: 'telecom', supplier: 'default', sku: 'P10', stock: 99 }
  const loaded = await loadCatalogue(
    { ...people, suppliers: new Set(['default']) },
    {
      programmeId,
      benefits: benefitsCsv({ ...common, benefit_id: 'CODE', stock: 40 }, { ...common, ...topup, benefit_id: 'TOPUP' }),
      codes: csv(Array.from({ length: 40 }, (_, at) => ({ benefit_id: 'CODE', code: `PRIVATE-CODE-${at}` }))),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
})
afterAll(() => opened.close())
// Whatever was deleted, the books, the pool and the redemptions agree afterwards.
afterEach(async () => expect(await faults()).toEqual([]))

async function faults(): Promise<string[]> {
  const { reader } = opened.database
  const { checks } = await verifyBooks(reader)
  const rest = [codesOutOfOrder, redemptionsOutOfOrder, holdsOutOfOrder, pricesOutOfOrder, ordersOutOfOrder]
  const found = await Promise.all(rest.map((check) => check(reader)))
  return [...checks.filter(({ ok }) => !ok).map(({ name }) => name), ...found.flat()]
}

const blank = {
  address: '203.0.113.77',
  requestId: 'r',
  params: undefined,
  query: undefined,
  body: undefined,
  key: undefined,
}

interface Somebody {
  session: Session
  openid: string
  phone: string
  account: string
  address: string
  code: Redemption
  topup: Redemption
}

/** Somebody about whom every feature keeps something: points, a code that was looked at, a top-up, tastes. */
async function somebody(): Promise<Somebody> {
  const number = String(++made).padStart(4, '0')
  const [openid, phone, account] = [`openid-private-${number}`, `1391234${number}`, `1380013${number}`]
  const session = await bindScripted(people, await people.enter(openid, { phone }), number)
  const spend = spendRoutes({ ...people, posting: testPosting(people.surroundings) })
  const events = ['2026-11-01', '2026-11-21'].map((day) =>
    bankEvent(`tx-${number}-${day}`, day, { yuan: 600, card_token: `ct_token_${number}` }),
  )
  await spend.takeEvents({ ...blank, session: null, body: { events } })
  const redemptions = redemptionRoutes(people)
  const confirm = async (body: { benefitId: string; points: number; account?: string }) => {
    const key = newKey(session, 'redemption.confirm')
    return (await redemptions.confirm({ ...blank, session, key, body })) as Redemption
  }
  const code = await confirm({ benefitId: 'CODE', points: 100 })
  const address = `203.0.113.9${number}`
  await redemptions.reveal({ ...blank, body: {}, address, session, params: { redemptionId: code.id } })
  const topup = await confirm({ benefitId: 'TOPUP', points: 100, account })
  await tastesRoutes(people).choose({ ...blank, session, body: { chosen: ['music'], personal: true } })
  await opened.database.inTransaction(async (tx) => {
    const own = { cardholder_id: session.cardholderId, programme_id: programmeId }
    const at = people.surroundings.now()
    const notice = { ...own, notice_id: people.surroundings.newId(), topic: 'tier.upgraded', payload: '{}', way: 'now' }
    await tx.insert('notice', [{ ...notice, due_at: null, outcome: null, read_at: null, created_at: at }])
    await tx.insert('news_settings', [{ ...own, settings: '{}', changed_at: at }])
  })
  return { session, openid, phone, account, address, code, topup }
}

/** The supplier says that the top-up was made. */
function deliver({ session, topup }: Somebody): Promise<unknown> {
  const order = { orderNo: topup.orderNo ?? '', ...session }
  const proof = 'a'.repeat(64)
  const verdict = { outcome: 'delivered', evidence: 'answer', serial: 's-1', link: null, reason: null, proof } as const
  return opened.database.inTransaction(async (tx) => {
    const locked = await lockForClosing(tx, order, people.surroundings.now())
    return closeOrder(tx, locked, { ...people, pace: productionPace, verdict })
  })
}

async function somebodySettled(): Promise<Somebody> {
  const one = await somebody()
  await deliver(one)
  return one
}

const routes = () => privacyRoutes(deps)
const preview = ({ session }: Somebody) => routes().deletionPreview({ ...blank, session })
const remove = ({ session }: Somebody, word = '注销账户') =>
  routes().deleteAccount({ ...blank, session, body: { word } })
const exported = (session: Session, query: { section?: 'spends'; cursor?: string } = {}) =>
  routes().export({ ...blank, session, query: query as never })
const enter = (openid: string, consent: { version: string } | undefined = agreed) =>
  logIn(people, { body: { code: `openid:${openid}`, validity: 'day', device: 'a phone', consent }, address: openid })

describe('consent', () => {
  test('is asked for before anything is kept', async () => {
    const openid = `openid-nobody-${++made}`
    const login = () => logIn(people, { body: { code: `openid:${openid}`, validity: 'day', device: '' }, address: 'a' })
    expect(await refusalOf(login())).toBe('consent_required')
    expect(await refusalOf(enter(openid, { version: 'an older one' }))).toBe('consent_required')
    expect(await tablesWith(opened.database, [people.vault.fingerprint('openid', openid)])).toEqual([])
  })

  test('is written down with the version and the moment, and not asked for again', async () => {
    const openid = `openid-agrees-${++made}`
    const { me } = await enter(openid)
    const consent = { version: privacyTextInForce.version, agreedAt: '2026-11-22T02:00:00.000Z', current: true }
    expect(me.consent).toEqual(consent)
    const body = { code: `openid:${openid}`, validity: 'day' as const, device: '' }
    expect((await logIn(people, { body, address: 'a' })).me.consent).toEqual(consent)
    const rows = await opened.database.reader.rows<{ text_hash: string }>(
      'SELECT text_hash FROM consent WHERE cardholder_id = ?',
      [me.cardholderId],
    )
    expect(rows).toEqual([{ text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })

  test('once withdrawn ends every login, and the next one asks again', async () => {
    const openid = `openid-withdraws-${++made}`
    const session = await people.enter(openid)
    await enter(openid)
    expect(await routes().withdraw({ ...blank, session })).toEqual({ ended: 2 })
    expect(await refusalOf(showMe(people, session))).toBe('session_ended')
    const body = { code: `openid:${openid}`, validity: 'day' as const, device: '' }
    expect(await refusalOf(logIn(people, { body, address: 'a' }))).toBe('consent_required')
    const { me } = await enter(openid)
    expect(me.cardholderId).toBe(session.cardholderId)
    const again = { ...session, sessionId: me.session.id }
    const { sections } = await exported(again)
    const consents = sections.find(({ section }) => section === 'consents')?.rows
    expect(consents?.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false])
  })

  test('of an older text is asked for again before a phone number is taken in', async () => {
    const session = await people.enter(`openid-older-${++made}`)
    await opened.database.inTransaction((tx) =>
      tx.change("UPDATE consent SET version = '2020-01' WHERE cardholder_id = ?", [session.cardholderId]),
    )
    const verify = () => verifyPhone(people, { session, body: { code: 'phone:13800000001' }, address: 'a' })
    expect(await refusalOf(verify())).toBe('consent_required')
    expect(await refusalOf(bindScripted(people, session, '9999'))).toBe('consent_required')
    expect(await refusalOf(routes().agree({ ...blank, session, body: { version: '2020-01' } }))).toBe(
      'consent_required',
    )
    const { consent } = await routes().agree({ ...blank, session, body: agreed })
    expect(consent.current).toBe(true)
    expect(await verify()).toEqual({ phoneMasked: '138****0001', level: 'phone' })
  })
})

describe('the copy of my data', () => {
  test('has every section with what is kept, and nothing in clear that is sealed', async () => {
    const one = await somebodySettled()
    const copy = await exported(one.session)
    expect(copy.sections.map(({ section }) => section)).toEqual(ownSections)
    const of = (name: string) => copy.sections.find(({ section }) => section === name)?.rows ?? []
    for (const { section, rows } of copy.sections) {
      for (const row of rows) expect(Object.keys(row)).toEqual([...ownFields[section]])
    }
    expect(of('profile')).toMatchObject([{ phoneMasked: `139****${one.phone.slice(-4)}`, level: 'cardholder' }])
    expect(of('cards')).toMatchObject([{ last4: one.phone.slice(-4), unboundAt: null }])
    expect(of('spends').map(({ postedOn }) => postedOn)).toEqual(['2026-11-21', '2026-11-01'])
    expect(of('redemptions')).toMatchObject([
      { state: 'delivered', accountMasked: expect.stringContaining('****') },
      { state: 'delivered', codeMasked: 'PR••••••••-0' },
    ])
    expect(of('looks')).toMatchObject([{ redemptionId: one.code.id, address: one.address }])
    expect(of('tastes')).toMatchObject([{ chosen: 'music' }])
    expect(of('notices')).toMatchObject([{ topic: 'tier.upgraded' }])
    expect(of('entries').length).toBeGreaterThan(2)
    const text = JSON.stringify(copy)
    for (const secret of [one.phone, one.openid, one.account, 'PRIVATE-CODE']) expect(text).not.toContain(secret)
  })

  test('has nobody else in it', async () => {
    const [one, other] = [await somebodySettled(), await somebodySettled()]
    const text = JSON.stringify(await exported(one.session))
    for (const theirs of [other.session.cardholderId, other.code.id, other.topup.orderNo ?? '', other.phone.slice(-4)])
      expect(text).not.toContain(theirs)
  })

  test('comes in parts where it is long, and each row is in one of them', async () => {
    const one = await somebodySettled()
    const token = `ct_token_${one.phone.slice(-4)}`
    const events = Array.from({ length: 450 }, (_, at) =>
      bankEvent(`tx-long-${String(at).padStart(4, '0')}`, at % 2 ? '2026-11-10' : '2026-11-11', {
        yuan: 1,
        card_token: token,
      }),
    )
    const spend = spendRoutes({ ...people, posting: testPosting(people.surroundings) })
    for (let at = 0; at < events.length; at += 90)
      await spend.takeEvents({ ...blank, session: null, body: { events: events.slice(at, at + 90) } })
    const ids = new Set<unknown>()
    let cursor: string | undefined
    for (let part = 0; part < 3; part++) {
      const { sections } = await exported(one.session, { section: 'spends', cursor })
      expect(sections).toHaveLength(1)
      for (const { transactionId } of sections[0]?.rows ?? []) ids.add(transactionId)
      cursor = sections[0]?.next ?? undefined
    }
    expect(cursor).toBeUndefined()
    expect(ids.size).toBe(452)
  })

  test('is made so many times an hour and no more', async () => {
    const session = await people.enter(`openid-copies-${++made}`)
    for (let copy = 0; copy < 60; copy++) await exported(session)
    expect(await refusalOf(exported(session))).toBe('too_many_requests')
  })
})

describe('deleting the account', () => {
  test('says what is lost, and is refused while a redemption is open', async () => {
    const one = await somebody()
    expect(await preview(one)).toMatchObject({ usable: 1, cards: 1, openRedemptions: 1, held: 100 })
    expect((await preview(one)).refusal).toBe('deletion_redemption_open')
    expect(await refusalOf(remove(one))).toBe('deletion_redemption_open')
    expect(await showMe(people, one.session)).toMatchObject({ level: 'cardholder' })
    await deliver(one)
    expect(await preview(one)).toMatchObject({ points: 1000, openRedemptions: 0, held: 0, refusal: null })
  })

  test('needs the word', async () => {
    const one = await somebodySettled()
    expect(await refusalOf(remove(one, '注销'))).toBe('deletion_word_wrong')
    expect(await refusalOf(remove(one, ''))).toBe('deletion_word_wrong')
    expect(await remove(one, ' delete ')).toMatchObject({ pointsLost: 1000 })
  })

  test('leaves openid, phone and account in no table, neither in clear nor sealed nor as their hashes', async () => {
    const one = await somebodySettled()
    const { vault } = people
    const traces = [
      one.openid,
      one.phone,
      one.account,
      vault.fingerprint('openid', one.openid),
      vault.fingerprint('phone', one.phone),
      vault.fingerprint('account', one.account),
      one.topup.accountMasked ?? 'none',
      one.address,
      ...(await sealedOf(one.session.cardholderId)),
    ]
    expect((await tablesWith(opened.database, traces)).sort()).toEqual(
      expect.arrayContaining(['cardholder', 'redemption', 'redemption_reveal', 'supplier_order']),
    )
    await remove(one)
    await sweepLater()
    expect(await tablesWith(opened.database, traces)).toEqual([])
    const mine = await tablesWith(opened.database, [one.session.cardholderId])
    expect(mine).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^(session|card_owner|card_challenge|cardholder_taste|security_lock|notice|news_settings)$/,
        ),
      ]),
    )
  })

  test('ends every login, frees the card, and makes the same person somebody new', async () => {
    const one = await somebodySettled()
    await remove(one)
    expect(await refusalOf(showMe(people, one.session))).toBe('session_ended')
    expect(await refusalOf(remove(one))).toBe('session_ended')
    const again = await people.enter(one.openid, { phone: one.phone })
    expect(again.cardholderId).not.toBe(one.session.cardholderId)
    expect(await bindScripted(people, again, one.phone.slice(-4))).toMatchObject({ level: 'cardholder' })
    const { sections } = await exported(again)
    expect(sections.filter(({ rows }) => rows.length > 0).map(({ section }) => section)).toEqual([
      'profile',
      'consents',
      'sessions',
      'cards',
    ])
  })

  test('lets the points expire through the books, pending ones too', async () => {
    const one = await somebodySettled()
    expect(await remove(one)).toMatchObject({ pointsLost: 1000 })
    const { cardholderId } = one.session
    const summary = await pointsSummary(opened.database.reader, { cardholderId, today: '2026-11-22' as never })
    expect(summary).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0 })
    const rows = await opened.database.reader.rows<{ from_account: string; memo: string }>(
      "SELECT from_account, memo FROM transfer WHERE cardholder_id = ? AND kind = 'expire'",
      [cardholderId],
    )
    expect(rows.map(({ from_account }) => from_account).sort()).toEqual(['available', 'pending'])
    expect(new Set(rows.map(({ memo }) => memo))).toEqual(new Set(['account deleted']))
  })

  test('does not count again for the new account what the bank sends again, and a late refund still finds its purchase', async () => {
    const one = await somebodySettled()
    const last4 = one.phone.slice(-4)
    await remove(one)
    const again = await bindScripted(people, await people.enter(one.openid, { phone: one.phone }), last4)
    const spend = spendRoutes({ ...people, posting: testPosting(people.surroundings) })
    const card_token = `ct_token_${last4}`
    const known = bankEvent(`tx-${last4}-2026-11-01`, '2026-11-01', { yuan: 600, card_token })
    const refund = bankEvent(`re-${last4}`, '2026-11-21', {
      yuan: -600,
      card_token,
      original_transaction_id: known.transaction_id,
    })
    await spend.takeEvents({ ...blank, session: null, body: { events: [known, refund] } })
    const { sections } = await exported(again)
    expect(sections.find(({ section }) => section === 'spends')?.rows).toEqual([])
    const old = await opened.database.reader.rows('SELECT 1 FROM spend WHERE cardholder_id = ? AND type = ?', [
      one.session.cardholderId,
      'refund',
    ])
    expect(old).toHaveLength(1)
  })

  test('killed in the middle has done nothing, and can be asked again', async () => {
    const one = await somebodySettled()
    const before = await allTables(opened.database)
    const dying = { ...notices, erase: () => Promise.reject(new Error('killed')) }
    const killed = privacyRoutes({ ...deps, notices: dying })
    const asked = { ...blank, session: one.session, body: { word: 'DELETE' } }
    await expect(killed.deleteAccount(asked)).rejects.toThrow('killed')
    expect(await allTables(opened.database)).toEqual(before)
    expect(await remove(one)).toMatchObject({ pointsLost: 1000 })
  })

  test('asked for twice at the same moment happens once', async () => {
    const one = await somebodySettled()
    const outcomes = await Promise.all([refusalOf(remove(one)), refusalOf(remove(one))])
    expect(outcomes.filter((outcome) => outcome === 'session_ended')).toHaveLength(1)
    expect(await deletionsOf(one.session.cardholderId)).toHaveLength(1)
  })

  test('stands against what was under way: a phone, a card, a login', async () => {
    const one = await somebodySettled()
    await remove(one)
    const { session } = one
    const verify = verifyPhone(people, { session, body: { code: `phone:${one.phone}` }, address: 'a' })
    expect(await refusalOf(verify)).toBe('consent_required')
    expect(await refusalOf(bindScripted(people, session, '8888'))).toBe('consent_required')
    expect(await refusalOf(routes().agree({ ...blank, session, body: agreed }))).toBe('session_ended')
  })

  test('is done once more when every request has ended', async () => {
    const one = await somebodySettled()
    await remove(one)
    await tastesRoutes(people).choose({ ...blank, session: one.session, body: { chosen: ['music'], personal: true } })
    await sweepLater()
    expect(await tablesWith(opened.database, [one.session.cardholderId])).not.toContain('cardholder_taste')
    expect(await deletionsOf(one.session.cardholderId)).toEqual([{ swept_at: expect.anything() }])
    expect(await sweepDeletions(deps)).toBe(0)
  })

  test('of a visitor who never had points opens no account', async () => {
    const session = await people.enter(`openid-visits-${++made}`)
    const { pointsLost } = await routes().deleteAccount({ ...blank, session, body: { word: 'DELETE' } })
    expect(pointsLost).toBe(0)
    expect(await tablesWith(opened.database, [session.cardholderId])).not.toContain('account')
  })
})

async function sweepLater(): Promise<void> {
  people.surroundings.advance(11 * 60_000)
  await sweepDeletions(deps)
  people.surroundings.set('2026-11-22T02:00:00.000Z')
}

function deletionsOf(cardholderId: string) {
  return opened.database.reader.rows('SELECT swept_at FROM account_deletion WHERE cardholder_id = ?', [cardholderId])
}

/** Every sealed text of this cardholder. */
async function sealedOf(cardholderId: string): Promise<string[]> {
  const rows = await opened.database.reader.rows<Record<string, string>>(
    `SELECT c.openid_sealed, c.phone_sealed, o.account_cipher FROM cardholder c
     JOIN supplier_order o ON o.cardholder_id = c.cardholder_id WHERE c.cardholder_id = ?`,
    [cardholderId],
  )
  return rows.flatMap((row) => Object.values(row)).filter((text) => text !== '')
}
