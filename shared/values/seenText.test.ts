import { isSeenText } from './seenText'

test.each(['客户来电核实', 'Refund of 12.50, see ticket #88', '第一行\n第二行', '表情 😀 也算', 'ＡＢＣ　全角'])(
  '%j is read whole',
  (text) => expect(isSeenText(text)).toBe(true),
)

test.each([
  '\u200b\u200b\u200b\u200b\u200b',
  '\u202e\u200b\u0007abcd',
  '原因\u00ad原因',
  '原因\ufeff',
  '原因\u3164原因',
  '原因\ue000',
  '原因\ud800',
  '原因\ufffd',
  '原因\u{e0041}',
  '原因\t原因',
])('%j is not', (text) => expect(isSeenText(text)).toBe(false))
