import { createLogger } from './logging'
import { scrub } from './scrub'

const token = `01ARZ3NDEKTSV4RRFFQ69G5FAV.${'a'.repeat(43)}`

test.each([
  ['paid with 4111111111111111 today', 'paid with [card 1111] today'],
  ['paid with 4111 1111 1111 1111.', 'paid with [card 1111].'],
  ['4111-1111-1111-1111', '[card 1111]'],
  ['call 13812345678 now', 'call 138****5678 now'],
  ['call +86 138 1234 5678 now', 'call 138****5678 now'],
  ['No.4111111111111111 and card_4111111111111111x', 'No.[card 1111] and card_[card 1111]x'],
  ['tel13812345678', 'tel138****5678'],
  ['13812345678 13912345678', '138****5678 139****5678'],
  ['4111111111111111 2026', '[card 1111] 2026'],
  ['4111 1111 1111 1111 4111 1111 1111 1111', '[card 1111] [card 1111]'],
  ['{"phone":"13812345678"}', '{"phone":"138****5678"}'],
  ['id 110101199003070000', 'id [identity number]'],
  [`sent ${token} twice`, 'sent [token] twice'],
  ['called with Bearer abc.def', 'called with Bearer [token]'],
  ['{"session_key":"tGz=="}', '{"session_key":"[secret]"}'],
  ['otp=123456 for you', 'otp=[secret] for you'],
])('in %s the secret is taken out', (line, expected) => {
  expect(scrub(line)).toBe(expected)
})

test.each(['2026-11-22T10:00:00.123Z', '"ms":1234.56,"status":200', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'amount 123456 fen'])(
  '%s stays as it is',
  (line) => {
    expect(scrub(line)).toBe(line)
  },
)

test('a line of the log is scrubbed wherever the secret stands in it', () => {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  logger.info({ note: { deep: 'card 4111111111111111' }, err: new Error(`token ${token}`) }, 'phone 13812345678')
  const written = lines.join('')
  expect(written).toContain('[card 1111]')
  expect(written).not.toMatch(/4111111111111111|13812345678|aaaaaaaa/)
})
