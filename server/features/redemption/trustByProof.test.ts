import {
  change,
  clear,
  confirm,
  describeHeldSale,
  newKey,
  opened,
  person,
  rows,
  stepUpFor,
  surroundings,
} from '../../../tests/support/heldSale'
import { from } from '../../../tests/support/riskRules'
import { priceOfAll } from '../../../tests/support/sale'
import type { Session } from '../../http/sessions'
import { countsBiometric, isTrusted } from '../identity'

describeHeldSale()

const dayMs = 86_400_000
/** Somebody, and their login is in the table. */
async function loggedIn(): Promise<Session> {
  const session = person()
  await change(
    `UPDATE session SET session_id = '${session.sessionId}', device = 'a phone' WHERE cardholder_id = '${session.cardholderId}'`,
  )
  return session
}

const news = async ({ cardholderId }: Session) => {
  const sent = await rows<{ payload: string }>(
    "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'security.device_changed'",
    [cardholderId],
  )
  return sent.map(({ payload }) => JSON.parse(payload))
}

async function redeemProven(session: Session): Promise<unknown> {
  const key = newKey()
  const stepUp = await stepUpFor(session, `redemption ${key} TEA ${priceOfAll}`)
  return confirm(session, { key, address: from.away, stepUp })
}

const ways: [string, (session: Session) => Promise<unknown>][] = [
  ['a redemption', redeemProven],
  ['what is held', async (session) => clear(session, await confirm(session))],
]

test.each(ways)('a proof for %s makes the device a known one, and its owner is told', async (_, prove) => {
  const session = await loggedIn()
  await prove(session)
  const { reader } = opened.database
  expect(await isTrusted(reader, session)).toBe(true)
  const biometricFrom = new Date(surroundings.now().getTime() + dayMs).toISOString()
  const changedAt = surroundings.now().toISOString()
  expect(await news(session)).toEqual([{ device: 'a phone', trusted: true, changedAt, biometricFrom }])
})

test.each(ways)('a proof for %s has no finger count for a day', async (_, prove) => {
  const session = await loggedIn()
  await prove(session)
  const counts = () => countsBiometric(opened.database.reader, session, surroundings.now())
  expect(await counts()).toBe(false)
  surroundings.advance(dayMs - 1)
  expect(await counts()).toBe(false)
  surroundings.advance(1)
  expect(await counts()).toBe(true)
})

test('further proofs say nothing again, and move nothing', async () => {
  const session = await loggedIn()
  await redeemProven(session)
  surroundings.advance(dayMs / 2)
  await redeemProven(session)
  expect(await news(session)).toHaveLength(1)
  surroundings.advance(dayMs / 2)
  expect(await countsBiometric(opened.database.reader, session, surroundings.now())).toBe(true)
})
