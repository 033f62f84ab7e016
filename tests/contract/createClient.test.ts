import { createClient, type Outgoing } from '../../shared/client/createClient'
import { routes } from '../../shared/client/routes'
import type { Api } from '../../shared/contract/api'
import { api } from '../../shared/contract/api'
import type { Endpoint } from '../../shared/contract/endpoint'

let sent: Outgoing[]
beforeEach(() => {
  sent = []
})

const client = createClient<Api>(routes, async (outgoing) => {
  sent.push(outgoing)
  return { answered: true }
})

test('sends method and path, and nothing that was not given', async () => {
  await client.identity.me()
  expect(sent).toEqual([{ method: 'GET', path: '/api/me' }])
})

test('sends body and key', async () => {
  await client.redemption.confirm({ body: { benefitId: 'V1', points: 100 }, key: 'a-key-of-mine-0001' })
  expect(sent).toEqual([
    {
      method: 'POST',
      path: '/api/redemptions',
      body: { benefitId: 'V1', points: 100 },
      idempotencyKey: 'a-key-of-mine-0001',
    },
  ])
})

test('fills in the parameters of the path', async () => {
  await client.redemption.reveal({ params: { redemptionId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }, body: {} })
  expect(sent[0]?.path).toBe('/api/redemptions/01ARZ3NDEKTSV4RRFFQ69G5FAV/reveal')
})

test.each([
  ['a slash', '../admin', '/api/benefits/..%2Fadmin'],
  ['a question mark and a hash', 'a?b#c', '/api/benefits/a%3Fb%23c'],
  ['a percent sign', '%2F', '/api/benefits/%252F'],
  ['Chinese', '视频', '/api/benefits/%E8%A7%86%E9%A2%91'],
])('encodes %s in a parameter', async (_, benefitId, path) => {
  await client.catalogue.detail({ params: { benefitId } })
  expect(sent[0]?.path).toBe(path)
})

test('leaves out what the query does not say, and encodes the rest', async () => {
  await client.catalogue.list({ query: {} })
  await client.catalogue.list({ query: { category: undefined, cursor: undefined } })
  await client.catalogue.list({ query: { category: 'video', cursor: 'a&b=c d' } })
  expect(sent.map(({ path }) => path)).toEqual([
    '/api/benefits',
    '/api/benefits',
    '/api/benefits?category=video&cursor=a%26b%3Dc%20d',
  ])
})

test('gives back what the sender got, and lets its failure through', async () => {
  await expect(client.identity.me()).resolves.toEqual({ answered: true })
  const failing = createClient<Api>(routes, () => Promise.reject(new Error('offline')))
  await expect(failing.identity.me()).rejects.toThrow('offline')
})

test('the routes that clients are given are those of the contract', () => {
  const ofContract = Object.entries<Record<string, Endpoint>>(api).map(([feature, endpoints]) => [
    feature,
    Object.fromEntries(Object.entries(endpoints).map(([name, { method, path }]) => [name, [method, path]])),
  ])
  expect(routes).toEqual(Object.fromEntries(ofContract))
})
