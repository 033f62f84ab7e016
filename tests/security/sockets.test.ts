import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { connectionLimits } from '../../server/http/listen'
import { createLogger } from '../../server/http/logging'
import { type RunningServer, startServer } from '../../server/startServer'
import { testEnvironment } from '../support/environment'
import { installTestProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { type TestDatabase, testDatabase } from '../support/testDatabase'

const limits = {
  ...connectionLimits,
  headersTimeout: 400,
  requestTimeout: 800,
  keepAliveTimeout: 300,
  connectionsCheckingInterval: 50,
  maxConnections: 40,
}

let opened: TestDatabase
let server: RunningServer
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  server = await startServer({
    environment: testEnvironment({ CONSOLE_PORT: '0' }),
    database: opened.database,
    logger: createLogger({ level: 'silent' }),
    surroundings: heldSurroundings('2026-11-22T02:00:00.000Z'),
    limits,
  })
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await server?.stop()
  await opened?.close()
})

const sockets: Socket[] = []

async function socketTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Everything that comes back until the server closes the connection. */
async function everything(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  // Writing to a connection that the other side has closed is an error of the socket, and then its end.
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString('latin1')
}

async function say(text: string | Buffer, url = server.url): Promise<string> {
  const socket = await socketTo(url)
  const answer = everything(socket)
  socket.write(text)
  return answer
}

const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
const head = (...lines: string[]) =>
  `${['POST /api/sessions HTTP/1.1', 'Host: kaquan', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`
const hidden = 'GET /metrics HTTP/1.1\r\nHost: kaquan\r\n\r\n'

describe('a request whose end two readers would see in two places', () => {
  test.each([
    ['two lengths', head('Content-Length: 2', `Content-Length: ${2 + hidden.length}`) + `{}${hidden}`],
    ['two lengths in one', head(`Content-Length: 2, ${2 + hidden.length}`) + `{}${hidden}`],
    [
      'a length and chunks',
      head(`Content-Length: ${5 + hidden.length}`, 'Transfer-Encoding: chunked') + `0\r\n\r\n${hidden}`,
    ],
    ['chunks and a length', head('Transfer-Encoding: chunked', 'Content-Length: 4') + `0\r\n\r\n${hidden}`],
    ['chunks that are not the last coding', head('Transfer-Encoding: chunked, identity') + `0\r\n\r\n${hidden}`],
    ['an unknown coding', head('Transfer-Encoding: xchunked') + `0\r\n\r\n${hidden}`],
    ['a blank before the colon', head('Transfer-Encoding : chunked') + `0\r\n\r\n${hidden}`],
    ['a folded header', head('Transfer-Encoding:\r\n chunked', 'Content-Length: 2') + `{}${hidden}`],
    ['a negative length', head('Content-Length: -1') + hidden],
    ['a length with a sign', head('Content-Length: +2') + `{}${hidden}`],
    ['a length in hex', head('Content-Length: 0x2') + `{}${hidden}`],
    ['a chunk with a size that is none', `${head('Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n${hidden}`],
    ['a chunk that is longer than it says', `${head('Transfer-Encoding: chunked')}1\r\n{}\r\n0\r\n\r\n${hidden}`],
    ['a line that ends in CR alone', `GET /healthz HTTP/1.1\rHost: kaquan\r\r${hidden}`],
    ['a NUL in a header', head('X-A: a\u0000b', 'Content-Length: 2') + `{}${hidden}`],
  ])('%s is refused, and the rest of the bytes with it', async (_, bytes) => {
    const answer = await say(Buffer.from(bytes, 'latin1'))
    expect(statuses(answer)).toEqual([400])
    expect(answer).not.toMatch(/kaquan_request|Error|node/i)
  })

  test('two requests in a row that are right are two', async () => {
    const answer = await say(`${hidden}${hidden.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')}`)
    expect(statuses(answer)).toEqual([200, 200])
  })
})

describe('a caller that takes its time', () => {
  const isOver = async (socket: Socket, most: number) => {
    const started = Date.now()
    await everything(socket)
    return Date.now() - started < most
  }

  test('says nothing', async () => {
    expect(await isOver(await socketTo(server.url), 5_000)).toBe(true)
  })

  test('sends its head byte by byte', async () => {
    const socket = await socketTo(server.url)
    const drip = setInterval(() => socket.writable && socket.write('X'), 40)
    socket.write('GET /healthz HTTP/1.1\r\nX-Slow: ')
    expect(await isOver(socket, 5_000)).toBe(true)
    clearInterval(drip)
  })

  test('sends its body byte by byte', async () => {
    const socket = await socketTo(server.url)
    socket.write(head('Content-Length: 5000'))
    const drip = setInterval(() => socket.writable && socket.write(' '), 40)
    expect(await isOver(socket, 5_000)).toBe(true)
    clearInterval(drip)
  })

  test('keeps its connection after an answer', async () => {
    const socket = await socketTo(server.url)
    socket.write('GET /healthz HTTP/1.1\r\nHost: kaquan\r\n\r\n')
    expect(await isOver(socket, 5_000)).toBe(true)
  })

  test('is one of very many: others are served again once these have been closed', async () => {
    const idle = await Promise.all(Array.from({ length: 80 }, () => socketTo(server.url)))
    await Promise.all(idle.map((socket) => (socket.destroyed ? null : everything(socket))))
    const answer = await say('GET /healthz HTTP/1.1\r\nHost: kaquan\r\nConnection: close\r\n\r\n')
    expect(statuses(answer)).toEqual([200])
  })
})

describe('a caller that sends much', () => {
  test('a head of more than 16 KB is refused', async () => {
    const answer = await say(`GET /healthz HTTP/1.1\r\nHost: kaquan\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`)
    expect(statuses(answer)).toEqual([431])
  })

  test('a body of more than 16 KB is refused when it is announced', async () => {
    const answer = await say(head('Content-Length: 50000000', 'Connection: close'))
    expect(statuses(answer)).toEqual([413])
    expect(answer).toContain('"code":"body_too_large"')
  })

  test('a body that never ends is refused when it is more than 16 KB, and the connection with it', async () => {
    const socket = await socketTo(server.url)
    const answer = everything(socket)
    socket.write(head('Transfer-Encoding: chunked'))
    const chunk = `1000\r\n${' '.repeat(4_096)}\r\n`
    let sent = 0
    while (!socket.destroyed && sent < 5_000) {
      sent++
      if (!socket.write(chunk) || sent % 20 === 0) await pause(1)
    }
    expect(statuses(await answer)).toEqual([413])
    expect(sent).toBeLessThan(5_000)
  })

  test('a megabyte of brackets is no JSON', async () => {
    const body = '['.repeat(16_000)
    const answer = await say(`${head(`Content-Length: ${body.length}`, 'Connection: close')}${body}`)
    expect(answer).toContain('"code":"body_too_deep"')
  })
})

describe('methods that nobody declared', () => {
  const ask = (method: string, path: string, { url = server.url, more = '' } = {}) =>
    say(`${method} ${path} HTTP/1.1\r\nHost: kaquan\r\nConnection: close\r\n${more}\r\n`, url)

  test.each(['TRACE', 'OPTIONS', 'PATCH', 'PROPFIND', 'LOCK', 'SEARCH', 'PURGE', 'DELETE'])('%s', async (method) => {
    for (const url of [server.url, server.consoleUrl ?? '']) {
      for (const path of ['/api/home', '/healthz', '/ops/me', '/console/', '*']) {
        const answer = await ask(method, path, { url, more: 'X-Secret: a-word-of-mine\r\n' })
        expect([[400], [404], [405]]).toContainEqual(statuses(answer))
        expect(answer).not.toMatch(/^allow:|a-word-of-mine|access-control/im)
      }
    }
  })

  test.each(['CONNECT', 'FOO', 'get', 'GETS'])('%s is not even HTTP here', async (method) => {
    const answer = await ask(method, 'example.com:443')
    expect(statuses(answer).filter((status) => status < 400)).toEqual([])
  })

  test('HEAD says what GET would, without its body', async () => {
    const answer = await ask('HEAD', '/healthz')
    expect(statuses(answer)).toEqual([200])
    expect(answer.split('\r\n\r\n')[1]).toBe('')
  })
})

test('an address has one spelling, so that a proxy can keep it in', async () => {
  for (const path of [
    '/METRICS',
    '/metrics/',
    '//metrics',
    '/./metrics',
    '/%6Detrics',
    '/metrics;a',
    '/x/../metrics',
  ]) {
    const answer = await say(`GET ${path} HTTP/1.1\r\nHost: kaquan\r\nConnection: close\r\n\r\n`)
    expect([path, statuses(answer)]).toEqual([path, [404]])
  }
})

describe('another origin', () => {
  test('is never let in by a header, whatever it asks for', async () => {
    for (const url of [server.url, server.consoleUrl ?? '']) {
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1']) {
        const preflight = `Origin: ${origin}\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-kaquan-csrf\r\n`
        for (const method of ['OPTIONS', 'GET', 'POST']) {
          const answer = await say(
            `${method} /ops/sessions HTTP/1.1\r\nHost: kaquan\r\nConnection: close\r\n${preflight}\r\n`,
            url,
          )
          expect(answer).not.toMatch(/^access-control-allow/im)
        }
      }
    }
  })

  test('reads nothing that another page shows: every answer may be used by its own origin alone', async () => {
    const answer = await say('GET /api/home HTTP/1.1\r\nHost: kaquan\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^cross-origin-resource-policy: same-origin/im)
    expect(answer).toMatch(/^x-content-type-options: nosniff/im)
    expect(answer).toMatch(/^referrer-policy: no-referrer/im)
    expect(answer).toMatch(/^strict-transport-security: max-age=/im)
  })
})

test('a header that somebody sends comes back in no answer', async () => {
  const answer = await say(
    'GET /%0d%0aX-Planted:%20yes?a=%0d%0aX-Planted:%20yes HTTP/1.1\r\nHost: evil.example\r\nX-Request-Id: planted\r\nConnection: close\r\n\r\n',
  )
  expect(answer).not.toMatch(/^x-planted|evil\.example|planted/im)
})
