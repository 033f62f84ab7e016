import type { ServerResponse } from 'node:http'
import { serving } from '../../tests/support/serving'
import { Unsure } from '../ports/unsure'
import { supplierOverJson } from './supplier.json'

const order = { orderNo: 'K1', sku: 'video-month', account: '13800008192' }

async function placedWith(answer: (response: ServerResponse) => void) {
  const server = await serving((_, response) => answer(response))
  const supplier = supplierOverJson({
    baseUrl: server.url,
    clientId: 'kaquan',
    secret: 'secret',
    now: () => new Date(),
    nonce: () => 'n',
    timeoutMs: 150,
    deduplicates: true,
  })
  try {
    return await supplier.placeOrder(order)
  } finally {
    await server.close()
  }
}

describe('an order is unsure, never rejected,', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['when there is no answer in time', () => {}],
    ['when the answer stops half way', (response) => response.write('{"state":"deliv')],
    ['when the connection is reset', (response) => response.destroy()],
    [
      'when the answer is cut short',
      (response) => {
        response.writeHead(200, { 'Content-Length': '100' })
        response.write('{"state":"rejected"')
        setTimeout(() => response.destroy(), 20)
      },
    ],
    ['on a 500', (response) => response.writeHead(500).end('{"state":"rejected","reason":"x"}')],
    ['on a 503', (response) => response.writeHead(503).end('{}')],
    ['on a 429', (response) => response.writeHead(429).end('{}')],
    [
      'on a redirect, which nobody follows',
      (response) => {
        if (response.req.url === '/elsewhere') response.end('{"state":"rejected","reason":"x"}')
        else response.writeHead(303, { Location: '/elsewhere' }).end('{}')
      },
    ],
    ['on a page of a proxy', (response) => response.end('<html>')],
    ['on an answer of another shape', (response) => response.end('{"state":"done"}')],
    ['on a delivery without a receipt', (response) => response.end('{"state":"delivered"}')],
    ['on an answer without end', (response) => response.end(`{"state":"${'x'.repeat(2_000_000)}"}`)],
  ])('%s', async (_, answer) => {
    await expect(placedWith(answer)).rejects.toThrow(Unsure)
  })

  it('when nobody listens', async () => {
    const nobody = {
      baseUrl: 'http://127.0.0.1:1',
      clientId: 'kaquan',
      secret: 's',
      now: () => new Date(),
      nonce: () => 'n',
      deduplicates: true,
    }
    const placed = supplierOverJson({ ...nobody, timeoutMs: 500 }).placeOrder(order)
    await expect(placed).rejects.toMatchObject({ name: 'Unsure', otherSide: 'supplier', call: 'placeOrder' })
  })

  it('but an order that is under way is no failure at all', async () => {
    expect(await placedWith((response) => response.end('{"state":"accepted"}'))).toEqual({ state: 'accepted' })
  })
})
