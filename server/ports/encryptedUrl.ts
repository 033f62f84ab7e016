import { isIP } from 'node:net'

/** How a connection is encrypted. That the other side is who it says is always checked: encryption alone keeps nobody out. */
export interface Encryption {
  /** The file of the authority that signed the other side's certificate; null for those that Node trusts. */
  caFile: string | null
  /** Whether the certificate must name the host, and not only be signed by the authority. */
  checksName: boolean
}

export interface Address {
  /** Without what it says of encryption, which drivers read in their own ways or not at all. */
  url: string
  /** Null where nothing is encrypted. */
  encryption: Encryption | null
}

/** Of `mysql://` and `mariadb://`, as MySQL spells it: `?ssl-mode=VERIFY_IDENTITY&ssl-ca=FILE`. Null when it is none of these. */
export function databaseAddress(text: string): Address | null {
  if (!/^(mysql|mariadb):\/\/[^\s/]+\/[\w-]+(\?\S*)?$/.test(text)) return null
  const said = saidIn(text, ['ssl-mode', 'ssl-ca'])
  if (!said) return null
  const { url, caFile, mode } = said
  if (mode === null) return caFile === null ? { url, encryption: null } : null
  if (mode === 'VERIFY_CA') return { url, encryption: { caFile, checksName: false } }
  // By a number no certificate is looked for: the driver would compare it with another name.
  if (mode !== 'VERIFY_IDENTITY' || isNumber(hostOf(url))) return null
  return { url, encryption: { caFile, checksName: true } }
}

/** Of `redis://`, and of `rediss://` with `?ssl-ca=FILE` where the authority is one's own. Null when it is neither. */
export function redisAddress(text: string): Address | null {
  if (!/^rediss?:\/\/[^\s/]+/.test(text)) return null
  const isEncrypted = text.startsWith('rediss:')
  const said = saidIn(text, isEncrypted ? ['ssl-ca'] : [])
  return said && { url: said.url, encryption: isEncrypted ? { caFile: said.caFile, checksName: true } : null }
}

/** Whether what is sent there, unencrypted, leaves this machine. */
export function leavesPlain({ url, encryption }: Address): boolean {
  return encryption === null && !isLoopback(hostOf(url))
}

/** Whether a base URL of the outside is encrypted, or leads nowhere else than to this machine. */
export function mayBeCalled(text: string): boolean {
  if (!/^https?:\/\/[^\s/]+/.test(text) || !URL.canParse(text)) return false
  return text.startsWith('https:') || isLoopback(hostOf(text))
}

const isLoopback = (hostname: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)

/** Null where the URL says something that nobody here reads: whoever wrote it would believe that it holds. */
function saidIn(text: string, known: readonly string[]) {
  if (!URL.canParse(text)) return null
  const { searchParams, hash } = new URL(text)
  const names = [...searchParams.keys()]
  if (hash !== '' || names.some((name, at) => !known.includes(name) || names.indexOf(name) !== at)) return null
  const caFile = searchParams.get('ssl-ca')
  if (caFile === '') return null
  const [url = ''] = text.split('?')
  return { url, caFile, mode: searchParams.get('ssl-mode') }
}

const hostOf = (url: string) => new URL(url).hostname
const isNumber = (hostname: string) => isIP(hostname) !== 0 || hostname.startsWith('[')
