import { onceByName } from './onceByName'

test('a value is made once for each name, also one that is nothing', () => {
  const made: string[] = []
  const keptOf = onceByName<string | undefined>(3)
  const ask = (name: string) =>
    keptOf(name, () => {
      made.push(name)
      return name === 'nothing' ? undefined : `${name} ${made.length}`
    })
  expect(['a', 'nothing', 'a', 'nothing', 'b'].map(ask)).toEqual(['a 1', undefined, 'a 1', undefined, 'b 3'])
  expect(made).toEqual(['a', 'nothing', 'b'])
})

test('what cannot be made is not kept, and no more are kept than may be', () => {
  const keptOf = onceByName<number>(2)
  expect(() =>
    keptOf('a', () => {
      throw new RangeError('a')
    }),
  ).toThrow(RangeError)
  expect(keptOf('a', () => 1)).toBe(1)
  expect(keptOf('b', () => 2)).toBe(2)
  expect(keptOf('c', () => 3)).toBe(3)
  expect(keptOf('a', () => 4)).toBe(4)
  expect(keptOf('c', () => 5)).toBe(3)
})
