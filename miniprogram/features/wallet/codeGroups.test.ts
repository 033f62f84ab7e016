import { codeGroups } from './codeGroups'

describe('a code', () => {
  it.each([
    ['ABCDEFGHIJ', 'ABCD EFGH IJ'],
    ['ABCDEFGH', 'ABCD EFGH'],
    ['AB-CD-EF', 'AB-CD-EF'],
    ['ABC', 'ABC'],
  ])('%s is shown as %s', (code, shown) => {
    expect(codeGroups(code)).toBe(shown)
  })
})
