import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { FileFault } from './fileFault'

/** A tag without its prefix: some programs write `x:row` for `row`. */
export interface Tag {
  name: string
  attributes: Readonly<Record<string, string>>
}

export interface XmlTaker {
  open?(tag: Tag): void
  /** All text between two tags, at once. */
  text?(text: string): void
  close?(name: string): void
}

const deepest = 64
/** A text without a tag in it: a cell has at most 32,767 characters, of up to a few bytes each. */
const mostBytesOfText = 1_048_576

/** @throws FileFault xml_broken, xml_entities, cell_too_long, zip_broken */
export async function readXml(stream: Readable, taker: XmlTaker): Promise<void> {
  let sinceTag = 0
  let depth = 0
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new FileFault('xml_entities')
  })
  parser.on('error', ({ message }) => {
    throw new FileFault(/entity/i.test(message) ? 'xml_entities' : 'xml_broken')
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    if (++depth > deepest) throw new FileFault('xml_broken')
    taker.open?.({ name: localName(name), attributes })
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    depth--
    taker.close?.(localName(name))
  })
  if (taker.text) parser.on('text', (text) => taker.text?.(text))
  const decoder = new StringDecoder('utf8')
  for await (const chunk of unpacked(stream)) {
    sinceTag += chunk.length
    parser.write(decoder.write(chunk))
    if (sinceTag > mostBytesOfText) throw new FileFault('cell_too_long')
  }
  parser.write(decoder.end()).close()
}

/** What goes wrong here is the fault of the archive, and of nobody who reads on. */
async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch {
    throw new FileFault('zip_broken')
  } finally {
    stream.destroy()
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Workbooks write a character that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
