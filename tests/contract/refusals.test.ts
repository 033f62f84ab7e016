import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { statusOf } from '../../server/http/refused'
import { beforeEndpoints, refusalCodes } from '../../shared/contract/refusals'
import { cardholderRefusals } from '../../shared/words/cardholderRefusals'
import { refusalWords } from '../../shared/words/refusals'
import { allEndpoints } from '../support/allEndpoints'

const ofEndpoints = new Set<string>(allEndpoints.flatMap(({ refusals }) => refusals))

/** What the gate, the body reader and the other parts before any endpoint say; the table of statuses says nothing itself. */
const httpLayer = join(__dirname, '../../server/http')
const httpSources = readdirSync(httpLayer)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'refused.ts')
  .map((name) => readFileSync(join(httpLayer, name), 'utf8'))

describe.each(refusalCodes)('%s', (code) => {
  test('has a sentence in Chinese and one in English', () => {
    const { zh, en } = refusalWords[code]
    expect(zh).toMatch(/^\p{Script=Han}.*[。？！]$/u)
    expect(en).toMatch(/^[A-Z][ -~’]*[.?!]$/)
    expect(`${zh}${en}`).not.toMatch(/[{}<>]|%s|\$\{|undefined|lorem|TBD/i)
    expect(en.toLowerCase()).not.toContain(code)
  })

  test('has a status of a refusal', () => {
    expect(statusOf[code]).toBeGreaterThanOrEqual(400)
    expect(statusOf[code]).toBeLessThan(600)
  })

  test('is said by an endpoint or by what stands before all endpoints', () => {
    const isSaid = ofEndpoints.has(code) || httpSources.some((source) => source.includes(`'${code}'`))
    expect(isSaid).toBe(true)
  })
})

test('no two codes share a sentence, since a person could not tell them apart', () => {
  for (const language of ['zh', 'en'] as const) {
    const sentences = refusalCodes.map((code) => refusalWords[code][language])
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

test('a phone has a sentence for all that it can be answered, and carries no other', () => {
  const byPhones = allEndpoints.filter(({ id, access }) => phones.has(access) && !id.startsWith('service.'))
  const answered = new Set<string>([...beforeEndpoints, ...byPhones.flatMap(({ refusals }) => refusals)])
  expect(Object.keys(cardholderRefusals).sort()).toEqual([...answered].sort())
})

const phones = new Set<string>(['public', 'visitor', 'phone', 'cardholder'])

test('benefits are redeemed, never bought', () => {
  for (const { zh, en } of Object.values(refusalWords)) {
    expect(zh).not.toMatch(/购买|支付|价格|元/)
    expect(en).not.toMatch(/\b(buy|bought|purchase|pay)\b/i)
  }
})

test('a code is written as one: small letters and underscores, each once', () => {
  for (const code of refusalCodes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
  expect(new Set(refusalCodes).size).toBe(refusalCodes.length)
})
