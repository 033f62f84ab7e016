import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Context, Next } from 'koa'
import { plainAddress } from './networks'

/** Tells whether an address is one of our own proxies. */
export type IsProxy = (address: string) => boolean

/** No chain of proxies is as long as this; a longer header is somebody playing. */
const hopsAtMost = 32

/** @throws Error that names the range which is none */
export function proxiesIn(ranges: readonly string[]): IsProxy {
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return (address) => {
    const plain = plainAddress(address)
    return plain !== null && list.check(plain, kindOf(plain))
  }
}

function addRange(list: BlockList, range: string): void {
  const [network = '', bits, ...rest] = range.split('/')
  const widest = isIP(network) === 4 ? 32 : 128
  const length = bits === undefined ? widest : Number(bits)
  const isRange = isIP(network) !== 0 && rest.length === 0 && /^\d{0,3}$/.test(bits ?? '') && bits !== ''
  // All addresses at once would mean that everybody may say where they are.
  if (!isRange || length < 1 || length > widest) throw new Error(`${range} is no range of addresses`)
  list.addSubnet(network, length, kindOf(network))
}

const kindOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6')

/**
 * Settles who called before anything looks at it. `X-Forwarded-For` and `X-Forwarded-Proto` are read only when the connection
 * comes from one of our proxies; from anybody else they are taken away, so that nothing behind can believe them by mistake.
 */
export function settleCaller(isProxy: IsProxy) {
  return async (ctx: Context, next: Next) => {
    const peer = ctx.req.socket.remoteAddress ?? ''
    const { headers } = ctx.req
    const isOurs = isProxy(peer)
    ctx.request.ip = isOurs ? callerBehind(peer, headers, isProxy) : (plainAddress(peer) ?? peer)
    const scheme = isOurs ? lastOf(headers['x-forwarded-proto']) : undefined
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']) delete headers[name]
    if (scheme === 'https' || scheme === 'http') headers['x-forwarded-proto'] = scheme
    await next()
  }
}

/**
 * Each proxy writes behind the list whom it was called by. So the list is read from its end, and the first address that is not
 * ours is the caller; what stands before it, the caller may have invented. What is no address ends the reading there.
 */
function callerBehind(peer: string, headers: IncomingHttpHeaders, isProxy: IsProxy): string {
  const written = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').slice(-hopsAtMost)
  let caller = plainAddress(peer) ?? peer
  for (const hop of written.reverse()) {
    const address = plainAddress(hop)
    if (address === null) return caller
    caller = address
    if (!isProxy(address)) return caller
  }
  return caller
}

/** The nearest proxy wrote last. */
function lastOf(header: string | string[] | undefined): string | undefined {
  return [header ?? ''].flat().join(',').split(',').at(-1)?.trim().toLowerCase()
}
