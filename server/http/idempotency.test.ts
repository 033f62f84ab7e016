import type { RefusalCode } from '../../shared/contract/refusals'
import { heldSurroundings } from '../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { claimKey, type IdempotencyKey, inputHash, keyedAnswers } from './idempotency'
import { Refused } from './refused'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const answers = () => keyedAnswers({ database: opened.database, now: surroundings.now })

let made = 0
/** A fresh key for this body; a key in `same` keeps its text, so that another body can be sent under it. */
function keyFor(body: object, same?: IdempotencyKey): IdempotencyKey {
  const own = { ownerId: surroundings.newId(), key: `key-of-a-client-${++made}`, endpointId: 'redemption.confirm' }
  return { ...own, ...same, inputHash: inputHash('redemption.confirm', body) }
}

/** A write that adds a row, counts how often it was begun, and answers with the number of the row. */
function adding(key: IdempotencyKey, { refuse }: { refuse?: RefusalCode } = {}) {
  let begun = 0
  const act = () => {
    begun++
    return opened.database.inTransaction(async (tx) => {
      const claim = await claimKey(tx, key, surroundings.now())
      if (refuse) throw new Refused(refuse)
      await tx.insert('programme', [{ id: key.key, settings: '{}', created_at: surroundings.now() }])
      const reply = { added: key.key, at: begun }
      await claim.answered(reply)
      return reply
    })
  }
  return { act, times: () => begun }
}

async function rowsOf(key: IdempotencyKey): Promise<number> {
  return (await opened.database.reader.rows('SELECT 1 FROM programme WHERE id = ?', [key.key])).length
}

async function refusalOf(answer: Promise<unknown>): Promise<RefusalCode | null> {
  const outcome = await answer.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome === null) return null
  if (outcome instanceof Refused) return outcome.code
  throw outcome
}

describe('the hash of an input', () => {
  test('is the same for fields in another order, and for fields that are not said', () => {
    const one = inputHash('e', { body: { a: 1, b: { c: [1, 2], d: null } }, query: undefined })
    expect(inputHash('e', { body: { b: { d: null, c: [1, 2] }, a: 1 } })).toBe(one)
    expect(one).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each<[string, unknown, unknown]>([
    ['another value', { a: 1 }, { a: 2 }],
    ['text for a number', { a: 1 }, { a: '1' }],
    ['another order in a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a field more', { a: 1 }, { a: 1, b: null }],
    ['text that looks like two fields', { a: '1","b":"2' }, { a: '1', b: '2' }],
    ['another nesting', { a: { b: 1 } }, { a: 1, b: 1 }],
  ])('differs for %s', (_, one, other) => {
    expect(inputHash('e', one)).not.toBe(inputHash('e', other))
  })

  test('differs for another endpoint', () => {
    expect(inputHash('e', {})).not.toBe(inputHash('f', {}))
  })
})

test('the same key and body answer the first answer again, and act once', async () => {
  const key = keyFor({ points: 100 })
  const { act, times } = adding(key)
  const first = await answers().answer(key, act)
  const again = await answers().answer(key, act)
  expect(again).toEqual(first)
  expect([times(), await rowsOf(key)]).toEqual([1, 1])
})

test('a refusal is a first answer, too, even when it would no longer be refused', async () => {
  const key = keyFor({ points: 100 })
  expect(await refusalOf(answers().answer(key, adding(key, { refuse: 'limit_reached' }).act))).toBe('limit_reached')
  const { act, times } = adding(key)
  expect(await refusalOf(answers().answer(key, act))).toBe('limit_reached')
  expect([times(), await rowsOf(key)]).toEqual([0, 0])
})

test('the same key with another body is refused, and acts not at all', async () => {
  const key = keyFor({ points: 100 })
  await answers().answer(key, adding(key).act)
  const other = keyFor({ points: 200 }, key)
  const { act, times } = adding(other)
  expect(await refusalOf(answers().answer(other, act))).toBe('idempotency_key_reused')
  expect(times()).toBe(0)
})

test("another cardholder's key of the same text is another key", async () => {
  const mine = keyFor({ points: 100 })
  await answers().answer(mine, adding(mine).act)
  const theirs = { ...mine, ownerId: surroundings.newId() }
  const answered = await answers().answer(theirs, () =>
    opened.database.inTransaction(async (tx) => {
      const claim = await claimKey(tx, theirs, surroundings.now())
      await claim.answered({ own: true })
      return { own: true }
    }),
  )
  expect(answered).toEqual({ own: true })
})

test('two requests with one key at the same moment act once and answer the same', async () => {
  for (let round = 0; round < 5; round++) {
    const key = keyFor({ points: round })
    const { act } = adding(key)
    const [one, two] = await Promise.all([answers().answer(key, act), answers().answer(key, act)])
    expect(two).toEqual(one)
    expect(await rowsOf(key)).toBe(1)
  }
})

test('twenty at the same moment, half with another body: one acts, its like get its answer, the others are refused', async () => {
  const key = keyFor({ points: 1 })
  const other = keyFor({ points: 2 }, key)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) => {
      const asked = at % 2 === 0 ? key : other
      return answers().answer(asked, adding(asked).act)
    }),
  )
  const answered = outcomes.filter((outcome) => outcome.status === 'fulfilled')
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
  expect(new Set(answered.map(({ value }) => JSON.stringify(value))).size).toBe(1)
  expect(refused).toEqual(Array(10).fill('idempotency_key_reused'))
  expect(await rowsOf(key)).toBe(1)
})

test('two refusals at the same moment leave one answer', async () => {
  const key = keyFor({ points: 100 })
  const refusals = await Promise.all([
    refusalOf(answers().answer(key, adding(key, { refuse: 'limit_reached' }).act)),
    refusalOf(answers().answer(key, adding(key, { refuse: 'points_insufficient' }).act)),
  ])
  const kept = await refusalOf(answers().answer(key, adding(key).act))
  expect(refusals).toEqual([kept, kept])
})

test.each<RefusalCode>([
  'busy_try_later',
  'outside_unsure',
  'too_many_requests',
  'request_in_progress',
  'sold_out',
  'not_released_yet',
  'redemption_frozen',
  'device_not_trusted',
  'step_up_required',
  'too_many_held',
  'card_too_new',
  'review_needs_person',
])('%s says nothing about the request, so the same key may try again', async (passing) => {
  const key = keyFor({ points: 100 })
  expect(await refusalOf(answers().answer(key, adding(key, { refuse: passing }).act))).toBe(passing)
  const { act } = adding(key)
  await answers().answer(key, act)
  expect(await rowsOf(key)).toBe(1)
})

test('a bug leaves nothing behind, so the same key may try again', async () => {
  const key = keyFor({ points: 100 })
  const breaking = () =>
    opened.database.inTransaction(async (tx) => {
      await claimKey(tx, key, surroundings.now())
      throw new Error('a bug')
    })
  await expect(answers().answer(key, breaking)).rejects.toThrow('a bug')
  await answers().answer(key, adding(key).act)
  expect(await rowsOf(key)).toBe(1)
})
