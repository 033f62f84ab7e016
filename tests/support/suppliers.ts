import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type SupplierSettings, suppliersOverHttp } from '../../server/adapters/suppliers.http'
import type { SupplierPort } from '../../server/ports/supplier'
import { type Serving, serving } from './serving'

export const protocols = ['json', 'form'] as const
export type Protocol = (typeof protocols)[number]

export const supplierSecret = 'a-secret-of-enough-length'
export const supplierOrder = { orderNo: 'K2026112000000001', sku: 'video-month', account: '13800008192', points: 1200 }

type Changes = Partial<SupplierSettings> & { now?: () => Date; nonce?: () => string; timeoutMs?: number }

/** The production adapter of one supplier. */
export function supplierAt(baseUrl: string, protocol: Protocol, changes: Changes = {}): SupplierPort {
  const { now = () => new Date(), nonce = () => randomBytes(16).toString('hex'), timeoutMs = 2_000, ...more } = changes
  const common = { clientId: 'kaquan', secret: supplierSecret, signType: 'HMAC-SHA256', deduplicates: true } as const
  const settings = { ...common, protocol, baseUrl, ...more }
  const supplier = suppliersOverHttp(new Map([['only', settings]]), { now, nonce, timeoutMs }).get('only')
  if (!supplier) throw new Error('the supplier was not made')
  return supplier
}

/** Somebody outside who answers as a test wants it. */
export async function playOutside(
  answer: (response: ServerResponse, request: IncomingMessage & { body: string }) => void,
): Promise<Serving> {
  return serving(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    answer(response, Object.assign(request, { body: Buffer.concat(chunks).toString('utf8') }))
  })
}
