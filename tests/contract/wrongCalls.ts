import type { HandlersOf } from '../../server/http/mount'
import type { Client } from '../../shared/client/createClient'
import type { Api, api } from '../../shared/contract/api'
import type { endpoint } from '../../shared/contract/endpoint'

/**
 * Calls that must not compile, each below a directive that expects an error, and their right forms. Never run:
 * `npm run check` compiles this file, and wrongCalls.test.ts shows that every one of these errors is a real one.
 */
export function rightCalls(client: Client<Api>) {
  return [
    client.identity.me(),
    client.catalogue.list({ query: {} }),
    client.catalogue.detail({ params: { benefitId: 'V1' } }),
    client.redemption.confirm({ body: { benefitId: 'V1', points: 100 }, key: 'a-key-of-mine-0001' }),
    client.redemption.reveal({ params: { redemptionId: '1' }, body: {} }),
  ]
}

export function wrongCalls(client: Client<Api>) {
  return [
    // @ts-expect-error a keyed endpoint needs its key
    client.redemption.confirm({ body: { benefitId: 'V1', points: 100 } }),
    // @ts-expect-error an endpoint without a key takes none
    client.catalogue.detail({ params: { benefitId: 'V1' }, key: 'a-key-of-mine-0001' }),
    // @ts-expect-error a number is not given as text
    client.redemption.confirm({ body: { benefitId: 'V1', points: '100' }, key: 'a-key-of-mine-0001' }),
    // @ts-expect-error a field of the body is missing
    client.redemption.confirm({ body: { benefitId: 'V1' }, key: 'a-key-of-mine-0001' }),
    // @ts-expect-error the body has a field that nobody declared
    client.identity.verifyPhone({ body: { code: 'c', phone: '13800000000' } }),
    // @ts-expect-error there is no such endpoint
    client.redemption.purchase({ body: {} }),
    // @ts-expect-error there is no such feature
    client.payments.pay(),
    // @ts-expect-error the parameters of the path are missing
    client.cards.makeDefault({}),
    // @ts-expect-error a parameter has another name
    client.cards.makeDefault({ params: { id: '1' } }),
    // @ts-expect-error an endpoint without input takes none
    client.identity.me({ body: {} }),
    // @ts-expect-error a category that does not exist
    client.catalogue.list({ query: { category: 'lottery' } }),
  ]
}

export async function wrongReplies(client: Client<Api>) {
  const summary = await client.points.summary()
  return [
    summary.available,
    // @ts-expect-error a reply has the fields of the contract and no others
    summary.balance,
    // @ts-expect-error what may be null must be asked about first
    summary.expiringNext.amount,
  ]
}

type Catalogue = (typeof api)['catalogue']

/** The server is held to the same contract. */
export function wrongHandlers(right: HandlersOf<Catalogue>): HandlersOf<Catalogue>[] {
  return [
    right,
    // @ts-expect-error an endpoint without a handler
    { list: right.list },
    // @ts-expect-error a handler without an endpoint
    { ...right, purchase: right.list },
    // @ts-expect-error a reply without the fields that the contract promises
    { ...right, list: async () => ({ benefits: [] }) },
    // @ts-expect-error a handler that wants input which the endpoint does not take
    { ...right, list: async (request) => right.list({ ...request, query: request.body.query }) },
  ]
}

export function wrongEndpoints(declare: typeof endpoint, right: Catalogue['list']) {
  return [
    declare(right),
    // @ts-expect-error a refusal that is not in the table
    declare({ ...right, refusals: ['too_bad'] }),
    // @ts-expect-error a level of access that does not exist
    declare({ ...right, access: 'admin' }),
    // @ts-expect-error an endpoint that promises no reply
    declare({ ...right, reply: undefined }),
  ]
}
