/** An access token of WeChat as `stable_token` gives it. */
export type FetchedToken = { token: string; expiresInSeconds: number }

export type AccessTokens = {
  /** A token that is good for a while yet. */
  current(): Promise<string>
  /** Another token than this one, which WeChat has just turned down. */
  instead(of: string): Promise<string>
}

/**
 * WeChat hands out a new token 5 minutes before the old one ends and lets both live meanwhile, so asking a minute
 * before the end is early enough, and never so early that the same short token comes back at every call.
 */
const earlySeconds = 60

/** Keeps one token for everybody: however many ask at once, WeChat is asked once. */
export function cachedAccessTokens({
  fetchToken,
  now,
}: {
  /** @param force ends the old token at once; WeChat allows it 20 times a day */
  fetchToken: (force: boolean) => Promise<FetchedToken>
  now: () => Date
}): AccessTokens {
  let cached: { token: string; goodUntil: number } | undefined
  let underWay: Promise<string> | undefined

  const fetchOnce = (turnedDown: string | undefined): Promise<string> => {
    underWay ??= fetchAnother(turnedDown).finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const fetchAnother = async (turnedDown: string | undefined): Promise<string> => {
    let fetched = await fetchToken(false)
    if (fetched.token === turnedDown) fetched = await fetchToken(true)
    const early = Math.min(earlySeconds, fetched.expiresInSeconds / 2)
    cached = { token: fetched.token, goodUntil: now().getTime() + (fetched.expiresInSeconds - early) * 1000 }
    return fetched.token
  }
  return {
    async current() {
      return cached && now().getTime() < cached.goodUntil ? cached.token : fetchOnce(undefined)
    },
    async instead(of) {
      if (cached && cached.token !== of) return cached.token
      const token = await fetchOnce(of)
      // A fetch that was under way already did not know which token was turned down.
      return token === of ? fetchOnce(of) : token
    },
  }
}
