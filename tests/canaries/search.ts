import type { Canary } from './canaries'

/** How a secret may stand somewhere without being read at first sight. */
export const encodings = ['plain', 'base64', 'hex', 'percent', 'utf-16le', 'reversed'] as const
export type Encoding = (typeof encodings)[number]

export interface Hit {
  canary: Canary
  encoding: Encoding
  /** What stands around it, for who looks for the leak. */
  around: string
}

interface Pattern {
  canary: Canary
  encoding: Encoding
  text: string
}

/** Of so many bytes every pattern begins with, by which it is found. */
const head = 8

/** Finds canaries in bytes, in every encoding, in one pass. */
export function searcher(canaries: readonly Canary[]): (bytes: string | Buffer) => Hit[] {
  const byHead = new Map<string, Pattern[]>()
  for (const pattern of canaries.flatMap(patternsOf)) {
    const start = pattern.text.slice(0, head)
    if (start.length < head) throw new Error(`a canary of kind ${pattern.canary.kind} is too short to be looked for`)
    byHead.set(start, [...(byHead.get(start) ?? []), pattern])
  }
  return (bytes) => {
    const text = (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes).toString('latin1')
    const hits: Hit[] = []
    for (let at = 0; at + head <= text.length; at++) {
      const patterns = byHead.get(text.slice(at, at + head))
      if (!patterns) continue
      for (const { text: pattern, canary, encoding } of patterns) {
        if (!text.startsWith(pattern, at) || isChance(text, { at, pattern })) continue
        hits.push({ canary, encoding, around: text.slice(Math.max(0, at - 60), at + pattern.length + 40) })
      }
    }
    return hits
  }
}

/** Eight digits in the middle of a longer run of letters and digits, such as a hash, are those of nobody's password. */
function isChance(text: string, { at, pattern }: { at: number; pattern: string }): boolean {
  if (!/^\d{8}$/.test(pattern)) return false
  return /[0-9a-f]/i.test(text[at - 1] ?? ' ') || /[0-9a-f]/i.test(text[at + pattern.length] ?? ' ')
}

function patternsOf(canary: Canary): Pattern[] {
  const bytes = Buffer.from(canary.text, 'utf8')
  const hex = bytes.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  const texts: Record<Encoding, string[]> = {
    plain: [bytes.toString('latin1')],
    base64: base64Of(bytes),
    hex: [hex, hex.toUpperCase()],
    percent: [percent, percent.toUpperCase(), encodeURIComponent(canary.text)],
    'utf-16le': [Buffer.from(canary.text, 'utf16le').toString('latin1')],
    reversed: [[...canary.text].reverse().join('')],
  }
  return encodings.flatMap((encoding) =>
    [...new Set(texts[encoding])]
      .filter((text) => encoding === 'plain' || text !== canary.text)
      .map((text) => ({ canary, encoding, text })),
  )
}

/** Wherever it begins within three bytes, in either alphabet; what depends on its neighbours is cut off. */
function base64Of(bytes: Buffer): string[] {
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const bits = (shift + bytes.length) * 8
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6))
  })
  return aligned.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}
