import type { Row } from '../../server/db/database'
import { showMe } from '../../server/features/identity/me'
import { verifyPhone } from '../../server/features/identity/verifyPhone'
import { pointsSummary } from '../../server/features/points'
import { privacyRoutes, sweepDeletions } from '../../server/features/privacy'
import { eraseAll } from '../../server/features/privacy/deleteAccount'
import { spendRoutes } from '../../server/features/spend'
import { tastesRoutes } from '../../server/features/tastes'
import { retention } from '../../server/jobs/retention.rules'
import { bankEvent } from '../support/bankEvents'
import { bindScripted } from '../support/bindScripted'
import { agreed } from '../support/people'
import { plantedRow, tablesOfEntities } from '../support/plantedRows'
import { testPosting } from '../support/posting'
import { refusalOf } from '../support/refusalOf'
import { allTables, tablesWith } from '../support/tables'
import {
  blank,
  deletionsOf,
  deliver,
  deps,
  exported,
  newOpenid,
  notices,
  opened,
  people,
  preview,
  remove,
  routes,
  type Somebody,
  sealedOf,
  somebody,
  somebodySettled,
  sweepLater,
} from './privateLives'

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

  test('leaves no row in any table but the books, the evidence, what stays for its time, and messages that are dropped when due', async () => {
    const { cardholderId } = await people.enter(newOpenid())
    const { reader } = opened.database
    const ofPeople = tablesOfEntities().filter(({ columns }) => columns.some(({ name }) => name === 'cardholder_id'))
    const forgotten = ofPeople.filter(({ name }) => {
      const rules = retention[name] ?? []
      return !blanked.has(name) && rules.every((rule) => !('kept' in rule) || rule.kept === 'account')
    })
    expect(forgotten.length).toBeGreaterThanOrEqual(10)
    await opened.database.inTransaction(async (tx) => {
      for (const table of forgotten) {
        const row = plantedRow(table, { text: 'planted', at: people.surroundings.now(), cardholder_id: cardholderId })
        await tx.insert(table.name, [row], { ignoreKnown: true })
        if (table.name === 'card_owner') await tx.insert('card', [cardOf(row)])
      }
      await eraseAll(tx, deps, { cardholderId, now: people.surroundings.now() })
    })
    const left: string[] = []
    for (const { name } of forgotten) {
      const rows = await reader.rows(`SELECT 1 FROM ${name} WHERE cardholder_id = ?`, [cardholderId])
      if (rows.length > 0) left.push(name)
    }
    expect(left).toEqual([])
  })

  test('keeps how attempts were handled, for its time, and nothing by which the person is known', async () => {
    const one = await somebodySettled()
    const { cardholderId } = one.session
    const { sealed } = await handledBefore(one)
    const kept = async (table: 'risk_decision' | 'risk_review') =>
      opened.database.reader.rows<Row>(`SELECT * FROM ${table} WHERE cardholder_id = ?`, [cardholderId])
    const [decisions, reviews] = [await kept('risk_decision'), await kept('risk_review')]
    await remove(one)
    await sweepLater()
    expect([decisions.length, reviews.length]).toEqual([1, 1])
    expect(await kept('risk_decision')).toEqual(decisions)
    expect(await kept('risk_review')).toEqual(reviews.map((review) => ({ ...review, account_cipher: null })))
    const { vault } = people
    const traces = [sealed, one.openid, one.phone, one.account, one.address, vault.fingerprint('phone', one.phone)]
    expect(await tablesWith(opened.database, traces)).toEqual([])
    expect(
      await opened.database.reader.rows('SELECT openid_sealed, phone_sealed FROM cardholder WHERE cardholder_id = ?', [
        cardholderId,
      ]),
    ).toEqual([{ openid_sealed: '', phone_sealed: null }])
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
    const session = await people.enter(newOpenid())
    const { pointsLost } = await routes().deleteAccount({ ...blank, session, body: { word: 'DELETE' } })
    expect(pointsLost).toBe(0)
    expect(await tablesWith(opened.database, [session.cardholderId])).not.toContain('account')
  })
})

/** A decision and the review that came of it, decided, with the account that would have been topped up still in it. */
async function handledBefore({ session: { cardholderId }, account }: Somebody): Promise<{ sealed: string }> {
  const sealed = people.vault.seal(account)
  const at = people.surroundings.now()
  await opened.database.inTransaction(async (tx) => {
    for (const table of tablesOfEntities().filter(({ name }) => name === 'risk_decision' || name === 'risk_review')) {
      const row = plantedRow(table, { text: 'planted', at, cardholder_id: cardholderId, account_cipher: sealed })
      await tx.insert(table.name, [row])
    }
  })
  return { sealed }
}

/** Their rows stay for a while, without what was said, from where and for whom: see the tests before. */
const blanked = new Set(['outbox', 'redemption_reveal', 'risk_decision', 'risk_review'])

/** The card that an owner owns. */
function cardOf({ programme_id, card_token, cardholder_id, card_id }: Row): Row {
  const key = { cardholder_id, card_id, programme_id, card_token } as Row
  return { ...key, last4: '0000', product: 'standard', is_default: 1, bound_at: new Date(0), unbound_at: null }
}
