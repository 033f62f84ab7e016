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
    })),
    abort: () => task.abort?.(),
  }
}

function retryAfter(headers: Record<string, string>): number | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'retry-after')
  const seconds = name === undefined ? Number.NaN : Number(headers[name])
  return Number.isFinite(seconds) ? seconds : undefined
}
