import { isIP } from 'node:net'

/** Names that mean something only inside some network, and what no public name ends with. */
const insideNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|arpa|test|invalid|onion)$/

/**
 * Whether this is an address that a cardholder may be sent to: HTTPS, of a public name, without a login in it. The server
 * itself never calls it; it is opened on a phone, whose home and office networks a link must not reach into either.
 */
export function isPublicLink(text: string): boolean {
  if (!/^https:\/\/[^\s"<>\\]{1,504}$/.test(text) || !URL.canParse(text)) return false
  const { username, password, hostname, port } = new URL(text)
  if (username !== '' || password !== '' || port !== '') return false
  // A number in any of its spellings is read as an address, and written as one.
  const isNumber = isIP(hostname) !== 0 || hostname.startsWith('[')
  const name = hostname.replace(/\.$/, '')
  return !isNumber && name.includes('.') && !insideNames.test(name)
}
