import { Agent, request } from 'node:http'

/** One request as it shall stand on the wire: the path is not tidied up, and the body may be any bytes. */
export interface RawRequest {
  method: string
  path: string
  headers: Record<string, string | string[]>
  body?: Buffer
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** Asks without what `fetch` does for its caller: it resolves dots in paths and refuses bodies of a GET. */
export function askRaw(base: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(base)
  // Node frames the body of a POST by itself, and that of a DELETE not at all.
  const framed = body === undefined ? headers : { 'Content-Length': String(body.length), ...headers }
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers: framed, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    asked.on('timeout', () => asked.destroy(new Error(`${method} ${path.slice(0, 80)} was not answered in 30 seconds`)))
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server has just closed a connection that had nothing to do for a while: nothing was asked on it.
      if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(askRaw(base, { method, path, headers, body }))
      else reject(error)
    })
    asked.end(body)
  })
}

/** Connections that wait for a next request would keep a test from ending. */
export function closeConnections(): void {
  agent.destroy()
}
