import * as z from 'zod/mini'
import { replyText } from './replyText'

const schema = z.object({
  name: z.string(),
  page: z.array(z.object({ id: z.int() })),
  note: z.optional(z.string()),
  kind: z._default(z.string(), 'plain'),
  left: z.nullable(z.int()),
})

test('is what parsing and writing the whole would give', () => {
  const reply = { name: '一', page: [{ id: 1, secret: 2 }], left: null, secret: 'not promised' }
  expect(replyText(schema, reply)).toBe(JSON.stringify(schema.parse(reply)))
  expect(replyText(schema, { ...reply, note: 'n', kind: 'k' })).toContain('"note":"n","kind":"k"')
})

test('a frozen part is written once, another one anew', () => {
  let looks = 0
  const counted = z.object({ page: z.array(z.int().check(z.refine(() => ++looks > 0))) })
  const page = Object.freeze([1, 2])
  const twice = [replyText(counted, { page }), replyText(counted, { page })]
  expect(twice).toEqual(['{"page":[1,2]}', '{"page":[1,2]}'])
  expect(looks).toBe(2)
  expect(replyText(counted, { page: [3] })).toBe('{"page":[3]}')
  expect(replyText(counted, { page: [3] })).toBe('{"page":[3]}')
  expect(looks).toBe(4)
})

test('a frozen part is not let through by another schema', () => {
  const shared = Object.freeze({ id: 1, token: 'x' })
  const whole = z.object({ part: z.object({ id: z.int(), token: z.string() }) })
  const masked = z.object({ part: z.object({ id: z.int() }) })
  expect(replyText(whole, { part: shared })).toContain('token')
  expect(replyText(masked, { part: shared })).toBe('{"part":{"id":1}}')
})

test('what the contract does not promise is a bug', () => {
  expect(() => replyText(schema, { name: 1, page: [], left: null })).toThrow()
  expect(() => replyText(schema, { name: '', page: Object.freeze([{ id: 'x' }]), left: null })).toThrow()
  const even = z.object({ one: z.int(), two: z.int() }).check(z.refine(({ one, two }) => one === two))
  expect(() => replyText(even, { one: 1, two: 2 })).toThrow()
  expect(replyText(z.array(z.int()), [1])).toBe('[1]')
})
