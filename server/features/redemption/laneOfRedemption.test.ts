import {
  account,
  change,
  confirm,
  decisions,
  describeHeldSale,
  full,
  newKey,
  person,
  rows,
  start,
  stepUpFor,
  surroundings,
  told,
  vault,
} from '../../../tests/support/heldSale'
import { from } from '../../../tests/support/riskRules'
import { priceOfAll } from '../../../tests/support/sale'
import { factsIn } from '../risk'

describeHeldSale()

describe('the lane', () => {
  test('of whoever comes from home is normal, and the decision is kept with all that it was made of', async () => {
    const session = person()
    const { id, state, review: none } = await confirm(session, { address: from.home })
    expect([state, none]).toEqual(['delivered', null])
    const [decision, ...more] = await decisions(session)
    expect(more).toEqual([])
    expect(decision).toMatchObject({ lane: 'normal', rules: '', redemption_id: id })
    expect(factsIn(decision?.facts ?? '')).toMatchObject({
      point: 'redeem',
      regionKind: 'home',
      region: '浙江省 杭州市',
      deviceTrusted: false,
      deviceHours: 240,
      bindingHours: 7_804,
      points: priceOfAll,
      hour: 12,
      wechatRank: null,
      perCardholder: { tenMinutes: 0, hour: 0 },
    })
  })

  test('of whoever has a trusted device is normal, wherever they travel', async () => {
    const session = person({ trustedAt: new Date(start) })
    for (const address of [from.away, from.abroad, from.hosting]) {
      expect(await told(confirm(session, { address }))).toBe('delivered')
    }
  })

  test('step-up asks for a second proof, keeps the decision, and passes with it; the device is trusted from then on', async () => {
    const session = person()
    await change(
      `UPDATE session SET session_id = '${session.sessionId}' WHERE cardholder_id = '${session.cardholderId}'`,
    )
    const key = newKey()
    expect(await told(confirm(session, { key, address: from.away }))).toBe('step_up_required')
    expect(await account(session)).toEqual({ available: full, held: 0 })
    const stepUp = await stepUpFor(session, `redemption ${key} TEA ${priceOfAll}`)
    expect(await told(confirm(session, { key, address: from.away, stepUp }))).toBe('delivered')
    expect(await decisions(session)).toMatchObject([
      { lane: 'step_up', rules: 'away-new-device', redemption_id: null },
      { lane: 'step_up', rules: 'away-new-device', redemption_id: expect.any(String) },
    ])
    const [device] = await rows<{ trusted_at: unknown }>('SELECT trusted_at FROM session WHERE cardholder_id = ?', [
      session.cardholderId,
    ])
    expect(device?.trusted_at).not.toBeNull()
  })

  test('is passed by a proof for the account that is topped up, and for no other', async () => {
    const session = person()
    const key = newKey()
    const bound = `redemption ${key} TOPUP ${priceOfAll}`
    const topUp = (account: string, stepUp: string) =>
      told(confirm(session, { key, benefitId: 'TOPUP', account, stepUp, address: from.away }))
    const print = vault.fingerprint('account', '13800138000').slice(-24)
    const stepUp = await stepUpFor(session, `${bound} ${print}`)
    expect(await topUp('13900139000', stepUp)).toBe('step_up_required')
    expect(await topUp('13800138000', await stepUpFor(session, bound))).toBe('step_up_required')
    expect(await topUp('13800138000', stepUp)).toBe('held')
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: priceOfAll })
  })

  test('follows how often somebody tries', async () => {
    const session = person()
    const address = from.home
    for (let attempt = 0; attempt < 20; attempt++) {
      expect(await told(confirm(session, { benefitId: 'NOT-THERE', address }))).toBe('not_found')
    }
    expect(await told(confirm(session, { address }))).toBe('step_up_required')
    surroundings.advance(1_200_000)
    expect(await told(confirm(session, { address }))).toBe('delivered')
  })

  test('is decided by nobody, and kept nowhere, for whom another rule refuses', async () => {
    const session = person()
    expect(await told(confirm(session, { benefitId: 'NOT-THERE' }))).toBe('not_found')
    expect(await decisions(session)).toEqual([])
  })
})
