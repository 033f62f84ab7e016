import type { Session } from '../../../server/http/sessions'
import { bankSigned } from '../../contract/composedServer'
import { type OwnedId, type Owner, purchasesOf } from './plantedOwner'
import { askRaw, type RawAnswer } from './rawHttp'
import { homeProgramme, type World } from './world'

/** A cardholder about whom every feature keeps something, all of it got by requests of theirs and of the bank. */
export async function ownerIn(world: World, name: string, programmeId = homeProgramme): Promise<Owner> {
  const { token, session, cardToken } = await world.plant({ name, level: 'cardholder', programmeId })
  await spends(world, cardToken, { name, programmeId })
  const asks = asking(world, token)
  const account = `1380013${session.cardholderId.replace(/\D/g, '').slice(-4).padStart(4, '7')}`
  const code = await asks('POST', '/api/redemptions', { benefitId: 'KEPT', points: 10 })
  const topup = await asks('POST', '/api/redemptions', { benefitId: 'KEPT-TOPUP', points: 10, account })
  const revealed = code.id ? await asks('POST', `/api/redemptions/${code.id}/reveal`, {}) : {}
  await asks('PUT', '/api/me/tastes', { chosen: ['music'], personal: true })
  await asks('PUT', '/api/security/lock', { frozen: false, dailyLimitPoints: null, nightLock: true })
  const stepUp = await asks('POST', '/api/step-up', {
    for: 'redemption',
    key: keyOf(name),
    benefitId: 'CODE',
    points: 10,
  })
  await tell(world, session)
  const ids = await idsIn(world, session.cardholderId)
  return {
    token,
    session,
    programmeId,
    ids: {
      ...ids,
      cardholderId: session.cardholderId,
      sessionId: session.sessionId,
      redemptionId: String(code.id ?? nobodys),
      topupId: String(topup.id ?? nobodys),
      orderNo: String(topup.orderNo ?? nobodys),
      stepUpId: String(stepUp.stepUpId ?? nobodys),
      key: lastKeyOf(topup),
      spendId: `tx_${name}_2026-09-03`,
    },
    secrets: [
      String(revealed.code ?? `openid-of-${name}`),
      account,
      `openid-of-${name}`,
      `device-of-${name}`,
      token,
      cardToken,
    ],
    words: [`merchant-of-${name}`, session.cardholderId],
  }
}

const nobodys = '0'.repeat(26)
let keys = 0
const newKey = () => `owner-key-${String(++keys).padStart(12, '0')}`
const keyOf = (name: string) => `step-up-of-${name}`.padEnd(24, '0')
const keysOfReplies = new WeakMap<object, string>()
const lastKeyOf = (reply: object) => keysOfReplies.get(reply) ?? ''

function asking(world: World, token: string) {
  return async (method: string, path: string, body: object): Promise<Record<string, unknown>> => {
    const key = newKey()
    const headers = {
      ...world.fromElsewhere(),
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      'Idempotency-Key': key,
    }
    const answer = await askRaw(world.url, { method, path, headers, body: Buffer.from(JSON.stringify(body)) })
    // An operator may have taken the benefit down, and the bank knows no cards of the other programme.
    if (answer.status === 409 || (path === '/api/step-up' && answer.status === 422)) return {}
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text} ${world.faults().join('\n')}`)
    const reply = JSON.parse(answer.text) as Record<string, unknown>
    keysOfReplies.set(reply, key)
    return reply
  }
}

/** The bank tells of purchases, as it does of everybody's. */
async function spends(
  world: World,
  cardToken: string,
  about: { name: string; programmeId: string },
): Promise<RawAnswer> {
  const body = JSON.stringify({ events: purchasesOf(cardToken, about) })
  const headers = { 'Content-Type': 'application/json', ...bankSigned(body, { at: world.surroundings.now() }) }
  const answer = await askRaw(world.url, { method: 'POST', path: '/bank/events', headers, body: Buffer.from(body) })
  if (answer.status !== 200) throw new Error(`the events were not taken: ${answer.text}`)
  return answer
}

/** A notice, as the worker writes one for a message that is due. */
async function tell({ database, surroundings }: World, { cardholderId, programmeId }: Session): Promise<void> {
  const own = { cardholder_id: cardholderId, programme_id: programmeId, notice_id: surroundings.newId() }
  const rest = { due_at: null, outcome: null, read_at: null, created_at: surroundings.now() }
  const notice = {
    ...own,
    topic: 'tier.upgraded',
    payload: JSON.stringify({ from: 'basic', to: 'silver', upgradedAt: surroundings.now().toISOString() }),
    way: 'now',
    ...rest,
  }
  await database.inTransaction((tx) => tx.insert('notice', [notice]))
}

type Found = Pick<Record<OwnedId, string>, 'cardId' | 'transactionId' | 'evaluationId' | 'upTo' | 'lotId'>

/** Ids that a cardholder sees only in lists; one of each. */
async function idsIn({ database, surroundings }: World, cardholderId: string): Promise<Found> {
  const { reader } = database
  const one = async (sql: string) => {
    const [row] = await reader.rows<{ id: string }>(`${sql} WHERE cardholder_id = ? LIMIT 1`, [cardholderId])
    return row?.id ?? surroundings.newId()
  }
  return {
    cardId: await one('SELECT card_id AS id FROM card'),
    transactionId: await one('SELECT transaction_id AS id FROM transfer'),
    evaluationId: await one('SELECT id FROM tier_evaluation'),
    upTo: await one('SELECT notice_id AS id FROM notice'),
    lotId: await one('SELECT lot_id AS id FROM lot'),
  }
}
