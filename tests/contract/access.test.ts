import type { Access, Endpoint } from '../../shared/contract/endpoint'
import { allEndpoints } from '../support/allEndpoints'
import { bankKey, bankSigned } from './composedServer'
import { describeServer, server } from './oneServer'

describeServer()

/** Who may call what: a new endpoint takes its place here, so that opening a door is a thing that somebody decides. */
const access: Record<string, Access> = {
  'service.alive': 'public',
  'service.ready': 'public',
  'service.metrics': 'monitor',
  'service.openapi': 'public',
  'home.show': 'public',
  'home.jumps': 'public',
  'identity.logIn': 'public',
  'identity.me': 'visitor',
  'identity.verifyPhone': 'visitor',
  'identity.devices': 'visitor',
  'identity.chooseValidity': 'visitor',
  'identity.logOut': 'visitor',
  'identity.logOutEverywhere': 'visitor',
  'cards.verify': 'phone',
  'cards.bind': 'phone',
  'cards.list': 'visitor',
  'cards.makeDefault': 'cardholder',
  'cards.unbindPreview': 'cardholder',
  'cards.unbind': 'cardholder',
  'privacy.text': 'public',
  'privacy.official': 'public',
  'privacy.agree': 'visitor',
  'privacy.withdraw': 'visitor',
  'privacy.export': 'visitor',
  'privacy.deletionPreview': 'visitor',
  'privacy.deleteAccount': 'visitor',
  'spend.takeEvents': 'bank',
  'points.summary': 'cardholder',
  'points.ledger': 'cardholder',
  'points.explain': 'cardholder',
  'points.lots': 'cardholder',
  'tiers.standing': 'cardholder',
  'tiers.history': 'cardholder',
  'tiers.evaluation': 'cardholder',
  'tiers.upgrade': 'cardholder',
  'tiers.ceremonySeen': 'cardholder',
  'entitlements.ladder': 'public',
  'catalogue.list': 'public',
  'catalogue.detail': 'public',
  'tastes.show': 'visitor',
  'tastes.choose': 'visitor',
  'redemption.quote': 'cardholder',
  'redemption.confirm': 'cardholder',
  'redemption.byKey': 'cardholder',
  'redemption.wallet': 'phone',
  'redemption.markUsed': 'phone',
  'redemption.planExpiring': 'cardholder',
  'redemption.one': 'phone',
  'redemption.proof': 'phone',
  'redemption.reveal': 'phone',
  'operators.me': 'operator',
  'operators.makeRequest': 'operator',
  'operators.previewRequest': 'operator',
  'operators.requests': 'operator',
  'operators.request': 'operator',
  'operators.approve': 'operator',
  'operators.reject': 'operator',
  'operators.withdraw': 'operator',
  'operators.audit': 'operator',
  'operators.unmatchedRefunds': 'operator',
  'operators.bankFiles': 'operator',
  'operators.manualOrders': 'operator',
  'operators.supplierDifferences': 'operator',
  'operators.cardholderRedemption': 'operator',
  'operators.cardholderPoints': 'operator',
  'support.find': 'operator',
  'support.person': 'operator',
  'support.timeline': 'operator',
  'support.explainEntry': 'operator',
  'support.explainStep': 'operator',
  'support.unmask': 'operator',
  'support.revealCode': 'operator',
  'imports.template': 'operator',
  'imports.upload': 'operator',
  'imports.uploadCodes': 'operator',
  'imports.list': 'operator',
  'imports.import': 'operator',
  'imports.file': 'operator',
  'imports.submit': 'operator',
  'stock.list': 'operator',
  'versions.list': 'operator',
  'versions.one': 'operator',
  'versions.rows': 'operator',
  'versions.begin': 'operator',
  'versions.putRow': 'operator',
  'versions.removeRow': 'operator',
  'versions.rebase': 'operator',
  'versions.discard': 'operator',
  'versions.submit': 'operator',
  'versions.withdraw': 'operator',
  'versions.takeDown': 'operator',
  'desk.signIn': 'desk',
  'desk.enrol': 'desk',
  'desk.confirmEnrolment': 'desk',
  'desk.current': 'operator',
  'desk.unlock': 'operator',
  'desk.changePassword': 'operator',
  'desk.sessions': 'operator',
  'desk.account': 'operator',
  'desk.endSession': 'operator',
  'desk.exported': 'operator',
  'desk.operators': 'operator',
  'desk.createOperator': 'operator',
  'desk.renewEnrolment': 'operator',
  'desk.changeRoles': 'operator',
  'desk.drawEnrolment': 'operator',
  'desk.disableOperator': 'operator',
  'riskDesk.rules': 'operator',
  'riskDesk.saveDraft': 'operator',
  'riskDesk.dropDraft': 'operator',
  'riskDesk.shadow': 'operator',
  'riskDesk.reviews': 'operator',
  'riskDesk.review': 'operator',
  'riskDesk.decide': 'operator',
  'riskDesk.decisions': 'operator',
  'insights.attacks': 'operator',
  'insights.dashboard': 'operator',
  'insights.redemptions': 'operator',
  'programmes.list': 'operator',
  'programmes.show': 'operator',
  'entitlements.show': 'cardholder',
  'entitlements.choose': 'cardholder',
  'risk.clear': 'cardholder',
  'security.lock': 'cardholder',
  'security.changeLock': 'cardholder',
  'security.askStepUp': 'cardholder',
  'security.checkStepUp': 'cardholder',
  'security.askBiometric': 'cardholder',
  'security.checkBiometric': 'cardholder',
  'security.trustDevice': 'cardholder',
  'security.distrustDevice': 'cardholder',
  'notifications.settings': 'phone',
  'notifications.changeSettings': 'phone',
  'notifications.subscribe': 'phone',
  'notifications.inbox': 'phone',
  'notifications.read': 'phone',
  'suppliers.callback': 'supplier',
}

const callers = [
  'nobody',
  'a made-up token',
  'an ended session',
  'an expired session',
  'visitor',
  'phone',
  'cardholder',
] as const
type Caller = (typeof callers)[number]

const strangers = {
  nobody: 'session_missing',
  'a made-up token': 'session_ended',
  'an ended session': 'session_ended',
  'an expired session': 'session_ended',
}
const everybody = Object.fromEntries(callers.map((caller) => [caller, null])) as Record<Caller, null>

/** What each caller is told at each kind of door; null is let in. */
const table: Record<Access, Record<Caller, string | null>> = {
  public: everybody,
  // While no METRICS_TOKEN is set; with one: server/http/monitor.test.ts.
  monitor: everybody,
  visitor: { ...everybody, ...strangers },
  phone: { ...everybody, ...strangers, visitor: 'phone_required' },
  cardholder: { ...everybody, ...strangers, visitor: 'phone_required', phone: 'card_required' },
  // The supplier's own signature is looked at by its adapter.
  supplier: Object.fromEntries(callers.map((caller) => [caller, 'signature_invalid'])) as Record<Caller, string>,
  bank: Object.fromEntries(callers.map((caller) => [caller, 'signature_invalid'])) as Record<Caller, string>,
  // Not even that there is such a door is told where cardholders are.
  operator: Object.fromEntries(callers.map((caller) => [caller, 'route_unknown'])) as Record<Caller, string>,
  desk: Object.fromEntries(callers.map((caller) => [caller, 'route_unknown'])) as Record<Caller, string>,
}
const statuses: Record<string, number> = {
  session_missing: 401,
  session_ended: 401,
  phone_required: 403,
  card_required: 403,
  signature_invalid: 401,
  route_unknown: 404,
}

test('the table has every endpoint, with the access that the contract declares', () => {
  expect(Object.fromEntries(allEndpoints.map((endpoint) => [endpoint.id, endpoint.access]))).toEqual(access)
})

async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'nobody') return {}
  const token = await tokenOf(caller)
  return { Authorization: `Bearer ${token}` }
}

async function tokenOf(caller: Exclude<Caller, 'nobody'>): Promise<string> {
  if (caller === 'visitor' || caller === 'phone' || caller === 'cardholder') return server.tokenOf(caller)
  const token = await server.tokenOf('cardholder')
  if (caller === 'a made-up token') return `${token.slice(0, -4)}AAAA`
  if (caller === 'an expired session') server.surroundings.advance(31 * 86_400_000)
  else {
    await server.call({
      method: 'DELETE',
      path: '/api/sessions/current',
      headers: { Authorization: `Bearer ${token}` },
    })
  }
  return token
}

/** A request that goes no further than the door: its ids are nobody's and its body is empty. */
function knock(endpoint: Endpoint, headers: Record<string, string>) {
  const path = endpoint.path.replace(/\{\w+\}/g, '0'.repeat(26))
  return server.call({ method: endpoint.method, path, headers, body: endpoint.body ? '{}' : undefined })
}

describe.each(allEndpoints)('$id ($access)', (endpoint) => {
  test.each(callers)('%s', async (caller) => {
    const expected = table[access[endpoint.id] ?? 'bank'][caller]
    const { status, json, type } = await knock(endpoint, await headersOf(caller))
    if (expected === null) {
      expect(Object.keys(statuses)).not.toContain(json.code)
      expect(status).not.toBe(500)
    } else {
      expect({ status, code: json.code }).toEqual({ status: statuses[expected], code: expected })
      expect(type).toContain('application/problem+json')
    }
  })
})

describe('the words of an Authorization', () => {
  test.each(['Basic {}', 'Bearer', '{}', 'bearer{}', 'Bearer {} extra', 'Basic Bearer {}'])(
    '%j is no session',
    async (form) => {
      const token = await server.tokenOf('cardholder')
      const headers = { Authorization: form.replace('{}', token) }
      expect((await server.call({ method: 'GET', path: '/api/me', headers })).json.code).toBe('session_missing')
    },
  )
})

describe("the bank's signature", () => {
  const body = JSON.stringify({ events: [] })
  const send = (headers: Record<string, string>, sent = body) =>
    server.call({ method: 'POST', path: '/bank/events', headers, body: sent })
  const now = () => server.surroundings.now()
  const before = (milliseconds: number) => new Date(now().getTime() - milliseconds)
  const without = (name: RegExp) =>
    Object.fromEntries(Object.entries(bankSigned(body, { at: now() })).filter(([header]) => !name.test(header)))

  /** An empty list is refused by the contract, which comes after the door. */
  const letIn = { status: 400, json: { code: 'input_invalid' } }
  const refused = { status: 401, json: { code: 'signature_invalid' } }

  test('lets the bank in', async () => {
    expect(await send(bankSigned(body, { at: now() }))).toMatchObject(letIn)
  })

  test.each(['Key-Id', 'Timestamp', 'Nonce', 'Signature'])('is refused without %s', async (name) => {
    expect(await send(without(new RegExp(`${name}$`)))).toMatchObject(refused)
  })

  test('is refused when it was made with another secret', async () => {
    expect(await send(bankSigned(body, { at: now(), secret: `${bankKey.secret}!` }))).toMatchObject(refused)
  })

  test('is refused under a key that nobody knows', async () => {
    expect(await send(bankSigned(body, { at: now(), keyId: 'other' }))).toMatchObject(refused)
  })

  test('is refused for other bytes, even when they say the same', async () => {
    expect(await send(bankSigned(body, { at: now() }), body.replace(':', ': '))).toMatchObject(refused)
  })

  test('is refused with a time or a nonce that was changed afterwards', async () => {
    const signed = bankSigned(body, { at: now() })
    expect(await send({ ...signed, 'X-Bank-Timestamp': String(now().getTime() - 1) })).toMatchObject(refused)
    expect(await send({ ...signed, 'X-Bank-Nonce': 'another-nonce-1' })).toMatchObject(refused)
  })

  test.each([
    ['five minutes old', 300_000, letIn],
    ['a moment older', 300_001, refused],
    ['five minutes ahead', -300_000, letIn],
    ['a moment further ahead', -300_001, refused],
  ])('%s', async (_, age, expected) => {
    expect(await send(bankSigned(body, { at: before(age) }))).toMatchObject(expected)
  })

  test('is good once: replayed, it is refused', async () => {
    const signed = bankSigned(body, { at: now() })
    expect(await send(signed)).toMatchObject(letIn)
    expect(await send(signed)).toMatchObject(refused)
  })

  test('that was refused does not use up its nonce', async () => {
    const nonce = 'a-nonce-used-twice'
    expect(await send(bankSigned(body, { at: now(), nonce, secret: 'not the secret at all' }))).toMatchObject(refused)
    expect(await send(bankSigned(body, { at: now(), nonce }))).toMatchObject(letIn)
  })

  test('does not open what asks for a session', async () => {
    const headers = bankSigned('', { at: now() })
    const answer = await server.call({ method: 'GET', path: '/api/points', headers })
    expect(answer).toMatchObject({ status: 401, json: { code: 'session_missing' } })
  })
})

test('an address that is in no contract says so, and not who might come in', async () => {
  expect(await server.call({ method: 'GET', path: '/api/operators' })).toMatchObject({
    status: 404,
    json: { code: 'route_unknown' },
  })
})
