import { type OtherSide, Unsure } from '../ports/unsure'

/** Larger than any ordinary answer of the wire; more than this is not an answer. */
const ordinaryLimitBytes = 1_048_576

export type OutsideCall = {
  otherSide: OtherSide
  /** What is asked, for errors and logs. */
  call: string
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** From the first byte sent to the last byte read. */
  timeoutMs: number
  /** 1 MiB unless a list is asked for that may be longer. */
  answerLimitBytes?: number
}
export type RawAnswer = { status: number; bytes: Buffer }
export type OutsideAnswer = RawAnswer & { json: unknown }

/**
 * One request and its JSON answer, 2xx or 4xx.
 *
 * @throws Unsure as `bytesFromOutside` does, and on an answer that is no JSON
 */
export async function callOutside(asked: OutsideCall): Promise<OutsideAnswer> {
  const { status, bytes } = await bytesFromOutside(asked)
  try {
    return { status, bytes, json: JSON.parse(bytes.toString('utf8')) }
  } catch {
    const { otherSide, call } = asked
    throw new Unsure({ otherSide, call, why: `it answered ${status} with what is not JSON` })
  }
}

/**
 * One request and its answer, 2xx or 4xx.
 *
 * @throws Unsure on a time-out, a reset, a redirect, 408, 429, a 5xx, an answer cut short or too long
 */
export async function bytesFromOutside(asked: OutsideCall): Promise<RawAnswer> {
  const { otherSide, call } = asked
  const unsure = (why: string, cause?: unknown) => new Unsure({ otherSide, call, why, cause })
  let status: number
  let bytes: Buffer
  try {
    const response = await fetch(asked.url, {
      method: asked.method,
      headers: { ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...asked.headers },
      body: asked.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(asked.timeoutMs),
    })
    status = response.status
    bytes = await bytesOf(response, asked.answerLimitBytes ?? ordinaryLimitBytes)
  } catch (error) {
    throw unsure(reasonOf(error), error)
  }
  if (status >= 500 || status === 429 || status === 408) throw unsure(`it answered ${status}`)
  if (status < 200 || (status >= 300 && status < 400)) throw unsure(`it answered ${status}, which the wire has not`)
  return { status, bytes }
}

async function bytesOf(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** fetch says "fetch failed" for everything; the reason is one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? cause?.message ?? `${error.name}: ${error.message}`
}
