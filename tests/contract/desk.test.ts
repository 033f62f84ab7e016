import type { BankEvent } from '../../shared/contract/spend'
import { bankEvent } from '../support/bankEvents'
import { type BoundForTest, boundCard } from '../support/boundCard'
import { type Answer, bankSigned } from './composedServer'
import { describeServer, opened, server } from './oneServer'

// The desk over HTTP, as a console or curl uses it.

describeServer()
let maker: { id: string; token: string }
let checker: { id: string; token: string }
beforeAll(async () => {
  maker = await server.hire(['maker'])
  checker = await server.hire(['checker', 'auditor'])
})

let cards = 0
/** A cardholder with 100 points, of which the bank told by its signed events. */
async function somebody(): Promise<BoundForTest> {
  const card = await boundCard(opened.database, `h${String(++cards).padStart(7, '0')}`)
  const event: BankEvent = {
    ...bankEvent(`${card.cardToken}_a`, '2026-10-01', { yuan: 100 }),
    card_token: card.cardToken,
  }
  const body = JSON.stringify({ events: [event] })
  const headers = bankSigned(body, { at: server.surroundings.now() })
  expect(await server.call({ method: 'POST', path: '/bank/events', headers, body })).toMatchObject({ status: 200 })
  return card
}

let keys = 0
const newKey = () => `desk-http-key-${String(++keys).padStart(8, '0')}`

type Reply = Omit<Answer, 'json'> & { json: Record<string, unknown> }

function ask(who: { token: string }, path: string): Promise<Reply> {
  return server.callDesk({ method: 'GET', path, headers: { Authorization: `Bearer ${who.token}` } }) as Promise<Reply>
}

function send(
  who: { token: string },
  path: string,
  { key, ...body }: { key: string; [field: string]: unknown },
): Promise<Reply> {
  // Each in a millisecond of its own, since ids of one have no order among themselves.
  server.surroundings.advance(1)
  const headers = { Authorization: `Bearer ${who.token}`, 'Idempotency-Key': key }
  return server.callDesk({ method: 'POST', path, headers, body: JSON.stringify(body) }) as Promise<Reply>
}

const giving = ({ cardholderId }: BoundForTest, points: number) => ({
  asked: { kind: 'adjust_points', payload: { cardholderId, points } },
  reason: '客诉补偿，已核实',
})

async function availableOf({ cardholderId }: BoundForTest): Promise<unknown> {
  const { json } = await ask(checker, `/ops/cardholders/${cardholderId}/points`)
  return (json.summary as { available: number }).available
}

test('from the request to the audit log', async () => {
  const card = await somebody()
  const made = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, 50) })
  expect(made).toMatchObject({ status: 200, json: { state: 'open', kind: 'adjust_points' } })
  const path = `/ops/requests/${made.json.id}`
  const open = await ask(checker, '/ops/requests?state=open')
  expect((open.json.requests as { id: string }[]).map(({ id }) => id)).toContain(made.json.id)
  expect((await ask(checker, path)).json.changes).toContainEqual({
    field: 'points.available',
    before: 100,
    after: 150,
  })
  expect(await availableOf(card)).toBe(100)
  const approved = await send(checker, `${path}/approve`, { key: newKey() })
  expect(approved).toMatchObject({ status: 200, json: { state: 'approved', decidedBy: { id: checker.id } } })
  expect(await availableOf(card)).toBe(150)
  const { json } = await ask(checker, `/ops/audit?subject=${made.json.id}`)
  expect(json.rows).toMatchObject([
    { action: 'request.approved', operatorId: checker.id },
    { action: 'request.made', operatorId: maker.id, reason: '客诉补偿，已核实' },
  ])
})

describe('an Idempotency-Key', () => {
  test('makes one request, however often it is sent, also at once', async () => {
    const card = await somebody()
    const key = newKey()
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => send(maker, '/ops/requests', { key, ...giving(card, 9) })),
    )
    const again = await send(maker, '/ops/requests', { key, ...giving(card, 9) })
    expect(new Set([...sent, again].map(({ json }) => json.id)).size).toBe(1)
    const other = await send(maker, '/ops/requests', { key, ...giving(card, 10) })
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
  })

  test('approves once, and answers the same again', async () => {
    const card = await somebody()
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, 9) })
    const key = newKey()
    const approve = () => send(checker, `/ops/requests/${json.id}/approve`, { key })
    const [first, second] = await Promise.all([approve(), approve()])
    expect(first).toMatchObject({ status: 200, json: { state: 'approved' } })
    expect(second.json).toEqual(first.json)
    expect((await approve()).json).toEqual(first.json)
    expect(await availableOf(card)).toBe(109)
  })

  test("of another operator's is none of mine", async () => {
    const card = await somebody()
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, 9) })
    const key = newKey()
    await send(checker, `/ops/requests/${json.id}/approve`, { key })
    const other = await server.hire(['checker'])
    const answer = await send(other, `/ops/requests/${json.id}/approve`, { key })
    expect(answer).toMatchObject({ status: 409, json: { code: 'request_decided' } })
  })

  test('is asked for', async () => {
    const headers = { Authorization: `Bearer ${maker.token}` }
    const body = JSON.stringify(giving(await somebody(), 1))
    const answer = await server.callDesk({ method: 'POST', path: '/ops/requests', headers, body })
    expect(answer).toMatchObject({ status: 400, json: { code: 'idempotency_key_missing' } })
  })

  test('keeps a failed approval failed', async () => {
    const card = await somebody()
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, -80) })
    const before = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, -30) })
    await send(checker, `/ops/requests/${before.json.id}/approve`, { key: newKey() })
    const key = newKey()
    const approve = () => send(checker, `/ops/requests/${json.id}/approve`, { key })
    const first = await approve()
    expect(first).toMatchObject({ status: 200, json: { state: 'failed', failure: 'points_insufficient' } })
    expect((await approve()).json).toEqual(first.json)
  })
})

describe('what is sent', () => {
  test('cannot say who made it, or that it is decided', async () => {
    const card = await somebody()
    const forged = { ...giving(card, 1), madeBy: checker.id, state: 'approved', decidedBy: checker.id }
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...forged })
    expect(json).toMatchObject({ madeBy: { id: maker.id }, state: 'open', decidedBy: null })
  })

  test.each([
    ['an unknown kind', { asked: { kind: 'give_all', payload: {} } }],
    ['the payload of another kind', { asked: { kind: 'write_off_debt', payload: { lotId: '0'.repeat(26) } } }],
    ['a field that the kind does not have', { points: 5, force: true }],
    ['nothing to change', { points: 0 }],
    ['half a point', { points: 0.5 }],
    ['points as text', { points: '5' }],
    ['more than a thousand million', { points: 1_000_000_001 }],
    ['a day that is none', { points: 5, expiresOn: '2027-02-30' }],
    ['no reason', { points: 5, reason: ' ' }],
  ])('is refused with %s', async (_, wrong) => {
    const card = await somebody()
    const { asked, reason } = giving(card, 1)
    const { reason: given = reason, asked: whole, ...fields } = wrong as Record<string, unknown>
    const payload = { ...asked.payload, ...fields }
    const body = { asked: whole ?? { ...asked, payload }, reason: given }
    const answer = await send(maker, '/ops/requests', { key: newKey(), ...body })
    expect(answer).toMatchObject({ status: 400, json: { code: 'input_invalid' } })
  })

  test('is refused with a card number in the reason', async () => {
    const body = { key: newKey(), ...giving(await somebody(), 1), reason: '卡号 6222021234567894 的客户' }
    const answer = await send(maker, '/ops/requests', body)
    expect(answer).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
  })

  test('is refused with a card number in the reason of a decision', async () => {
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(await somebody(), 1) })
    const body = { key: newKey(), reason: '卡号 6222021234567894' }
    const answer = await send(checker, `/ops/requests/${json.id}/reject`, body)
    expect(answer).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
  })
})

describe('an operator', () => {
  test('of one programme asks for no other', async () => {
    for (const path of ['/ops/requests', '/ops/audit', '/ops/unmatched-refunds']) {
      const answer = await ask(checker, `${path}?programmeId=other`)
      expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } })
    }
  })

  test("of another programme sees none of this one's", async () => {
    const card = await somebody()
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, 1) })
    const stranger = await server.hire(['maker', 'checker', 'auditor'], 'other')
    expect(await ask(stranger, `/ops/requests/${json.id}`)).toMatchObject({ status: 404 })
    expect(await ask(stranger, `/ops/cardholders/${card.cardholderId}/points`)).toMatchObject({ status: 404 })
    expect((await ask(stranger, '/ops/requests')).json.requests).toEqual([])
    expect(JSON.stringify((await ask(stranger, '/ops/audit')).json)).not.toContain(String(json.id))
  })

  test('of all programmes says which one is meant, and sees what concerns none of them', async () => {
    const everywhere = await server.hire(['checker', 'auditor'], '*')
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(await somebody(), 1) })
    const approve = await send(everywhere, `/ops/requests/${json.id}/approve`, { key: newKey() })
    expect(approve).toMatchObject({ status: 200, json: { state: 'approved' } })
    expect((await ask(everywhere, '/ops/requests?programmeId=other')).json.requests).toEqual([])
    const { json: audit } = await ask(everywhere, `/ops/audit?subject=${everywhere.id}`)
    expect(audit.rows).toMatchObject([{ action: 'operator.created', operatorId: null, programmeId: '*' }])
    expect((await ask(checker, `/ops/audit?subject=${everywhere.id}`)).json.rows).toEqual([])
  })

  test('learns who they are', async () => {
    expect((await ask(maker, '/ops/me')).json).toMatchObject({ id: maker.id, roles: ['maker'] })
  })
})

test('the balance at the desk comes with lots and entries, page by page', async () => {
  const card = await somebody()
  for (let each = 1; each <= 55; each++) {
    const { json } = await send(maker, '/ops/requests', { key: newKey(), ...giving(card, each) })
    await send(checker, `/ops/requests/${json.id}/approve`, { key: newKey() })
  }
  const path = `/ops/cardholders/${card.cardholderId}/points`
  const first = (await ask(maker, path)).json
  const entries = first.entries as { transactionId: string; amount: number }[]
  expect(first.lots).toHaveLength(56)
  expect(entries).toHaveLength(50)
  const second = (await ask(maker, `${path}?cursor=${first.next}`)).json
  const all = [...entries, ...(second.entries as typeof entries)]
  expect(second.next).toBeNull()
  expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(all.length)
  const sum = all.reduce((total, { amount }) => total + amount, 0)
  expect(first.summary).toMatchObject({ available: sum })
})
