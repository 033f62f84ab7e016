import { once } from 'node:events'
import { type ClientRequest, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { testEnvironment } from '../tests/support/environment'
import { installTestProgramme } from '../tests/support/programme'
import { type TestDatabase, testDatabase } from '../tests/support/testDatabase'
import { createLogger } from './http/logging'
import { startServer } from './startServer'
import { realSurroundings } from './surroundings'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

const start = (changes: Record<string, string> = {}, files?: Parameters<typeof startServer>[0]['files']) =>
  startServer({
    files,
    environment: testEnvironment(changes),
    database: opened.database,
    logger: createLogger({ level: 'silent' }),
    surroundings: realSurroundings,
  })

test('a server that is asked to stop answers what it had begun, and then takes nothing more', async () => {
  const server = await start()
  const slow = halfSent(`${server.url}/api/sessions`)
  await once(slow, 'socket')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const stopped = server.stop()
  slow.end('"code":"nobody"}')
  const [answer] = await once(slow, 'response')
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  answer.resume()
  await stopped
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})

test('health, readiness, figures and the contract are there', async () => {
  const server = await start()
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('kaquan_request_seconds_count')
  const openapi = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> }
  expect(Object.keys(openapi.paths)).toContain('/api/redemptions')
  await server.stop()
})

test('an answer carries its request id and the headers that protect it, and an unknown route says so', async () => {
  const server = await start()
  const answer = await fetch(`${server.url}/nowhere`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await answer.json()).toMatchObject({ code: 'route_unknown', requestId: answer.headers.get('x-request-id') })
  await server.stop()
})

test('a worker can be asked how it is, and takes no business', async () => {
  const worker = await start({ ROLE: 'worker' })
  expect((await fetch(`${worker.url}/metrics`)).status).toBe(200)
  expect((await fetch(`${worker.url}/api/home`)).status).toBe(404)
  await worker.stop()
})

test('operators have a listener of their own where a port is named, and none where it is not', async () => {
  const without = await start()
  expect(without.consoleUrl).toBeNull()
  await without.stop()
  const server = await start({ CONSOLE_PORT: '0' })
  expect((await fetch(`${server.consoleUrl}/ops/me`)).status).toBe(401)
  expect((await fetch(`${server.consoleUrl}/healthz`)).status).toBe(200)
  for (const path of ['/ops/me', '/OPS/me', '//ops/me', '/api/../ops/me', '/ops/me/', '/%6fps/me']) {
    expect((await fetch(server.url + path)).status).toBe(404)
  }
  await server.stop()
  await expect(fetch(`${server.consoleUrl}/healthz`)).rejects.toThrow()
})

test('a worker serves no operators', async () => {
  const worker = await start({ ROLE: 'worker', CONSOLE_PORT: '0' })
  expect(worker.consoleUrl).toBeNull()
  await worker.stop()
})

test('a server that cannot have the port of its operators gives the public one back', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = (other.address() as AddressInfo).port
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  await expect(start({ PORT: String(port), CONSOLE_PORT: String(taken) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
  other.close()
})

test('a server that cannot have its port leaves no jobs running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const rows = jest.spyOn(opened.database.reader, 'rows')
  const { database } = opened
  const environment = testEnvironment({ PORT: String(port), ROLE: 'both' })
  const logger = createLogger({ level: 'silent' })
  const starting = startServer({ environment, database, logger, surroundings: realSurroundings })
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' })
  other.close()
  expect(rows).not.toHaveBeenCalled()
  rows.mockRestore()
})

/** A request whose head is sent while its body is still on the way. */
function halfSent(url: string): ClientRequest {
  const body = '{"code":"nobody"}'
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }
  const sent = request(url, { method: 'POST', headers })
  sent.write('{')
  return sent
}

test('a server that would answer as the desk on its public listener does not start', async () => {
  const desk = async (ctx: { path: string; body?: unknown }, next: () => Promise<void>) => {
    if (ctx.path !== '/console/') return next()
    ctx.body = 'the desk'
  }
  await expect(start({ CONSOLE_PORT: '0' }, desk)).rejects.toThrow('the desk answers 200 at /console/')
  const alone = await start({}, desk)
  await alone.stop()
})
