import type { Context } from 'koa'
import { isOlder, refuseOutdated } from './clientVersion'

test.each([
  ['1.2.3', '1.2.3', false],
  ['1.2.2', '1.2.3', true],
  ['1.10.0', '1.9.9', false],
  ['0.9.9', '1.0.0', true],
  ['2.0.0', '1.9.9', false],
  ['1.2', '1.2.0', true],
  ['new', '0.0.0', true],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older)
})

describe('a request', () => {
  const take = async (oldest: string, named: string) => {
    const next = jest.fn(async () => {})
    await refuseOutdated(oldest)({ get: () => named } as unknown as Context, next)
    return next.mock.calls.length
  }

  test('of a mini-program that is too old is refused before anything is done', async () => {
    await expect(take('1.2.0', '1.1.9')).rejects.toMatchObject({ code: 'client_outdated' })
  })

  test.each([
    ['1.2.0', '1.2.0'],
    ['1.2.0', ''],
    ['', '0.0.1'],
  ])('passes where the oldest is "%s" and it names "%s"', async (oldest, named) => {
    expect(await take(oldest, named)).toBe(1)
  })
})
