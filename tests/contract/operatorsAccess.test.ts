import { byCommandLine, disableAccount, renewOperator } from '../../server/features/operators'
import type { Endpoint } from '../../shared/contract/endpoint'
import { type OperatorRole, operatorRoles } from '../../shared/contract/roles'
import { allEndpoints } from '../support/allEndpoints'
import { bankSigned } from './composedServer'
import { describeServer, server } from './oneServer'

describeServer()
const tokens = new Map<OperatorRole, string>()
beforeAll(async () => {
  for (const role of operatorRoles) tokens.set(role, (await server.hire([role])).token)
})

/** Who may do what at the desk: a new endpoint takes its place here, so that giving a power is a thing that somebody decides. */
const table: Record<string, OperatorRole[]> = {
  'operators.me': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'operators.makeRequest': ['maker', 'support', 'risk', 'admin'],
  'operators.previewRequest': ['maker', 'support', 'risk', 'admin'],
  'operators.requests': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'operators.request': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'operators.approve': ['checker', 'admin'],
  'operators.reject': ['checker', 'admin'],
  'operators.withdraw': ['maker', 'support', 'risk', 'admin'],
  'operators.audit': ['auditor', 'admin'],
  'operators.unmatchedRefunds': ['maker', 'checker', 'support', 'auditor'],
  'operators.bankFiles': ['auditor', 'admin'],
  'operators.manualOrders': ['maker', 'checker', 'support', 'auditor'],
  'operators.supplierDifferences': ['maker', 'checker', 'support', 'auditor'],
  'operators.cardholderRedemption': ['maker', 'checker', 'support', 'auditor'],
  'operators.cardholderPoints': ['maker', 'checker', 'support', 'auditor'],
  'support.find': ['maker', 'checker', 'support', 'auditor'],
  'support.person': ['maker', 'checker', 'support', 'auditor'],
  'support.timeline': ['maker', 'checker', 'support', 'auditor'],
  'support.explainEntry': ['maker', 'checker', 'support', 'auditor'],
  'support.explainStep': ['maker', 'checker', 'support', 'auditor'],
  'support.unmask': ['support'],
  'support.revealCode': ['support'],
  'insights.dashboard': ['auditor', 'admin', 'maker', 'checker'],
  'insights.attacks': ['auditor', 'admin', 'maker', 'checker', 'risk'],
  'insights.redemptions': ['auditor', 'admin', 'maker', 'checker'],
  'programmes.list': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'programmes.show': ['maker', 'checker', 'auditor', 'admin'],
  'stock.list': ['maker', 'checker', 'auditor'],
  'versions.list': ['maker', 'checker', 'auditor'],
  'versions.one': ['maker', 'checker', 'auditor'],
  'versions.rows': ['maker', 'checker', 'auditor'],
  'versions.begin': ['maker'],
  'versions.putRow': ['maker'],
  'versions.removeRow': ['maker'],
  'versions.rebase': ['maker'],
  'versions.discard': ['maker'],
  'versions.submit': ['maker'],
  'versions.withdraw': ['maker'],
  'versions.takeDown': ['maker', 'checker'],
  'imports.template': ['maker', 'checker', 'auditor'],
  'imports.upload': ['maker'],
  'imports.uploadCodes': ['maker'],
  'imports.list': ['maker', 'checker', 'auditor'],
  'imports.import': ['maker', 'checker', 'auditor'],
  'imports.file': ['maker', 'checker', 'auditor'],
  'imports.submit': ['maker'],
  'riskDesk.rules': ['risk', 'checker', 'auditor'],
  'riskDesk.saveDraft': ['risk'],
  'riskDesk.dropDraft': ['risk'],
  'riskDesk.shadow': ['risk', 'checker', 'auditor'],
  'riskDesk.reviews': ['risk', 'auditor'],
  'riskDesk.review': ['risk', 'auditor'],
  'riskDesk.decide': ['risk'],
  'riskDesk.decisions': ['risk', 'auditor'],
  'desk.current': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.unlock': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.changePassword': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.sessions': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.account': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.endSession': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.exported': ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
  'desk.operators': ['admin', 'auditor'],
  'desk.createOperator': ['admin'],
  'desk.renewEnrolment': ['admin'],
  'desk.changeRoles': ['admin'],
  'desk.drawEnrolment': ['admin'],
  'desk.disableOperator': ['admin'],
}

const endpoints = allEndpoints.filter(({ access }) => access === 'operator')
const refusals = ['session_missing', 'session_ended', 'role_required', 'route_unknown']

test('the table has every endpoint of the desk, with the roles that the contract declares', () => {
  expect(Object.fromEntries(endpoints.map(({ id, roles }) => [id, roles]))).toEqual(table)
})

/** A request that goes no further than the door: its ids are nobody's and its body is empty. */
function knock({ method, path, body }: Endpoint, headers: Record<string, string>, call = server.callDesk) {
  const place = path.replace(/\{\w+\}/g, '0'.repeat(26))
  return call({ method, path: place, headers: { ...fromElsewhere(), ...headers }, body: body ? '{}' : undefined })
}

let addresses = 0
/** Each knock comes from an address of its own, so that none is refused for those before it. */
const fromElsewhere = () => ({ 'X-Forwarded-For': `203.0.${Math.floor(++addresses / 250)}.${addresses % 250}` })

const bearer = (token: string | undefined) => ({ Authorization: `Bearer ${token}` })

describe.each(endpoints)('$id', (endpoint) => {
  test.each(operatorRoles)('%s', async (role) => {
    const { status, json } = await knock(endpoint, bearer(tokens.get(role)))
    if (table[endpoint.id]?.includes(role)) {
      expect(refusals).not.toContain(json.code)
      expect(status).not.toBe(500)
    } else expect({ status, code: json.code }).toEqual({ status: 403, code: 'role_required' })
  })

  test('nobody', async () => {
    expect(await knock(endpoint, {})).toMatchObject({ status: 401, json: { code: 'session_missing' } })
  })

  test.each([
    ['a made-up token', async () => `${tokens.get('admin')?.slice(0, -4)}AAAA`],
    ['a text that is no token', async () => 'maker'],
    ['a cardholder', () => server.tokenOf('cardholder')],
    ['a disabled operator', disabledToken],
    ['the token before a renewal', oldToken],
  ])('%s', async (_, token) => {
    const answer = await knock(endpoint, bearer(await token()))
    expect(answer).toMatchObject({ status: 401, json: { code: 'session_ended' } })
  })

  test('is not there on the public listener, whoever asks', async () => {
    for (const role of operatorRoles) {
      const answer = await knock(endpoint, bearer(tokens.get(role)), server.call)
      expect(answer).toMatchObject({ status: 404, json: { code: 'route_unknown' } })
    }
    const signed = bankSigned(endpoint.body ? '{}' : '', { at: server.surroundings.now() })
    expect(await knock(endpoint, signed, server.call)).toMatchObject({ status: 404 })
  })
})

async function disabledToken(): Promise<string> {
  const { id, token } = await server.hire([...operatorRoles])
  await disableAccount(server.managing, id, byCommandLine)
  return token
}

async function oldToken(): Promise<string> {
  const { id, token } = await server.hire([...operatorRoles])
  const renewed = await renewOperator(server.managing, id)
  expect((await knock(endpoints[0] as Endpoint, bearer(renewed?.token))).status).toBe(200)
  return token
}

test('the desk serves nothing but the desk and its health', async () => {
  for (const endpoint of allEndpoints.filter(({ access, path }) => access !== 'operator' && path.startsWith('/api/'))) {
    const token = await server.tokenOf('cardholder')
    expect(await knock(endpoint, bearer(token))).toMatchObject({ status: 404, json: { code: 'route_unknown' } })
  }
  expect((await server.callDesk({ method: 'GET', path: '/healthz' })).status).toBe(200)
  expect((await server.callDesk({ method: 'POST', path: '/bank/events', body: '{}' })).status).toBe(404)
})

test("an operator's token opens nothing of a cardholder's", async () => {
  const answer = await server.call({ method: 'GET', path: '/api/points', headers: bearer(tokens.get('admin')) })
  expect(answer).toMatchObject({ status: 401, json: { code: 'session_ended' } })
})

test('unknown tokens are counted, and after thirty the door stays shut for a while', async () => {
  const me = endpoints[0] as Endpoint
  const codes: (string | undefined)[] = []
  const from = (address: string, token: string | undefined) => ({ 'X-Forwarded-For': address, ...bearer(token) })
  for (let tries = 0; tries < 31; tries++) codes.push((await knock(me, from('198.51.100.1', 'guess'))).json.code)
  expect(codes.slice(0, 30).every((code) => code === 'session_ended')).toBe(true)
  expect(codes[30]).toBe('attempts_exceeded')
  expect((await knock(me, from('198.51.100.1', tokens.get('maker')))).json.code).toBe('attempts_exceeded')
  expect((await knock(me, from('198.51.100.2', tokens.get('maker')))).status).toBe(200)
})
