import { isCardNumberTyped } from '../../server/ports/typedCardNumber'
import { allowed, allows } from './allowed'
import { type Canary, plantedCanaries } from './canaries'
import { misuseAll } from './misuse'
import { readBundles, startProduct } from './product'
import { elsewhere, walkRoads } from './roads'
import { encodings, type Hit, searcher } from './search'
import { readFiles, readTables, type SinkName, Sinks, sinkNames } from './sinks'

jest.setTimeout(300_000)

const sinks = new Sinks()
let canaries: Canary[]
let found: (Hit & { sink: SinkName; where: string })[]

beforeAll(async () => {
  canaries = plantedCanaries()
  const product = await startProduct(sinks)
  try {
    const roads = await walkRoads(product, canaries)
    await misuseAll(roads)
    product.trouble.outside = true
    await misuseAll(roads)
    await walkRoads(product, []).catch(() => undefined)
    product.trouble.database = true
    await misuseAll(roads)
    product.trouble.outside = false
    await walkRoads(product, []).catch(() => undefined)
    product.trouble.database = false
    const metrics = await product.call({ method: 'GET', path: '/metrics', where: 'metrics', headers: elsewhere() })
    sinks.add('metrics', 'metrics', metrics.text)
    await readTables(product.opened.database.reader, sinks)
    readFiles(product.opened, sinks)
  } catch (error) {
    const log = sinks.leavings.filter(({ sink, text }) => sink === 'log' && /"level":50/.test(String(text)))
    throw new Error(`${String(error)}\n${String(log.at(-1)?.text).slice(0, 2_000)}`)
  } finally {
    await product.stop()
  }
  readBundles(sinks)
  const search = searcher(canaries)
  found = sinks.leavings.flatMap(({ sink, where, text }) => search(text).map((hit) => ({ ...hit, sink, where })))
})

const isAllowed = ({ canary, sink, where }: (typeof found)[number]) =>
  allowed.some((one) => one.sink === sink && allows(one, canary.kind) && one.where.test(where))

test('at least two hundred canaries of every kind were planted', () => {
  expect(canaries.length).toBeGreaterThanOrEqual(200)
  expect(new Set(canaries.map(({ text }) => text)).size).toBe(canaries.length)
  for (const { text } of canaries) expect(text.length).toBeGreaterThanOrEqual(8)
})

test('none is found where it has no business, in any encoding', () => {
  const leaks = found.filter((hit) => !isAllowed(hit))
  const told = leaks.map(
    ({ sink, where, canary, encoding, around }) => `${sink} | ${where} | ${canary.kind} | ${encoding} | ${around}`,
  )
  expect([...new Set(told)].slice(0, 40)).toEqual([])
  const looked = sinkNames.filter((sink) => sinks.leavings.some((one) => one.sink === sink))
  process.stderr.write(
    `canaries ${canaries.length} × sinks ${looked.length} (${looked.join(', ')}) × encodings ${encodings.length}: ` +
      `${found.length - leaks.length} hits that are meant, ${leaks.length} leaks; ${sinks.leavings.length} texts\n`,
  )
})

test('no text in any column holds a card number, whoever may have written it there', () => {
  const kept = sinks.leavings.filter(({ sink, text }) => sink === 'database' && typeof text === 'string')
  expect(kept.length).toBeGreaterThan(1_000)
  // Hashes, seals and ids are no digits of anybody's, wherever they stand in a text.
  const plain = (text: string) => text.replace(/[0-9a-f]{32,}|(?:sm4)?v\d+\.[\w-]{20,}|[0-9A-HJKMNP-TV-Z]{26}/g, '|')
  const found = kept.filter(({ text }) => isCardNumberTyped(plain(String(text))))
  expect(found.map(({ where, text }) => `${where}: ${String(text).slice(0, 200)}`)).toEqual([])
  expect(isCardNumberTyped(plain('{"note":"4111 1111 1111 1111"}'))).toBe(true)
})

test('what is allowed happens: an exception that nobody needs is taken away', () => {
  const unused = allowed.filter(
    (one) =>
      !found.some(({ sink, where, canary }) => one.sink === sink && allows(one, canary.kind) && one.where.test(where)),
  )
  expect(unused.map(({ sink, where, kind }) => `${sink} ${where} ${kind}`)).toEqual([])
})

describe('a leak', () => {
  test.each([
    ['plain', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64', (text: string) => Buffer.from(`a${text}b`).toString('base64url')],
    ['base64', (text: string) => Buffer.from(`ab${text}cd`).toString('base64')],
    ['hex', (text: string) => Buffer.from(text).toString('hex')],
    ['hex', (text: string) => Buffer.from(text).toString('hex').toUpperCase()],
    ['percent', (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['reversed', (text: string) => [...text].reverse().join('')],
  ] as const)('written as %s would be found', (encoding, write) => {
    for (const canary of plantedCanaries()) {
      const written = write(canary.text)
      const text = typeof written === 'string' ? `"${written}"` : Buffer.concat([Buffer.from('<'), written])
      expect(searcher([canary])(text).map((hit) => hit.encoding)).toContain(encoding)
    }
  })
})
