import { csvOf } from './csv'

test.each([
  ['=1+1', `"'=1+1"`],
  ['+8613800000000', `"'+8613800000000"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=cmd', `"'\t=cmd"`],
  [' =HYPERLINK("x")', `"' =HYPERLINK(""x"")"`],
  ['|calc', `"'|calc"`],
  ['＝1+1', `"'＝1+1"`],
  ['＠SUM(A1)', `"'＠SUM(A1)"`],
  ['\u200b=1+1', `"'\u200b=1+1"`],
  ['190000000000000001', `"'190000000000000001"`],
  ['007', `"'007"`],
  ['138****5678', '"138****5678"'],
  ['a, "b"\nc', '"a, ""b""\nc"'],
  ['', '""'],
])('the text %j is written as %j', (text, written) => {
  expect(csvOf([[text]])).toBe(`\uFEFF${written}\r\n`)
})

test('numbers stay numbers, below zero too, and nothing stays empty', () => {
  expect(csvOf([[1, -2, null]])).toBe('\uFEFF1,-2,\r\n')
})

test('rows stand one below the other', () => {
  expect(
    csvOf([
      ['事项', '积分'],
      ['咖啡', 500],
    ]),
  ).toBe('\uFEFF"事项","积分"\r\n"咖啡",500\r\n')
})
