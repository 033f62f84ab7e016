import { sign } from 'tweetnacl'

interface Signed {
  text: string
  signature: string
  publicKey: string
}

/** `unknown`: this package was built without a key, so nobody but the person can tell. */
export type Verdict = 'ours' | 'not_ours' | 'unknown'

interface Known {
  /** Public keys in base64. */
  keys: readonly string[]
  /** Of this mini-program; null where it has none, as in a browser. */
  appId: string | null
}

/**
 * Whether we have signed the list, for this mini-program. The key that comes with the list says only which of ours it should be;
 * a list without a signature is none of ours once we know a key.
 */
export function checkList(signed: Signed | null, { keys, appId }: Known): Verdict {
  if (keys.length === 0) return 'unknown'
  const isOurs = signed && keys.includes(signed.publicKey) && isSigned(signed) && isFor(appId, signed.text)
  return isOurs ? 'ours' : 'not_ours'
}

function isSigned({ text, signature, publicKey }: Signed): boolean {
  const [signatureBytes, key] = [bytesOfBase64(signature), bytesOfBase64(publicKey)]
  if (signatureBytes?.length !== sign.signatureLength || key?.length !== sign.publicKeyLength) return false
  return sign.detached.verify(bytesOfText(text), signatureBytes, key)
}

function isFor(appId: string | null, text: string): boolean {
  try {
    return appId === null || (JSON.parse(text) as { appId?: unknown } | null)?.appId === appId
  } catch {
    return false
  }
}

/** As UTF-8. WeChat has no TextEncoder. */
function bytesOfText(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Uint8Array.from(escaped, (letter) => letter.charCodeAt(0))
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Null where it is no base64. WeChat has no atob. */
function bytesOfBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text.replace(/=/g, '')) {
    held = ((held << 6) | letters.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}
