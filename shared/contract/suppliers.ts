import * as z from 'zod/mini'
import { endpoint } from './endpoint'

export const suppliersContract = {
  callback: endpoint({
    id: 'suppliers.callback',
    method: 'POST',
    path: '/api/suppliers/{supplier}/callbacks',
    access: 'supplier',
    summary: "Takes a supplier's signed word about an order, in the supplier's own form; repeating it changes nothing.",
    params: z.object({ supplier: z.string().check(z.maxLength(32)) }),
    rawBody: true,
    body: z.string(),
    reply: z.object({ type: z.enum(['application/json', 'text/plain']), body: z.string() }),
    refusals: ['signature_invalid', 'input_invalid', 'body_too_large', 'busy_try_later'],
  }),
}
