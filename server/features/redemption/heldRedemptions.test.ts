import {
  account,
  blank,
  byPerson,
  change,
  clear,
  confirm,
  decisions,
  describeHeldSale,
  full,
  nameOf,
  newKey,
  opened,
  person,
  refuse,
  release,
  review,
  routes,
  rows,
  stepUpFor,
  surroundings,
  told,
  topics,
  vault,
} from '../../../tests/support/heldSale'
import { testProgramme } from '../../../tests/support/programme'
import { from } from '../../../tests/support/riskRules'
import { priceOfAll } from '../../../tests/support/sale'
import type { Session } from '../../http/sessions'
import { releaseHeld } from '.'

describeHeldSale()

describe('quarantine', () => {
  test('holds points and stock, gives no code, and tells why, by when, and what sets it free', async () => {
    const session = person()
    const key = newKey()
    const held = await confirm(session, { key })
    expect(held).toMatchObject({
      state: 'held',
      codeMasked: null,
      validUntil: null,
      orderNo: null,
      promisedBy: '2026-11-22T08:00:00.000Z',
      review: { reasons: ['abroad'], clearBy: 'step_up', promisedBy: '2026-11-22T08:00:00.000Z' },
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: priceOfAll })
    expect(await topics(session)).toEqual([])
    // Asked again, in the wallet and by its number it is the same.
    expect(await confirm(session, { key })).toEqual(held)
    const wallet = await routes.wallet({ ...blank, session, query: { shelf: 'usable' } })
    expect(wallet.redemptions).toEqual([held])
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toEqual(held)
    expect(await told(routes.reveal({ ...blank, session, params: { redemptionId: held.id }, body: {} }) as never)).toBe(
      'not_delivered_yet',
    )
    await refuse(session, held)
  })

  test('set free by a person, its code is given, valid from then on, and its owner is told', async () => {
    const session = person()
    const held = await confirm(session)
    surroundings.advance(3 * 3_600_000)
    const freed = await release(session, held)
    expect(freed).toMatchObject({ state: 'delivered', review: null, deliveredAt: surroundings.now() })
    expect(freed.validUntil?.toISOString()).toBe('2026-12-22T15:59:59.999Z')
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'delivered',
      codeMasked: expect.any(String),
      review: null,
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: 0 })
    expect(await topics(session)).toEqual(['redemption.released'])
    expect(await review(session)).toMatchObject({ state: 'released', decided_by: 'operator-1' })
  })

  test('refused, points go back to their lots and stock to the others, and its owner is told', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'LAST' })
    expect(await told(confirm(person(), { benefitId: 'LAST', address: from.home }))).toBe('sold_out')
    surroundings.advance(1_000)
    await refuse(session, held)
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'failed',
      failure: 'risk_refused',
      review: null,
    })
    expect(await account(session)).toEqual({ available: full, held: 0 })
    expect(await topics(session)).toEqual(['redemption.refused'])
    expect(await told(confirm(person(), { benefitId: 'LAST', address: from.home }))).toBe('delivered')
  })

  test('of a top-up keeps the account sealed, and orders it when it is set free', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'TOPUP', account: '13800138000' })
    expect(held).toMatchObject({ state: 'held', orderNo: null, accountMasked: '138****8000' })
    const sealed = (await review(session))?.account_cipher
    expect(vault.open(sealed ?? '')).toBe('13800138000')
    expect(await rows('SELECT 1 FROM supplier_order')).toEqual([])
    await release(session, held)
    const [order] = await rows<{ state: string; account_cipher: string; due_at: unknown }>(
      'SELECT * FROM supplier_order',
    )
    expect(order).toMatchObject({ state: 'new', account_cipher: sealed })
    expect((await review(session))?.account_cipher).toBeNull()
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'held',
      orderNo: `K${held.id}`,
      review: null,
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: priceOfAll })
  })

  test('a refused top-up is never ordered', async () => {
    const session = person()
    const before = await rows('SELECT 1 FROM supplier_order')
    await refuse(session, await confirm(session, { benefitId: 'TOPUP', account: '13800138000' }))
    expect(await rows('SELECT 1 FROM supplier_order')).toHaveLength(before.length)
    expect(await account(session)).toEqual({ available: full, held: 0 })
  })

  test('is passed at once by a second proof that came along, where one is enough', async () => {
    const session = person()
    const key = newKey()
    const stepUp = await stepUpFor(session, `redemption ${key} TEA ${priceOfAll}`)
    expect(await told(confirm(session, { key, stepUp }))).toBe('delivered')
    const other = newKey()
    const idle = await stepUpFor(session, `redemption ${other} TEA ${priceOfAll}`)
    const held = await confirm(session, { key: other, stepUp: idle, address: from.hosting })
    expect(held).toMatchObject({ state: 'held', review: { clearBy: 'person' } })
    await refuse(session, held)
  })

  test('holds three of one cardholder at most', async () => {
    const session = person()
    const held = []
    for (let one = 0; one < 3; one++) held.push(await confirm(session))
    const key = newKey()
    expect(await told(confirm(session, { key }))).toBe('too_many_held')
    expect(await decisions(session)).toHaveLength(4)
    await refuse(session, held[0] as { id: string })
    const fourth = await confirm(session, { key })
    expect(fourth.state).toBe('held')
    for (const each of [held[1], held[2], fourth]) await refuse(session, each as { id: string })
  })

  test('beside others in one batch costs them nothing: codes go to those who get one', async () => {
    const crowd = Array.from({ length: 12 }, () => person())
    const states = await Promise.all(
      crowd.map((session, at) =>
        confirm(session, { benefitId: 'SHORT', address: at % 3 === 0 ? from.abroad : from.home }),
      ),
    )
    expect(states.map(({ state }) => state)).toEqual(crowd.map((_, at) => (at % 3 === 0 ? 'held' : 'delivered')))
    const [stock] = await rows<{ issued: number; reserved: number; last_seq: number }>(
      "SELECT issued, reserved, last_seq FROM benefit_stock WHERE benefit_id = 'SHORT'",
    )
    expect(stock).toMatchObject({ issued: 12, reserved: 4, last_seq: 8 })
    await release(crowd[0] as Session, states[0] as { id: string })
    for (const at of [3, 6, 9]) await refuse(crowd[at] as Session, states[at] as { id: string })
  })
})

describe('cleared by its owner', () => {
  test('with a second proof for just this: delivered, and nobody has decided on it', async () => {
    const session = person()
    const held = await confirm(session)
    expect(await told(clear(session, held, 'x'.repeat(43)))).toBe('step_up_required')
    expect(await told(clear(session, held, await stepUpFor(session, `review ${'0'.repeat(26)}`)))).toBe(
      'step_up_required',
    )
    const shown = await clear(session, held)
    expect(shown).toMatchObject({ id: held.id, state: 'delivered', review: null })
    expect(await review(session)).toMatchObject({ state: 'cleared', decided_by: null })
    // Whoever lost the answer asks again.
    expect(await clear(session, held, 'x'.repeat(43))).toMatchObject({ state: 'delivered' })
  })

  test('is not enough where a person is asked for, and not for somebody else', async () => {
    const [session, stranger] = [person(), person()]
    const held = await confirm(session, { address: from.hosting })
    expect(await told(clear(session, held))).toBe('review_needs_person')
    expect(await told(clear(stranger, held))).toBe('not_found')
    await refuse(session, held)
    expect(await told(clear(session, held))).toBe('review_over')
  })

  test('neither its owner nor a person sets it free while redeeming is frozen', async () => {
    const session = person()
    const held = await confirm(session)
    const { cardholderId, programmeId } = session
    const lock = { frozen: 1, daily_limit_points: null, night_lock: 0, trusted_only: 0, changed_at: surroundings.now() }
    await opened.database.inTransaction((tx) =>
      tx.insert('security_lock', [{ cardholder_id: cardholderId, programme_id: programmeId, ...lock }]),
    )
    expect(await told(clear(session, held))).toBe('redemption_frozen')
    expect(await told(release(session, held))).toBe('redemption_frozen')
    await refuse(session, held)
  })
})

describe('exactly one outcome', () => {
  type Deciding = (session: Session, held: { id: string }) => Promise<{ state: string }>
  test.each<[string, Deciding, Deciding]>([
    ['released and refused', release, refuse],
    ['cleared and refused', clear, refuse],
    ['released twice', release, release],
    ['refused twice', refuse, refuse],
  ])('%s at the same moment', async (_, one, other) => {
    for (let time = 0; time < 4; time++) {
      const session = person()
      const held = await confirm(session)
      const outcomes = await Promise.all([told(one(session, held)), told(other(session, held))])
      expect(outcomes.filter((outcome) => outcome === 'review_over')).toHaveLength(1)
      const [state] = outcomes.filter((outcome) => outcome !== 'review_over')
      expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({ state })
      expect(await topics(session)).toHaveLength(1)
    }
  })

  test('cleared and released at the same moment is delivered once, and both are told so', async () => {
    const session = person()
    const held = await confirm(session)
    const outcomes = await Promise.all([told(clear(session, held)), told(release(session, held))])
    expect(outcomes.filter((outcome) => outcome === 'delivered').length).toBeGreaterThanOrEqual(1)
    expect(await topics(session)).toEqual(['redemption.released'])
  })

  test('what dies before its commit has decided nothing', async () => {
    const session = person()
    const held = await confirm(session)
    const dying = opened.database.inTransaction(async (tx) => {
      await releaseHeld(tx, nameOf(session, held), byPerson)
      throw new Error('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    expect(await review(session)).toMatchObject({ state: 'waiting' })
    expect(await told(release(session, held))).toBe('delivered')
  })
})

test.each(['TEA', 'TOPUP'])(
  'what is taken down just before its stock is locked is not set free: %s',
  async (benefitId) => {
    const session = person()
    const held = await confirm(session, { benefitId, account: benefitId === 'TOPUP' ? '13800138000' : undefined })
    const takeDown = `UPDATE benefit_stock SET taken_down_at = '2026-11-22 04:00:00.000' WHERE benefit_id = '${benefitId}'`
    const releasing = opened.database.inTransaction((tx) => {
      const rows: typeof tx.rows = async (sql, parameters) => {
        if (sql.includes('last_seq') && sql.includes('FROM benefit_stock')) await tx.change(takeDown)
        return tx.rows(sql, parameters)
      }
      return releaseHeld({ ...tx, rows }, nameOf(session, held), byPerson)
    })
    expect(await told(releasing)).toBe('benefit_ended')
    expect(await review(session)).toMatchObject({ state: 'waiting' })
    await refuse(session, held)
  },
)

describe('the benefit has changed while it was held', () => {
  const retold = (version: string) =>
    change(`UPDATE benefit SET sku = 'data-9g', account_kind = 'qq', version = '${version}' WHERE benefit_id = 'TOPUP'`)
  const restored = () =>
    change("UPDATE benefit SET sku = 'data-1g', account_kind = 'phone', version = 'bench-1' WHERE benefit_id = 'TOPUP'")
  afterEach(restored)

  test('what was agreed to is ordered, as its version keeps it', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'TOPUP', account: '13800138000' })
    await keepVersion('bench-1', { sku: 'data-1g', account: 'phone' })
    await retold('bench-2')
    await release(session, held)
    const [order] = await rows<{ sku: string }>('SELECT sku FROM supplier_order WHERE redemption_id = ?', [held.id])
    expect(order).toEqual({ sku: 'data-1g' })
    await change('DELETE FROM catalogue_version')
  })

  test('nothing else is ordered where nobody knows what was agreed to', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'TOPUP', account: '13800138000' })
    await retold('bench-3')
    expect(await told(release(session, held))).toBe('benefit_ended')
    expect(await review(session)).toMatchObject({ state: 'waiting' })
    await refuse(session, held)
  })

  /** The catalogue keeps what a version said of the benefit. */
  function keepVersion(name: string, cells: Record<string, string>) {
    const [programme_id, id] = [testProgramme.id, surroundings.newId()]
    const told = {
      benefit_id: 'TOPUP',
      title: '流量包',
      category: 'video',
      tier: 'basic',
      points: String(priceOfAll),
      stock: '40',
      starts_at: '2026-01-01',
      ends_at: '2035-12-31',
      limit_per_person: '1000',
      valid_days: '30',
      description: '说明',
      steps: '步骤',
      delivery: 'topup',
      supplier: 'default',
      ...cells,
    }
    const version = {
      programme_id,
      id,
      number: 1,
      state: 'live',
      source: 'command',
      note: '',
      made_by: null,
      made_at: surroundings.now(),
      editors: '',
      based_on: null,
      base_live: null,
      content_hash: null,
      request_id: null,
      publish_at: null,
      failure: null,
      name,
      live_from: surroundings.now(),
      retired_at: null,
    }
    const row = { programme_id, version_id: id, benefit_id: 'TOPUP', position: 1, base_stock: null }
    return opened.database.inTransaction(async (tx) => {
      await tx.insert('catalogue_version', [version])
      await tx.insert('catalogue_version_benefit', [{ ...row, content: JSON.stringify(told) }])
    })
  }
})

test('no code is left of those that were kept: it cannot be set free, and is refused instead', async () => {
  const session = person()
  await change("UPDATE benefit_stock SET stock = stock + 1 WHERE benefit_id = 'LAST'")
  await change(
    "INSERT INTO benefit_code SELECT programme_id, benefit_id, 2, 'LAST-2', cipher, 'LAST-2', masked, 'free', NULL, NULL, batch_id, NULL FROM benefit_code WHERE benefit_id = 'LAST'",
  )
  // Longer than it is known to be sold out.
  surroundings.advance(1_000)
  const held = await confirm(session, { benefitId: 'LAST' })
  await change(
    "UPDATE benefit_code SET state = 'expired', valid_until = '2026-11-22 05:00:00.000' WHERE code_id = 'LAST-2'",
  )
  surroundings.advance(2 * 3_600_000)
  expect(await told(release(session, held))).toBe('sold_out')
  await refuse(session, held)
  await change("UPDATE benefit_stock SET stock = issued WHERE benefit_id = 'LAST'")
})

test('points that expire while they are held have expired when they come back', async () => {
  const session = person()
  const held = await confirm(session)
  surroundings.set('2036-01-01T04:00:00.000Z')
  await refuse(session, held)
  expect(await account(session)).toEqual({ available: 0, held: 0 })
})

test('a campaign that ends meanwhile is none of its concern: it was asked for in time', async () => {
  const session = person()
  const held = await confirm(session)
  await change("UPDATE benefit SET ends_at = '2026-11-22 04:30:00.000', retired_at = NULL WHERE benefit_id = 'TEA'")
  surroundings.advance(3_600_000)
  expect(await told(release(session, held))).toBe('delivered')
  await change("UPDATE benefit SET ends_at = '2035-12-31 00:00:00.000' WHERE benefit_id = 'TEA'")
})
