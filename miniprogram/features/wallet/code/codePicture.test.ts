import { barPicture, type CodePicture, qrPicture } from './codePicture'

/** The dark modules of a picture, row by row. */
function modulesOf({ address, width, height }: CodePicture): boolean[][] {
  const svg = decodeURIComponent(address.replace('data:image/svg+xml,', ''))
  const dark = Array.from({ length: height }, () => Array.from({ length: width }, () => false))
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(length); at++) (dark[Number(y)] as boolean[])[Number(x) + at] = true
  }
  return dark
}
const bits = (picture: CodePicture | undefined) =>
  (picture ? modulesOf(picture) : []).map((row) => row.map((is) => (is ? '1' : '0')).join(''))

describe('a QR code', () => {
  it('has its three corner marks, and four modules of white around', () => {
    const rows = bits(qrPicture('KQ12-3456-7890-ABYZ'))
    const size = rows.length
    expect((size - 8 - 17) % 4).toBe(0)
    expect(rows.slice(0, 4).concat(rows.slice(-4)).join('')).not.toContain('1')
    expect(rows.every((row) => row.startsWith('0000') && row.endsWith('0000'))).toBe(true)
    const mark = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
    const at = (top: number, left: number) => rows.slice(top, top + 7).map((row) => row.slice(left, left + 7))
    expect([at(4, 4), at(4, size - 11), at(size - 11, 4)]).toEqual([mark, mark, mark])
  })

  it('takes what no bar code can say', () => {
    expect(qrPicture('https://example.com/兑换?code=1').width).toBeGreaterThan(qrPicture('KQ').width)
  })

  it('is small enough to be sent to the page', () => {
    expect(qrPicture(`https://example.com/${'x'.repeat(80)}`).address.length).toBeLessThan(16_000)
  })
})

describe('a bar code', () => {
  // ISO/IEC 15417: start B, the letters, the check character (here 5 for "B"), stop.
  const start = '11010010000'
  const stop = '1100011101011'

  it('begins with white, a start, and ends with a stop and white', () => {
    const [row = ''] = bits(barPicture('KQ-ABYZ'))
    expect(row.startsWith(`0000000000${start}`)).toBe(true)
    expect(row.endsWith(`${stop}0000000000`)).toBe(true)
    expect(row.length).toBe(20 + 11 * (1 + 7 + 1) + 13)
  })

  it('of one letter is the one that the standard gives', () => {
    // B is 34 in set B; the check character is (104 + 34) mod 103 = 35, which is C.
    expect(bits(barPicture('B'))).toEqual([`0000000000${start}10001011000${'10001000110'}${stop}0000000000`])
  })

  it('takes two digits at once', () => {
    expect((barPicture('12345678901234567890') as CodePicture).width).toBe(20 + 11 * (1 + 10 + 1) + 13)
  })

  it.each([['兑换码'], ['x'.repeat(40)], ['']])('is left away for %s', (text) => {
    expect(barPicture(text)).toBeUndefined()
  })
})
