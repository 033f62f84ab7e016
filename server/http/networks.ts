import { isIP, isIPv4 } from 'node:net'

/**
 * An address in the one spelling that limits count by: IPv4 where it is one, also when it comes dressed as IPv6, and IPv6 as
 * its eight groups. Null for what is no address; a port beside it is left out, as some proxies write one.
 */
export function plainAddress(text: string): string | null {
  const bare = withoutPort(text.trim())
  const kind = isIP(bare)
  if (kind === 4) return bare
  if (kind !== 6) return null
  const groups = groupsOf(bare)
  return groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff' ? dotted(groups) : groups.join(':')
}

/** What an address is counted by: itself, and of IPv6 its first 64 bits, the rest of which its owner changes at will. */
export function addressKey(address: string): string {
  const plain = plainAddress(address)
  return plain?.includes(':') ? `${plain.split(':').slice(0, 4).join(':')}::/64` : (plain ?? address)
}

/** The network around an address, as large as one tenant commonly has: 24 bits of IPv4, 48 of IPv6. */
export function networkKey(address: string): string {
  const plain = plainAddress(address)
  if (plain === null) return address
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  return `${plain.split(':').slice(0, 3).join(':')}::/48`
}

function withoutPort(text: string): string {
  const inBrackets = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)
  if (inBrackets) return inBrackets[1] ?? ''
  const withPort = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(text)
  return (withPort ? withPort[1] : text.split('%')[0]) ?? ''
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = inHex(address).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16))
}

/** The last 32 bits may be written as IPv4. */
function inHex(address: string): string {
  const at = address.lastIndexOf(':') + 1
  const last = address.slice(at)
  if (!isIPv4(last)) return address
  const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number)
  return `${address.slice(0, at)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

function dotted(groups: readonly string[]): string {
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
