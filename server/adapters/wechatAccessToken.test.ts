import { cachedAccessTokens } from './wechatAccessToken'

function tokensOf(given: string[]) {
  const asked: boolean[] = []
  const tokens = cachedAccessTokens({
    now: () => new Date(0),
    fetchToken: async (force) => {
      asked.push(force)
      return { token: given.shift() ?? 'none', expiresInSeconds: 7200 }
    },
  })
  return { tokens, asked }
}

describe('the access token', () => {
  it('is forced only when WeChat gives the refused one again', async () => {
    const { tokens, asked } = tokensOf(['old', 'old', 'new'])
    const token = await tokens.current()
    expect(await tokens.instead(token)).toBe('new')
    expect(asked).toEqual([false, false, true])
  })

  it('is not fetched again for somebody who comes late with the refused one', async () => {
    const { tokens, asked } = tokensOf(['old', 'new'])
    const token = await tokens.current()
    await tokens.instead(token)
    expect(await tokens.instead(token)).toBe('new')
    expect(asked).toHaveLength(2)
  })

  it('is asked for anew after a failure', async () => {
    let fails = true
    const tokens = cachedAccessTokens({
      now: () => new Date(0),
      fetchToken: async () => {
        if (!fails) return { token: 'good', expiresInSeconds: 7200 }
        fails = false
        throw new Error('no answer')
      },
    })
    await expect(tokens.current()).rejects.toThrow('no answer')
    expect(await tokens.current()).toBe('good')
  })
})
