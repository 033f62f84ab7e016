import { api } from '../../shared/contract/api'
import type { Endpoint } from '../../shared/contract/endpoint'

const endpoints = Object.entries<Record<string, Endpoint>>(api).flatMap(([feature, named]) =>
  Object.entries(named).map(([name, endpoint]) => ({ feature, name, endpoint })),
)
const all = endpoints.map(({ endpoint }) => endpoint)

const repeated = (texts: string[]) => texts.filter((text, at) => texts.indexOf(text) !== at)

test('there are endpoints', () => {
  expect(all.length).toBeGreaterThan(20)
})

test('every endpoint has an id of its own', () => {
  expect(repeated(all.map(({ id }) => id))).toEqual([])
})

test('every endpoint has a method and path of its own, whatever its parameters are called', () => {
  expect(repeated(all.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`))).toEqual([])
})

describe.each(endpoints)('$endpoint.id', ({ feature, endpoint }) => {
  test('is named after its feature and fits where ids are kept', () => {
    expect(endpoint.id).toMatch(new RegExp(`^${feature}\\.[a-zA-Z]+$`))
    expect(endpoint.id.length).toBeLessThanOrEqual(40)
  })

  test('says what it does in a sentence', () => {
    expect(endpoint.summary).toMatch(/^[A-Z].+\.$/)
  })

  test('declares just the parameters of its path', () => {
    const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = endpoint.params ? Object.keys((endpoint.params as unknown as { shape: object }).shape) : []
    expect(declared.sort()).toEqual(inPath.sort())
  })

  test('takes a body where its method has one', () => {
    if (endpoint.method === 'GET' || endpoint.method === 'DELETE') expect(endpoint.body).toBeUndefined()
    if (endpoint.method === 'POST') expect(endpoint.upload ?? endpoint.body).toBeDefined()
    if (endpoint.upload !== undefined) expect([endpoint.body, endpoint.access]).toEqual([undefined, 'operator'])
  })

  test('is a POST of somebody known when it is keyed', () => {
    if (!endpoint.keyed) return
    expect(endpoint.method).toBe('POST')
    expect(['visitor', 'phone', 'cardholder', 'operator']).toContain(endpoint.access)
  })

  test("names roles, and lies below /ops, when it is an operator's, and only then", () => {
    const isOperators = endpoint.access === 'operator'
    expect((endpoint.roles?.length ?? 0) > 0).toBe(isOperators)
    // Those at the door have no role yet.
    expect(endpoint.path.startsWith('/ops/')).toBe(isOperators || endpoint.access === 'desk')
  })

  test('names each of its refusals once', () => {
    expect(repeated([...endpoint.refusals])).toEqual([])
  })
})

test('whatever moves value is keyed', () => {
  const keyed = all.filter((endpoint) => endpoint.keyed).map(({ id }) => id)
  expect(keyed).toEqual(expect.arrayContaining(['cards.bind', 'redemption.confirm']))
})
