import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { signRequest } from '../../ports/requestSignature'
import { shanghaiStamp } from '../../ports/shanghaiStamp'
import type { Exchanges } from '../exchanges'
import { formStanding, signedForm } from './formWire'
import { jsonStanding } from './jsonWire'
import type { Standing, SuppliedOrder } from './orders'
import type { Taken } from './supplierDesk'

export type CallbackUrls = { json?: string; form?: string }
type Parts = { client: { clientId: string; secret: string }; now: () => Date; exchanges: Exchanges }
type Letter = { url: string; headers: Record<string, string>; body: string; note: string }

const triesAtMost = 6
const firstPauseMs = 200
const timeoutMs = 2_000

/** What the supplier tells of its own accord, again until it is taken. */
export class SupplierCallbacks {
  urls: CallbackUrls = {}
  private readonly stopping = new AbortController()

  constructor(private readonly parts: Parts) {
    // Every callback that waits for its next try listens, and many may wait while nobody takes them.
    setMaxListeners(0, this.stopping.signal)
  }

  /** Ends when everything was taken, or was tried often enough. */
  async tell({ order, faults, standing }: Taken): Promise<void> {
    const times = faults.has('callback_twice') ? 2 : 1
    if (faults.has('callback_forged'))
      await this.send(this.letter(order, forgedFrom(standing), 'not the secret at all'))
    for (let time = 0; time < times; time++) await this.sendUntilTaken(order, standing)
  }

  stop(): void {
    this.stopping.abort()
  }

  /** Each try is signed anew: a timestamp may have become too old, and a nonce is taken once. */
  private async sendUntilTaken(order: SuppliedOrder, standing: Standing): Promise<void> {
    for (let tries = 0; tries < triesAtMost && !this.stopping.signal.aborted; tries++) {
      const letter = this.letter(order, standing, this.parts.client.secret)
      if (letter === null || (await this.send(letter))) return
      await pause(firstPauseMs * 2 ** tries, undefined, { signal: this.stopping.signal }).catch(() => {})
    }
  }

  private letter(order: SuppliedOrder, standing: Standing, secret: string): Letter | null {
    const { clientId } = this.parts.client
    const nonce = randomBytes(16).toString('hex')
    const note = `${order.order_no}: ${standing.state}`
    if (order.channel.protocol === 'json') {
      const url = this.urls.json
      const timestamp = String(this.parts.now().getTime())
      const body = JSON.stringify(jsonStanding(order.order_no, standing))
      const signature = signRequest(secret, { timestamp, nonce, method: 'POST', path: 'callback', body })
      const signed = { 'X-Kaquan-Timestamp': timestamp, 'X-Kaquan-Nonce': nonce, 'X-Kaquan-Signature': signature }
      const headers = { 'Content-Type': 'application/json', 'X-Kaquan-Client': clientId, ...signed }
      return url ? { url, headers, body, note } : null
    }
    const url = this.urls.form
    const { signType } = order.channel
    const common = { mch_id: clientId, nonce_str: nonce, timestamp: shanghaiStamp(this.parts.now()) }
    const fields = { ...common, sign_type: signType, ...formStanding(order.order_no, standing) }
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }
    return url ? { url, headers, body: signedForm(fields, { secret, signType }), note } : null
  }

  /** True when it was taken. */
  private async send(letter: Letter | null): Promise<boolean> {
    if (letter === null) return false
    const { url, headers, body, note } = letter
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(timeoutMs)])
    const told = await fetch(url, { method: 'POST', headers, body, signal })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => ({ status: 0, text: '' }))
    const isForm = headers['Content-Type'] !== 'application/json'
    this.parts.exchanges.record({
      direction: 'out',
      method: 'POST',
      path: new URL(url).pathname,
      status: told.status,
      note,
    })
    return told.status >= 200 && told.status < 300 && (!isForm || told.text === 'success')
  }
}

/** What somebody would say who wants the points back, or the benefit for nothing. */
function forgedFrom(standing: Standing): Standing {
  if (standing.state === 'delivered') return { state: 'rejected', reason: 'forged' }
  return { state: 'delivered', serial: 'FORGED0000000001', link: null }
}
