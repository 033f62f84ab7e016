const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new idempotency key: 32 characters of time and chance. It has to be unique for its owner, not secret. */
export function newKey(): string {
  const time = Date.now().toString(36)
  let key = `${time}-`
  while (key.length < 32) key += letters[Math.floor(Math.random() * letters.length)]
  return key
}

/** A wait of up to so long, another one on every phone: not all of them shall ask at the same moment. */
export const spread = (longestMs: number) => Math.random() * longestMs

export const now = () => new Date()

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
