import { fileNameIn } from './files'

test.each([
  [`attachment; filename="x.xlsx"; filename*=UTF-8''%E6%9D%83%E7%9B%8A.xlsx`, '权益.xlsx'],
  ['attachment; filename="benefits template.xlsx"', 'benefits template.xlsx'],
  ['attachment; filename=plain.csv', 'plain.csv'],
  ['attachment', 'download'],
])('%s names %s', (disposition, name) => {
  expect(fileNameIn(disposition)).toBe(name)
})
