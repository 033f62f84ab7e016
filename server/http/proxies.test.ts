import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { proxiesIn, settleCaller } from './proxies'

interface Seen {
  ip: string
  protocol: string
  host: string
  forwarded: string
}

/** What the server believes of one request over a real socket; a header that is given twice is sent twice. */
async function seenBy(
  trusted: readonly string[],
  headers: Record<string, string | string[]>,
  listenOn = '127.0.0.1',
): Promise<Seen> {
  const app = new Koa({ proxy: trusted.length > 0 })
  app.use(settleCaller(proxiesIn(trusted)))
  app.use(async (ctx) => {
    const { ip, protocol, host } = ctx
    ctx.body = { ip, protocol, host, forwarded: ctx.get('X-Forwarded-For') }
  })
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, listenOn, resolve))
  const { port } = server.address() as AddressInfo
  const host = listenOn === '::' ? '127.0.0.1' : listenOn
  try {
    return await new Promise((resolve, reject) => {
      const asking = request(
        { host, port, headers: { Host: 'kaquan.example', ...headers }, agent: false },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (piece) => {
            text += piece
          })
          answer.on('end', () => resolve(JSON.parse(text || '{}')))
        },
      )
      asking.on('error', reject).end()
    })
  } finally {
    server.close()
  }
}

const caller = '203.0.113.7'
const loopback = ['127.0.0.0/8']

test.each<[string, string | string[], string]>([
  ['the one that our proxy was called by', caller, caller],
  ['not what the caller wrote before it', `198.51.100.9, ${caller}`, caller],
  ['the one before a chain of our own proxies', `198.51.100.9, ${caller}, 127.0.0.2, 127.0.0.3`, caller],
  ['also where the header comes twice', ['198.51.100.9', caller], caller],
  ['also with a port beside it', `198.51.100.9, ${caller}:4711`, caller],
  ['also of IPv6', '198.51.100.9, [2001:db8::7]:443', '2001:db8:0:0:0:0:0:7'],
  ['also where IPv4 is dressed as IPv6', `::ffff:${caller}`, caller],
  ['the proxy itself where it wrote none', '', '127.0.0.1'],
  ['the proxy itself where it wrote no address', 'unknown', '127.0.0.1'],
  ['the last good one where what stands before it is none', `${caller}, nonsense, 127.0.0.2`, '127.0.0.2'],
  ['the first where all are ours', '127.0.0.9, 127.0.0.2', '127.0.0.9'],
  ['no header at the end of a very long list', `${'1.2.3.4, '.repeat(1_500)}127.0.0.4`, '1.2.3.4'],
])('behind a trusted proxy the caller is %s', async (_, header, ip) => {
  const headers: Record<string, string | string[]> = header === '' ? {} : { 'X-Forwarded-For': header }
  expect((await seenBy(loopback, headers)).ip).toBe(ip)
})

test.each<[string, readonly string[]]>([
  ['no proxy is trusted', []],
  ['the connection comes from none that is', ['10.0.0.0/8', '::1', '2001:db8::/32']],
])('where %s, forwarded headers are believed by nobody and nothing', async (_, trusted) => {
  const spoofed = { 'X-Forwarded-For': caller, 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example' }
  expect(await seenBy(trusted, spoofed)).toEqual({
    ip: '127.0.0.1',
    protocol: 'http',
    host: 'kaquan.example',
    forwarded: '',
  })
})

test('a listener on IPv6 sees IPv4 as it is, and knows its proxies by it', async () => {
  expect((await seenBy([], {}, '::')).ip).toBe('127.0.0.1')
  expect((await seenBy(['127.0.0.1'], { 'X-Forwarded-For': caller }, '::')).ip).toBe(caller)
})

test.each([
  ['https', 'https'],
  ['http, https', 'https'],
  ['https, http', 'http'],
  ['gopher', 'http'],
])('the scheme "%s" of a trusted proxy is %s, and its host is never taken', async (written, protocol) => {
  const headers = { 'X-Forwarded-Proto': written, 'X-Forwarded-Host': 'evil.example' }
  expect(await seenBy(loopback, headers)).toMatchObject({ protocol, host: 'kaquan.example' })
})

test('ranges are kept to, in both kinds of address', () => {
  const isProxy = proxiesIn(['10.1.0.0/16', '192.0.2.1', '2001:db8:1::/48'])
  for (const inside of ['10.1.255.255', '::ffff:10.1.0.1', '192.0.2.1', '2001:db8:1:ffff::1']) {
    expect(isProxy(inside)).toBe(true)
  }
  for (const outside of ['10.2.0.0', '192.0.2.2', '2001:db8:2::1', '', 'nonsense']) expect(isProxy(outside)).toBe(false)
})
