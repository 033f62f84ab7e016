import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'

export interface PreparedRequest {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: string
}

export interface Poured {
  answered: number
  /** Answers that are no good, and connections that broke off; the first of them in `firstError`. */
  errors: number
  firstError: string | null
  /** From the first request to the last answer. */
  seconds: number
  /** How long each answer took. */
  milliseconds: number[]
}

/**
 * Through what requests are sent. Node's own client takes more of the machine than the bare route that it asks, and so
 * hides some of what a server costs; bare sockets take next to nothing, as a caller on a machine of its own would.
 */
export type Caller = 'agent' | 'sockets'

interface Answer {
  status: number
  text: string
}

interface Lane {
  ask(request: PreparedRequest): Promise<Answer>
  end(): void
}

/** Sends requests over kept-alive connections, each the next as soon as its last is answered, until the time is up. */
export async function pourRequests(
  requests: readonly PreparedRequest[],
  { caller, port, ...pouring }: { caller: Caller; port: number; connections: number; seconds: number; expects: string },
): Promise<Poured> {
  const poured: Poured = { answered: 0, errors: 0, firstError: null, seconds: 0, milliseconds: [] }
  const queue = requests.values()
  const lanes = Array.from({ length: pouring.connections }, () => (caller === 'agent' ? agentLane : socketLane)(port))
  const started = performance.now()
  const until = started + pouring.seconds * 1_000
  const next = () => (performance.now() < until ? queue.next().value : undefined)
  await Promise.all(lanes.map((lane) => pourOne(lane, next, { expects: pouring.expects, poured })))
  poured.seconds = (performance.now() - started) / 1_000
  return poured
}

async function pourOne(
  lane: Lane,
  next: () => PreparedRequest | undefined,
  { expects, poured }: { expects: string; poured: Poured },
): Promise<void> {
  const failed = (reason: string) => {
    poured.errors += 1
    poured.firstError ??= reason.slice(0, 1_000)
  }
  try {
    for (let request = next(); request; request = next()) {
      const sentAt = performance.now()
      const { status, text } = await lane.ask(request)
      poured.milliseconds.push(performance.now() - sentAt)
      if (status === 200 && text.includes(expects)) poured.answered += 1
      else failed(`${status} ${text}`)
    }
  } catch (error) {
    failed(String(error))
  } finally {
    lane.end()
  }
}

function agentLane(port: number): Lane {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const asked = httpRequest({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (piece: string) => {
            text += piece
          })
          answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
          answer.once('error', reject)
        })
        asked.once('error', reject)
        asked.end(body)
      }),
    end: () => agent.destroy(),
  }
}

function socketLane(port: number): Lane {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let received = ''
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  socket.setEncoding('latin1').on('data', (piece) => {
    received += piece
    const answer = wholeAnswer(received)
    if (!answer) return
    received = ''
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the connection ended')))
  return {
    ask: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${head.join('')}\r\n${body}`)
      }),
    end: () => socket.end(),
  }
}

function wholeAnswer(received: string): Answer | null {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, headEnd + 2))
  if (!length) return { status: 0, text: `an answer without its length: ${received}` }
  const text = received.slice(headEnd + 4)
  return text.length < Number(length[1]) ? null : { status: Number(received.slice(9, 12)), text }
}
