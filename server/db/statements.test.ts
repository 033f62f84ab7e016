import fc from 'fast-check'
import { boundValues, insertStatements, marks, moment, momentText } from './statements'

const into = { dialect: 'sqlite', table: 'spend', ignoreKnown: false } as const
const numbered = (count: number) => Array.from({ length: count }, (_, id) => ({ id, merchant: `m${id}` }))

describe('inserting', () => {
  test('names the columns of the first row and binds every value', () => {
    expect(insertStatements(into, numbered(2))).toEqual([
      { sql: 'INSERT INTO spend (id, merchant) VALUES (?, ?), (?, ?)', parameters: [0, 'm0', 1, 'm1'], rowCount: 2 },
    ])
  })

  test('takes the values by name, whatever order a row has them in', () => {
    const rows = [
      { id: 1, merchant: 'a' },
      { merchant: 'b', id: 2 },
    ]
    expect(insertStatements(into, rows)[0]?.parameters).toEqual([1, 'a', 2, 'b'])
  })

  test('nothing for no rows', () => {
    expect(insertStatements(into, [])).toEqual([])
  })

  test.each([
    [400, [400]],
    [401, [400, 1]],
    [1000, [400, 400, 200]],
  ])('%i rows go in statements of %j, none lost and none twice', (count, sizes) => {
    const statements = insertStatements(into, numbered(count))
    expect(statements.map(({ parameters }) => parameters.length / 2)).toEqual(sizes)
    expect(statements.flatMap(({ parameters }) => parameters)).toEqual(numbered(count).flatMap(Object.values))
  })

  test.each([
    ['sqlite', 'INSERT INTO spend (id, merchant) VALUES (?, ?) ON CONFLICT DO NOTHING'],
    ['mysql', 'INSERT IGNORE INTO spend (id, merchant) VALUES (?, ?)'],
  ] as const)('skips known rows in the words of %s', (dialect, sql) => {
    const [statement] = insertStatements({ ...into, dialect, ignoreKnown: true }, numbered(1))
    expect(statement?.sql).toBe(sql)
  })

  test('refuses a row that lacks a column of the first, and takes null', () => {
    expect(() => insertStatements(into, [...numbered(1), { id: 2 }])).toThrow('different columns')
    expect(() => insertStatements(into, [...numbered(1), { id: 2, shop: 'x' }])).toThrow('lacks its column merchant')
    expect(() => insertStatements(into, [...numbered(1), { id: 2, merchant: 'x', shop: 'x' }])).toThrow('different')
    expect(insertStatements(into, [{ id: 1, merchant: null }])[0]?.parameters).toEqual([1, null])
  })
})

test('moments are bound as UTC text with milliseconds, truth as 0 or 1, and the rest as it is', () => {
  const bytes = Buffer.from('x')
  const values = [new Date('2026-11-22T18:00:00.007+08:00'), true, false, 12n, 'text', 1.5, null, bytes]
  expect(boundValues(values)).toEqual(['2026-11-22 10:00:00.007', 1, 0, 12n, 'text', 1.5, null, bytes])
})

test('a moment that was written is read again, to the millisecond', () => {
  const moments = fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(fc.property(moments, (at) => moment(momentText(at)).getTime() === at.getTime()))
})

test('a Date from the driver stays what it is', () => {
  const at = new Date('2026-11-22T10:00:00Z')
  expect(moment(at)).toBe(at)
})

test('as many marks as values', () => {
  expect([marks([]), marks(['a']), marks([1, 2, 3])]).toEqual(['', '?', '?, ?, ?'])
})
