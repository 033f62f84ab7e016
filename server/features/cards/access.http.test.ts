import { cardsContract } from '../../../shared/contract/cards'
import type { Endpoint } from '../../../shared/contract/endpoint'
import { identityContract, type Level } from '../../../shared/contract/identity'
import { type Road, roadOn } from '../../../tests/support/outside'
import { agreed } from '../../../tests/support/people'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { setLevel } from '../identity'

let opened: TestDatabase
let road: Road
beforeAll(async () => {
  opened = await testDatabase()
  road = await roadOn(opened.database)
})
afterAll(async () => {
  await road.stop()
  await opened.close()
})

const callers = ['nobody', 'ended', 'visitor', 'phone', 'cardholder'] as const
type Caller = (typeof callers)[number]

/** What the gate says to each caller at each kind of door; null is let in. */
const table: Record<'visitor' | 'phone' | 'cardholder', Record<Caller, string | null>> = {
  visitor: { nobody: 'session_missing', ended: 'session_ended', visitor: null, phone: null, cardholder: null },
  phone: {
    nobody: 'session_missing',
    ended: 'session_ended',
    visitor: 'phone_required',
    phone: null,
    cardholder: null,
  },
  cardholder: {
    nobody: 'session_missing',
    ended: 'session_ended',
    visitor: 'phone_required',
    phone: 'card_required',
    cardholder: null,
  },
}

const atTheGate = new Set(['session_missing', 'session_ended', 'phone_required', 'card_required'])
const endpoints: Endpoint[] = [...Object.values(identityContract), ...Object.values(cardsContract)]
const guarded = endpoints.filter((endpoint) => endpoint.access !== 'public')

async function tokenOf(caller: Caller): Promise<string | undefined> {
  if (caller === 'nobody') return undefined
  const body = { code: await road.wechatCode('login', `access-${caller}`), consent: agreed }
  const token = String((await road.call('POST', '/api/sessions', { body })).json.token)
  if (caller === 'ended') await road.call('DELETE', '/api/sessions', { token })
  else await opened.database.inTransaction((tx) => setLevel(tx, token.slice(0, 26), caller satisfies Level))
  return token
}

describe.each(guarded)('$id ($access)', (endpoint) => {
  test.each(callers)('is open to %s as the access table says', async (caller) => {
    const token = await tokenOf(caller)
    const path = endpoint.path.replace(/\{\w+\}/g, '0'.repeat(26))
    const body = endpoint.body ? {} : undefined
    const { json } = await road.call(endpoint.method, path, { token, body })
    const said = atTheGate.has(json.code ?? '') ? json.code : null
    expect(said).toBe(table[endpoint.access as keyof typeof table][caller])
  })
})

test('only logging in is open to everybody', () => {
  expect(endpoints.filter((endpoint) => endpoint.access === 'public').map(({ id }) => id)).toEqual(['identity.logIn'])
})
