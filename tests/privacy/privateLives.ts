import { loadCatalogue } from '../../server/features/catalogue'
import { productionPace } from '../../server/features/delivery'
import { closeOrder, lockForClosing } from '../../server/features/delivery/closeOrder'
import { logIn } from '../../server/features/identity/logIn'
import { eraseNotices, ownNewsSettings, ownNotices, ownSubscriptions } from '../../server/features/notifications'
import { type PrivacyDeps, privacyRoutes, sweepDeletions } from '../../server/features/privacy'
import { redemptionRoutes } from '../../server/features/redemption'
import { spendRoutes } from '../../server/features/spend'
import { tastesRoutes } from '../../server/features/tastes'
import type { Session } from '../../server/http/sessions'
import type { Redemption } from '../../shared/contract/redemption'
import { bankEvent } from '../support/bankEvents'
import { bindScripted } from '../support/bindScripted'
import { blankRequest } from '../support/blankRequest'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { outOfOrder } from '../support/outOfOrder'
import { agreed, newKey, type People, peopleOn, programmeId } from '../support/people'
import { testPosting } from '../support/posting'
import { type TestDatabase, testDatabase } from '../support/testDatabase'

export const notices = {
  sections: { notices: ownNotices, newsSettings: ownNewsSettings, subscriptions: ownSubscriptions },
  erase: eraseNotices,
}

/** Of the file that imports this: each has a database of its own. */
export let opened: TestDatabase
export let people: People
export let deps: PrivacyDeps
let made = 0

/** Of somebody who was never here. */
export const newOpenid = () => `openid-newcomer-${++made}`

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
afterEach(async () => expect(await outOfOrder(opened.database.reader)).toEqual([]))

export const blank = { ...blankRequest, address: '203.0.113.77' }

export interface Somebody {
  session: Session
  openid: string
  phone: string
  account: string
  address: string
  code: Redemption
  topup: Redemption
}

/** Somebody about whom every feature keeps something: points, a code that was looked at, a top-up, tastes. */
export async function somebody(): Promise<Somebody> {
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
export function deliver({ session, topup }: Somebody): Promise<unknown> {
  const order = { orderNo: topup.orderNo ?? '', ...session }
  const proof = 'a'.repeat(64)
  const verdict = { outcome: 'delivered', evidence: 'answer', serial: 's-1', link: null, reason: null, proof } as const
  return opened.database.inTransaction(async (tx) => {
    const locked = await lockForClosing(tx, order, people.surroundings.now())
    return closeOrder(tx, locked, { ...people, pace: productionPace, verdict })
  })
}

export async function somebodySettled(): Promise<Somebody> {
  const one = await somebody()
  await deliver(one)
  return one
}

export const routes = () => privacyRoutes(deps)
export const preview = ({ session }: Somebody) => routes().deletionPreview({ ...blank, session })
export const remove = ({ session }: Somebody, word = '注销账户') =>
  routes().deleteAccount({ ...blank, session, body: { word } })
export const exported = (session: Session, query: { section?: 'spends'; cursor?: string } = {}) =>
  routes().export({ ...blank, session, query: query as never })
export const enter = (openid: string, consent: { version: string } | undefined = agreed) =>
  logIn(people, { body: { code: `openid:${openid}`, validity: 'day', device: 'a phone', consent }, address: openid })

export async function sweepLater(): Promise<void> {
  people.surroundings.advance(11 * 60_000)
  await sweepDeletions(deps)
  people.surroundings.set('2026-11-22T02:00:00.000Z')
}

export function deletionsOf(cardholderId: string) {
  return opened.database.reader.rows('SELECT swept_at FROM account_deletion WHERE cardholder_id = ?', [cardholderId])
}

/** Every sealed text of this cardholder. */
export async function sealedOf(cardholderId: string): Promise<string[]> {
  const rows = await opened.database.reader.rows<Record<string, string>>(
    `SELECT c.openid_sealed, c.phone_sealed, o.account_cipher FROM cardholder c
     JOIN supplier_order o ON o.cardholder_id = c.cardholder_id WHERE c.cardholder_id = ?`,
    [cardholderId],
  )
  return rows.flatMap((row) => Object.values(row)).filter((text) => text !== '')
}
