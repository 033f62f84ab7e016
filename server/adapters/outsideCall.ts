import { type OtherSide, Unsure } from '../ports/unsure'

/** Larger than any answer of the wire; more than this is not an answer. */
const answerLimitBytes = 1_048_576

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
}
export type OutsideAnswer = { status: number; json: unknown }

/**
 * One request and its JSON answer, 2xx or 4xx.
 *
 * @throws Unsure on a time-out, a reset, a redirect, 408, 429, a 5xx, an answer cut short, too long, or that is no JSON.
 */
export async function callOutside(asked: OutsideCall): Promise<OutsideAnswer> {
  const { otherSide, call } = asked
  const unsure = (why: string, cause?: unknown) => new Unsure({ otherSide, call, why, cause })
  let status: number
  let text: string
  try {
    const response = await fetch(asked.url, {
      method: asked.method,
      headers: { ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...asked.headers },
      body: asked.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(asked.timeoutMs),
    })
    status = response.status
    text = await textOf(response)
  } catch (error) {
    throw unsure(reasonOf(error), error)
  }
  if (status >= 500 || status === 429 || status === 408) throw unsure(`it answered ${status}`)
  if (status < 200 || (status >= 300 && status < 400)) throw unsure(`it answered ${status}, which the wire has not`)
  try {
    return { status, json: JSON.parse(text) }
  } catch {
    throw unsure(`it answered ${status} with what is not JSON`)
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > answerLimitBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** fetch says "fetch failed" for everything; the reason is one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? cause?.message ?? `${error.name}: ${error.message}`
}
