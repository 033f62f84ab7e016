import { openapiOf } from '../../server/http/openapi'
import { api } from '../../shared/contract/api'
import { describeWorld, world } from './world/oneWorld'
import { askRaw } from './world/rawHttp'

describeWorld()

const https = { 'X-Forwarded-Proto': 'https' }

/** As the browser keeps what it was told to keep. */
async function enter(headers: Record<string, string>) {
  const { cookie, confirmed } = await world.signIn(['maker'], { headers })
  return { cookie, attributes: (confirmed.headers.get('Set-Cookie') ?? '').split('; ').slice(1) }
}

const asks = async (headers: Record<string, string>) =>
  (await askRaw(world.deskUrl, { method: 'GET', path: '/ops/sessions/current', headers })).status

test('behind HTTPS the cookie of the desk is bound to this host and to HTTPS', async () => {
  const { cookie, attributes } = await enter(https)
  expect(cookie).toMatch(/^__Host-kaquan_desk=/)
  expect(attributes.map((attribute) => attribute.toLowerCase()).sort()).toEqual([
    'httponly',
    'path=/',
    'samesite=strict',
    'secure',
  ])
  expect(await asks({ ...https, Cookie: cookie })).toBe(200)
  // Under the name that another host of the same site could set, it is none.
  expect(await asks({ ...https, Cookie: cookie.replace('__Host-', '') })).toBe(401)
})

test('without HTTPS, as on a desk of one’s own, it has no prefix that the browser would refuse', async () => {
  const { cookie, attributes } = await enter({})
  expect(cookie).toMatch(/^kaquan_desk=/)
  expect(attributes).not.toContain('secure')
  expect(await asks({ Cookie: cookie })).toBe(200)
})

test('the contract names both cookies, wherever operators are let in by one', () => {
  const { components, paths } = openapiOf(api, { version: '0' }) as {
    components: { securitySchemes: Record<string, { in?: string; name?: string }> }
    paths: Record<string, Record<string, { security?: Record<string, []>[] }>>
  }
  const cookies = Object.entries(components.securitySchemes).filter(([, scheme]) => scheme.in === 'cookie')
  expect(cookies.map(([, { name }]) => name)).toEqual(['__Host-kaquan_desk', 'kaquan_desk'])
  const names = paths['/ops/requests']?.get?.security?.flatMap((scheme) => Object.keys(scheme))
  expect(names).toEqual([...cookies.map(([scheme]) => scheme), 'operator'])
})

test('every answer says what a browser may do with it: nothing', async () => {
  for (const [url, path] of [
    [world.url, '/api/home'],
    [world.url, '/nowhere'],
    [world.deskUrl, '/ops/me'],
  ] as const) {
    const { headers } = await askRaw(url, { method: 'GET', path, headers: {} })
    const policy = String(headers['content-security-policy'])
    for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(rule)
    }
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-powered-by']).toBeUndefined()
  }
})
