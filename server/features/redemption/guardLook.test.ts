import {
  blank,
  change,
  confirm,
  describeHeldSale,
  opened,
  person,
  routes,
  rows,
  stepUpFor,
  surroundings,
  told,
  vault,
} from '../../../tests/support/heldSale'
import { from } from '../../../tests/support/riskRules'
import type { Row } from '../../db/database'
import type { Session } from '../../http/sessions'
import { isTrusted } from '../identity'

describeHeldSale()
beforeAll(() => change(`UPDATE benefit_code SET cipher = '${vault.seal('KQ-TEA')}'`))

/** Somebody with a code, whose login is in the table. */
async function withCode(): Promise<{ session: Session; id: string }> {
  const session = person()
  await change(`UPDATE session SET session_id = '${session.sessionId}' WHERE cardholder_id = '${session.cardholderId}'`)
  const { id } = await confirm(session, { address: from.home })
  return { session, id }
}

const lock = ({ cardholderId, programmeId }: Session, set: Row) => {
  const unset = { frozen: 0, daily_limit_points: null, night_lock: 0, trusted_only: 0, changed_at: surroundings.now() }
  const row = { cardholder_id: cardholderId, programme_id: programmeId, ...unset, ...set }
  return opened.database.inTransaction((tx) => tx.upsert('security_lock', [row], { key: ['cardholder_id'] }))
}
const trust = ({ cardholderId }: Session) =>
  change(`UPDATE session SET trusted_at = '2026-11-22 03:00:00.000' WHERE cardholder_id = '${cardholderId}'`)
const look = (
  session: Session,
  id: string,
  { address = from.home, stepUp }: { address?: string; stepUp?: string } = {},
) =>
  told(
    routes
      .reveal({ ...blank, session, address, params: { redemptionId: id }, body: { stepUp } })
      .then(({ code }) => ({ state: code === '' ? 'nothing' : 'shown' })),
  )
const looks = async (redemptionId: string) =>
  (await rows('SELECT 1 FROM redemption_reveal WHERE redemption_id = ?', [redemptionId])).length

test.each([
  [{ frozen: 1 }, 'redemption_frozen'],
  [{ trusted_only: 1 }, 'device_not_trusted'],
  [{ frozen: 1, trusted_only: 1 }, 'redemption_frozen'],
])('with %j a device that is not trusted is shown no code, and one that is sees it', async (set, refusal) => {
  const { session, id } = await withCode()
  await lock(session, set)
  expect([await look(session, id), await looks(id)]).toEqual([refusal, 0])
  const stepUp = await stepUpFor(session, `reveal ${id}`)
  expect(await look(session, id, { stepUp })).toBe(refusal)
  await trust(session)
  expect([await look(session, id), await looks(id)]).toEqual(['shown', 1])
})

test.each([from.abroad, from.hosting])(
  'from %s, where a redemption would be held, it takes a proof for just this',
  async (address) => {
    const { session, id } = await withCode()
    expect(await look(session, id, { address })).toBe('step_up_required')
    const other = await stepUpFor(session, `reveal ${'0'.repeat(26)}`)
    expect([await look(session, id, { address, stepUp: other }), await looks(id)]).toEqual(['step_up_required', 0])
    const stepUp = await stepUpFor(session, `reveal ${id}`)
    const both = await Promise.all([look(session, id, { address, stepUp }), look(session, id, { address, stepUp })])
    expect(both).toContain('shown')
    // Looking again on the device that was proven sends no further message.
    expect(await isTrusted(opened.database.reader, session)).toBe(true)
    expect(await look(session, id, { address })).toBe('shown')
  },
)

test('elsewhere it is shown as ever, and looking counts for no lane', async () => {
  const { session, id } = await withCode()
  expect(await look(session, id, { address: from.away })).toBe('shown')
  for (let time = 0; time < 25; time++) await look(session, id)
  expect(await told(confirm(session, { address: from.home }))).toBe('delivered')
})
