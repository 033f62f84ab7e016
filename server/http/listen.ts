import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'

/** How much of the server's time and memory one caller gets before anything is known of them; times in milliseconds. */
export interface ConnectionLimits {
  /** From the first byte, or the connection, to the end of the head; then to the end of the body. */
  headersTimeout: number
  requestTimeout: number
  /** How long a connection without a request is kept. */
  keepAliveTimeout: number
  /** Bytes. */
  maxHeaderSize: number
  /** How often connections are looked at; a limit is overstepped by so much at most. */
  connectionsCheckingInterval: number
  /** More at once are closed as they come. A proxy in front needs a few hundred; memory allows for far more than this. */
  maxConnections: number
  /** After so many a connection is closed, so that connections spread over processes anew. */
  maxRequestsPerSocket: number
}

export const connectionLimits: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
  connectionsCheckingInterval: 1_000,
  maxConnections: 10_000,
  maxRequestsPerSocket: 10_000,
}

/** Listens for HTTP; what is no HTTP, or comes too slowly, is ended without a word of what runs here. */
export function listen(
  handler: RequestListener,
  { host, port, limits = connectionLimits }: { host: string; port: number; limits?: ConnectionLimits },
): Promise<Server> {
  const { maxConnections, maxRequestsPerSocket, ...options } = limits
  // Not insecure: a request with both a length and chunks, or with two lengths, is none.
  const server = createServer({ ...options, insecureHTTPParser: false, requireHostHeader: true }, handler)
  server.maxConnections = maxConnections
  server.maxRequestsPerSocket = maxRequestsPerSocket
  server.on('clientError', endUnread)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

const statusLines: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

function endUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = statusLines[error.code ?? ''] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  // Whoever goes on sending is not listened to.
  socket.destroySoon()
}
