import type { Context } from 'koa'
import { isInsideWindow, signatureWindowMs, verifyRequest } from '../ports/requestSignature'
import { WireError } from './simulatorApp'

type Client = { clientId: string; secret: string }

/** Lets a request through only when its signature holds, its time is near ours and its nonce was never seen. */
export function signedRequests(client: Client, now: () => Date) {
  const nonces = new SeenNonces()
  return async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    const timestamp = ctx.get('X-Kaquan-Timestamp')
    const nonce = ctx.get('X-Kaquan-Nonce')
    if (ctx.get('X-Kaquan-Client') !== client.clientId) throw new WireError(401, 'client_unknown')
    if (!isInsideWindow(timestamp, now())) throw new WireError(401, 'timestamp_outside_window')
    const request = { timestamp, nonce, method: ctx.method, path: ctx.url, body: ctx.request.rawBody ?? '' }
    const holds = verifyRequest(client.secret, { ...request, signature: ctx.get('X-Kaquan-Signature') })
    if (!holds) throw new WireError(401, 'signature_invalid')
    if (nonce === '' || nonces.hasSeen(nonce, now())) throw new WireError(401, 'nonce_seen')
    await next()
  }
}

/** Remembers a nonce for as long as its timestamp could still be accepted. */
export class SeenNonces {
  private readonly seenAt = new Map<string, number>()

  hasSeen(nonce: string, now: Date): boolean {
    for (const [old, at] of this.seenAt) {
      if (now.getTime() - at <= 2 * signatureWindowMs) break
      this.seenAt.delete(old)
    }
    const known = this.seenAt.has(nonce)
    if (!known) this.seenAt.set(nonce, now.getTime())
    return known
  }
}
