import Taro from '@tarojs/taro'

export interface Letter {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  text: string
  retryAfterSeconds?: number
  /** What names this very answer. */
  tag?: string
}

/** A request under way. The answer rejects when none came; `abort` gives the connection back. */
export interface Journey {
  answer: Promise<Answer>
  abort(): void
}

export type Carry = (letter: Letter) => Journey

/** The phone's own limit; ours, in `request.ts`, are shorter and end first. */
const platformTimeoutMs = 30_000

export const carry: Carry = ({ method, url, headers, body }) => {
  const task = Taro.request<string>({
    method,
    url,
    header: headers,
    data: body,
    // As text, so that an empty or broken body is ours to judge and not an exception inside the platform.
    dataType: 'text',
    responseType: 'text',
    timeout: platformTimeoutMs,
  })
  return {
    answer: task.then(({ statusCode, data, header }) => ({
      status: statusCode,
      text: typeof data === 'string' ? data : JSON.stringify(data ?? ''),
      retryAfterSeconds: retryAfter(header ?? {}),
      tag: headerOf(header ?? {}, 'etag'),
    })),
    abort: () => task.abort?.(),
  }
}

function retryAfter(headers: Record<string, string>): number | undefined {
  const seconds = Number(headerOf(headers, 'retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}

/** Platforms write the names of headers each in their own way. */
function headerOf(headers: Record<string, string>, wanted: string): string | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === wanted)
  return name === undefined ? undefined : headers[name]
}
