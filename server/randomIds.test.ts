import { isId } from '../shared/values/ids'
import { randomIds } from './randomIds'

test('ids are ids, differ, and sort in the order in which they were made, also within one millisecond', () => {
  let at = Date.UTC(2026, 10, 22)
  const newId = randomIds(() => at)
  const ids = Array.from({ length: 2_000 }, (_, made) => {
    if (made % 500 === 0) at += 1
    return newId()
  })
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('two makers in the same millisecond do not make the same', () => {
  const [one, other] = [randomIds(() => 1_000), randomIds(() => 1_000)]
  const both = Array.from({ length: 500 }, () => [one(), other()]).flat()
  expect(new Set(both).size).toBe(both.length)
})
