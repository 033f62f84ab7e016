import { type Interfaces, type Options, plain, promised } from '../answered'
import { guarded, note } from '../notes'
import { outside } from '../outside'
import type { Phone } from '../phone'

interface Asked extends Options {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
}

const usualTimeoutMs = 60_000

export function networkInterfaces(phone: Phone): Interfaces {
  return {
    request: (asked: Asked) => request(phone, asked),
    getNetworkType: promised(phone, 'getNetworkType', () => ({ networkType: phone.offline ? 'none' : 'wifi' })),
  }
}

/** Goes through the runner's server to the product, whatever host the package was built for. */
function request(phone: Phone, asked: Asked): unknown {
  const { url, method = 'GET', header = {}, timeout = usualTimeoutMs } = asked
  note({ what: 'call', api: 'request', given: plain({ url, method, data: asked.data, header }), at: outside.clock() })
  const aborting = new outside.AbortController()
  let why = ''
  const late = outside.setTimeout(() => abort('timeout'), timeout)
  const abort = (reason: string) => {
    why ||= reason
    aborting.abort()
  }
  const end = (callbacks: ((result: unknown) => void)[], result: unknown) => {
    outside.clearTimeout(late)
    for (const callback of callbacks) guarded('request', () => callback(result))
  }
  const heard = (names: ('success' | 'fail' | 'complete')[]) => names.flatMap((name) => asked[name] ?? [])
  answerOf(phone, asked, aborting.signal).then(
    (result) => end(heard(['success', 'complete']), result),
    (error: Error) => end(heard(['fail', 'complete']), { errMsg: `request:fail ${why || error.message}`, errno: 5 }),
  )
  const nothing = () => undefined
  return {
    abort: () => abort('abort'),
    onHeadersReceived: nothing,
    offHeadersReceived: nothing,
    onChunkReceived: nothing,
    offChunkReceived: nothing,
  }
}

async function answerOf(phone: Phone, asked: Asked, signal: AbortSignal): Promise<unknown> {
  if (phone.offline) throw new Error('net::ERR_INTERNET_DISCONNECTED')
  const { method = 'GET', data, header = {} } = asked
  const { pathname, search } = new outside.URL(asked.url)
  const hasBody = method !== 'GET' && data !== undefined
  const answer = await outside.fetch(`/product${pathname}${search}`, {
    method,
    headers: headersOf(header, hasBody),
    body: hasBody ? (typeof data === 'string' ? data : JSON.stringify(data)) : undefined,
    signal,
  })
  const text = await answer.text()
  const headers: Record<string, string> = {}
  answer.headers.forEach((value, name) => {
    headers[name] = value
  })
  return {
    data: read(text, asked.dataType),
    statusCode: answer.status,
    header: headers,
    cookies: [],
    errMsg: 'request:ok',
  }
}

/** WeChat sends JSON unless told otherwise, however the name is spelled. */
function headersOf(header: Record<string, string>, hasBody: boolean): Record<string, string> {
  const headers: Record<string, string> = hasBody ? { 'content-type': 'application/json' } : {}
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = value
  return headers
}

/** As WeChat does it: JSON where it is JSON, unless text was asked for. */
function read(text: string, dataType = 'json'): unknown {
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
