import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BankEvent } from '../../../shared/contract/spend'
import { bankEventHeaders, bankEventsPerRequest, type EventEnvelope, signEvent } from '../../ports/bankEvent'
import type { Exchanges } from '../exchanges'
import { signEventBySm2 } from './signBySm2'

export type EventSender = {
  keyId: string
  secret: string
  /** With which it signs by SM2, in place of the secret. */
  sm2PrivateKey?: string
  now: () => Date
  exchanges: Exchanges
}
export type PushRoute = {
  /** The server's `/bank/events`. */
  to: string
  /** Events to a request, 1 to 500. */
  batch: number
  /** Between two requests. */
  delayMs: number
}
export type PushResult = {
  sent: number
  requests: number
  /** Requests sent again because there was no answer or a 5xx. */
  retried: number
  /** As the server counts them in its answers. */
  taken: number
  repeated: number
  waiting: number
  /** Requests that the server refused or never answered. */
  failed: { status: number; code: string; events: number }[]
}

/** Sends the events in requests of at most 500, one after the other, as the bank's outbox would. */
export async function pushEvents(
  events: readonly BankEvent[],
  { to, batch, delayMs }: PushRoute,
  sender: EventSender,
): Promise<PushResult> {
  const result: PushResult = { sent: 0, requests: 0, retried: 0, taken: 0, repeated: 0, waiting: 0, failed: [] }
  const size = Math.min(Math.max(batch, 1), bankEventsPerRequest)
  for (let first = 0; first < events.length; first += size) {
    if (first > 0 && delayMs > 0) await pause(delayMs)
    const part = events.slice(first, first + size)
    const { status, answer, tries } = await sendUntilAnswered(part, to, sender)
    result.requests += 1
    result.retried += tries - 1
    const isTaken = status >= 200 && status < 300
    if (isTaken) {
      result.sent += part.length
      for (const count of ['taken', 'repeated', 'waiting'] as const) result[count] += countOf(answer[count])
    } else {
      result.failed.push({ status, code: String(answer.code ?? ''), events: part.length })
    }
    const note = isTaken ? JSON.stringify(answer).slice(0, 120) : String(answer.code ?? '')
    const path = new URL(to).pathname
    sender.exchanges.record({
      direction: 'out',
      method: 'POST',
      path,
      status,
      note: `${part.length} 笔 events ${note}`,
    })
  }
  return result
}

const triesAtMost = 4
const firstPauseMs = 200

type Answer = { status: number; answer: Record<string, unknown>; tries: number }

/** No answer and a 5xx mean "send it again"; the server knows each transaction by its id, so that does no harm. */
async function sendUntilAnswered(events: readonly BankEvent[], to: string, sender: EventSender): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const { status, answer } = await sendOnce(events, to, sender)
    const isFinal = status > 0 && status < 500 && status !== 429 && status !== 408
    if (isFinal || tries === triesAtMost) return { status, answer, tries }
    await pause(firstPauseMs * 2 ** (tries - 1))
  }
}

/** Status 0 stands for no answer. Each try has a nonce of its own: the server accepts one only once. */
async function sendOnce(events: readonly BankEvent[], to: string, sender: EventSender) {
  const { keyId, now } = sender
  const rawBody = JSON.stringify({ events })
  const timestamp = String(now().getTime())
  const nonce = randomBytes(16).toString('hex')
  try {
    const response = await fetch(to, {
      method: 'POST',
      body: rawBody,
      signal: AbortSignal.timeout(30_000),
      headers: {
        'Content-Type': 'application/json',
        [bankEventHeaders.keyId]: keyId,
        [bankEventHeaders.timestamp]: timestamp,
        [bankEventHeaders.nonce]: nonce,
        [bankEventHeaders.signature]: signatureOf(sender, { timestamp, nonce, rawBody }),
      },
    })
    const text = await response.text()
    return { status: response.status, answer: objectOf(text) }
  } catch {
    return { status: 0, answer: { code: 'no_answer' } }
  }
}

function signatureOf({ secret, sm2PrivateKey }: EventSender, envelope: EventEnvelope): string {
  return sm2PrivateKey ? signEventBySm2(sm2PrivateKey, envelope) : signEvent(secret, envelope)
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
