import type { Endpoint } from '../../shared/contract/endpoint'
import { describeServer, opened, server } from '../contract/oneServer'
import { allEndpoints } from '../support/allEndpoints'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { type TextField, textFieldsOf, withText } from './fieldsOf'

const [card, other] = ['4111111111111111', '6222021234567894']
const writings = [
  card,
  '4111 1111-1111 1111',
  `客户说卡号是 ${other}，请核实`,
  '４１１１１１１１１１１１１１１１',
  '٤١١١ ١١١١ ١١١١ ١١١١',
]

describeServer()
let maker: string
let cardholder: string
beforeAll(async () => {
  maker = (await server.hire(['maker', 'checker', 'support', 'risk', 'auditor', 'admin'])).token
  cardholder = await server.tokenOf('cardholder')
})

/** The bank's events and suppliers' callbacks carry ids that others made: their own readers look through them. */
const typed = allEndpoints.filter(({ access }) => access !== 'bank' && access !== 'supplier')
const fields = typed.flatMap((endpoint) => textFieldsOf(endpoint).map((field) => ({ endpoint, field })))
const nameOf = ({ endpoint, field }: (typeof fields)[number]) => `${endpoint.id} ${field.part}.${field.path.join('.')}`

test('there are texts in the contract to be looked through', () => {
  expect(fields.length).toBeGreaterThan(100)
  expect(fields.map(nameOf)).toEqual(expect.arrayContaining(['catalogue.list query.q', 'support.unmask body.reason']))
})

function send({ method, path, access, body }: Endpoint, { part, path: place }: TextField, text: string) {
  const isDesk = access === 'operator' || access === 'desk'
  const named = (name: string) => (part === 'params' && place[0] === name ? encodeURIComponent(text) : '0'.repeat(26))
  const query = part === 'query' ? `?${place[0]}=${encodeURIComponent(text)}` : ''
  const token = access === 'operator' ? maker : cardholder
  return (isDesk ? server.callDesk : server.call)({
    method,
    path: `${path.replace(/\{(\w+)\}/g, (_, name: string) => named(name))}${query}`,
    headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'a-key-with-a-card-0001' },
    body: part === 'body' ? JSON.stringify(withText(place, text)) : body && '{}',
  })
}

test.each(fields.map((field) => [nameOf(field), field] as const))('%s takes no card number', async (_, field) => {
  for (const text of writings) {
    const answer = await send(field.endpoint, field.field, text)
    expect(answer).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
    const said = JSON.stringify(answer.json)
    for (const digits of [card, other, '4111 1111']) expect(said).not.toContain(digits)
  }
})

test('a card number as a key, or spelt by escapes, is refused all the same', async () => {
  const headers = { Authorization: `Bearer ${cardholder}`, 'Idempotency-Key': card }
  const body = JSON.stringify({ benefitId: 'VIDEO-1', points: 10 })
  const keyed = await server.call({ method: 'POST', path: '/api/redemptions', headers, body })
  expect(keyed).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
  const escaped = [...card].map((digit) => `\\u003${digit}`).join('')
  const written = `{"code":"${escaped}"}`
  const answer = await server.call({ method: 'POST', path: '/api/sessions', body: written })
  expect(answer).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
  const name = await server.call({ method: 'POST', path: '/api/sessions', body: `{"${card}":1}` })
  expect(name).toMatchObject({ status: 422, json: { code: 'full_card_number_refused' } })
  const twice = await server.call({ method: 'POST', path: '/api/sessions', body: `{"${card}":1,"${card}":2}` })
  expect(JSON.stringify(twice.json)).not.toContain(card)
})

test('nothing of them is kept', async () => {
  const { reader } = opened.database
  const audit = JSON.stringify(await reader.rows('SELECT * FROM audit'))
  const keys = JSON.stringify(await reader.rows('SELECT * FROM idempotency_key'))
  for (const digits of [card, other, '4111 1111']) expect(audit + keys).not.toContain(digits)
})

describe('a file', () => {
  const upload = async (path: string, body: Buffer) => {
    const headers = { Authorization: `Bearer ${maker}` }
    const answer = await server.callDesk({ method: 'POST', path, headers, body: body as never })
    return answer.json as unknown as { state: string; counts?: { problems: number }; problems: { code: string }[] }
  }

  test('of benefits with a card number in any cell is refused and not kept', async () => {
    for (const cell of ['title', 'description', 'steps', 'sku', 'products']) {
      const file = benefitsCsv({ benefit_id: 'GOOD-1' }, { benefit_id: 'BAD-1', [cell]: `拨打 4111 1111-1111 1111` })
      const { state, problems } = await upload(`/ops/catalogue/imports?fileName=${cell}.csv`, file)
      expect({ state, codes: problems.map(({ code }) => code) }).toEqual({
        state: 'refused',
        codes: ['card_number_found'],
      })
    }
    const { reader } = opened.database
    const pieces = await reader.rows<{ content: Buffer }>('SELECT content FROM catalogue_import_piece')
    expect(pieces.map(({ content }) => content.toString('utf8')).join()).not.toContain('4111')
  })

  test('of codes that are digits is taken, whatever their check digit says', async () => {
    const codes = [card, other, '4111111111111112'].map((code) => ({ benefit_id: 'GOOD-1', code }))
    const { problems } = await upload('/ops/catalogue/codes?fileName=codes.csv', csv(codes))
    expect(problems.map(({ code }) => code).filter((code) => code === 'card_number_found')).toEqual([])
  })
})

test.each([
  ['ids', '/api/redemptions/01784111111111111111ABCDEF'],
  ['keys', '/api/redemptions/by-key/9f4111111111111111ab3c12de45f6a7'],
  ['order numbers', '/api/benefits?q=K01784111111111111111ABCDEF'],
  ['phone numbers', '/api/benefits?q=13812345678'],
])('%s are not taken for card numbers', async (_, path) => {
  const answer = await server.call({ method: 'GET', path, headers: { Authorization: `Bearer ${cardholder}` } })
  expect(answer.json.code).not.toBe('full_card_number_refused')
})
