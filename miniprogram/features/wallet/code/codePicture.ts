import { CODE128 } from 'jsbarcode/bin/barcodes/CODE128'
import qrcode from 'qrcode-generator'

/** A black and white picture, in modules: the smallest squares or bars of which it is made. */
export interface CodePicture {
  /** SVG as a data address, for a background that is stretched to its size. */
  address: string
  width: number
  height: number
}

/** What a scanner needs empty around it, in modules: four around a QR code, ten beside bars. */
const quietAround = 4
const quietBeside = 10
/** More bars than these cannot be told apart on a narrow phone. */
const barsAtMost = 300

/** Medium correction: a fifth of it may be scratched or glare. */
export function qrPicture(text: string): CodePicture {
  const code = qrcode(0, 'M')
  code.addData(latinOf(text))
  code.make()
  const count = code.getModuleCount()
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => code.isDark(row, column)),
  )
  const path = rows.map((row, y) => runsOf(row, { left: quietAround, top: y + quietAround })).join('')
  const size = count + 2 * quietAround
  return { ...drawn(path, { width: size, height: size }), width: size, height: size }
}

/** Code 128, which every till reads. Undefined for what it cannot say, or only too finely. */
export function barPicture(text: string): CodePicture | undefined {
  if (!/^[\x20-\x7e]+$/.test(text)) return undefined
  const bars = [...new CODE128(text, {}).encode().data].map((bit) => bit === '1')
  const width = bars.length + 2 * quietBeside
  if (width > barsAtMost) return undefined
  return { ...drawn(runsOf(bars, { left: quietBeside, top: 0 }), { width, height: 1 }), width, height: 1 }
}

/** The encoder takes one byte a letter: UTF-8 in the shape of such letters. */
function latinOf(text: string): string {
  return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** Dark modules that lie side by side are one rectangle: a tenth of the text that squares would take. */
function runsOf(dark: readonly boolean[], { left, top }: { left: number; top: number }): string {
  let path = ''
  for (let at = 0; at < dark.length; at++) {
    if (!dark[at]) continue
    const from = at
    while (dark[at + 1]) at++
    const length = at - from + 1
    path += `M${left + from} ${top}h${length}v1h-${length}z`
  }
  return path
}

function drawn(path: string, { width, height }: { width: number; height: number }): { address: string } {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${width} ${height}' preserveAspectRatio='none' shape-rendering='crispEdges'><path d='${path}'/></svg>`
  return { address: `data:image/svg+xml,${encodeURIComponent(svg).replace(/'/g, '%27')}` }
}
