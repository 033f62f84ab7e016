import { Breaker } from './breaker.rules'

const at = (seconds: number) => new Date(seconds * 1_000)

function opened(): Breaker {
  const breaker = new Breaker({ unsureInARow: 5, openMs: 30_000 })
  for (let call = 0; call < 5; call++) breaker.unanswered(at(0), { isProbe: true })
  return breaker
}

test('lets new orders through while their supplier answers now and then', () => {
  const breaker = new Breaker({ unsureInARow: 5, openMs: 30_000 })
  for (let round = 0; round < 3; round++) {
    for (let call = 0; call < 4; call++) breaker.unanswered(at(0), { isProbe: false })
    breaker.answered()
  }
  expect([breaker.isOpen, breaker.mayPlace(at(0))]).toEqual([false, true])
})

test('opens after five calls in a row without an answer', () => {
  const breaker = opened()
  expect([breaker.isOpen, breaker.mayPlace(at(29))]).toEqual([true, false])
})

test('lets a single probe through after thirty seconds', () => {
  const breaker = opened()
  expect([breaker.mayPlace(at(30)), breaker.mayPlace(at(30))]).toEqual([true, false])
})

test('closes when the probe is answered', () => {
  const breaker = opened()
  breaker.mayPlace(at(30))
  breaker.answered()
  expect([breaker.isOpen, breaker.mayPlace(at(30)), breaker.mayPlace(at(30))]).toEqual([false, true, true])
})

test('stays open for as long again when it is not', () => {
  const breaker = opened()
  breaker.mayPlace(at(30))
  breaker.unanswered(at(38), { isProbe: true })
  expect([breaker.mayPlace(at(67)), breaker.mayPlace(at(68))]).toEqual([false, true])
})

test('a query without an answer is no probe', () => {
  const breaker = opened()
  breaker.mayPlace(at(30))
  breaker.unanswered(at(31), { isProbe: false })
  breaker.answered()
  expect(breaker.isOpen).toBe(false)
})

test('a probe that came to nothing makes room for another', () => {
  const breaker = opened()
  breaker.mayPlace(at(30))
  breaker.probeWasNone()
  expect(breaker.mayPlace(at(30))).toBe(true)
})
