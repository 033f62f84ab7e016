import type { Level } from '../../../shared/contract/identity'
import { Refusal } from '../../wechat/refusal'
import { askQuote, type QuoteTools } from './askQuote'

/** Someone whose level the server knows, and whom the first screen has seen as `kept`. */
function person({ level, kept, signedOut = false }: { level: Level; kept?: Level; signedOut?: boolean }) {
  const asked: string[] = []
  const tools = {
    server: {
      identity: {
        me: async () => {
          asked.push('me')
          return { level }
        },
      },
      redemption: {
        quote: async () => {
          asked.push('quote')
          return { points: 700 }
        },
      },
    },
    session: { signedOut: () => signedOut },
    storage: { read: () => kept && { data: { level: kept }, at: '2026-11-22T01:00:00.000Z' } },
  } as unknown as QuoteTools
  return { asked, quote: () => askQuote(tools, 'VIDEO-1') }
}

describe('what a benefit would cost', () => {
  it('is asked for at once by a cardholder', async () => {
    const { asked, quote } = person({ level: 'cardholder', kept: 'cardholder' })
    expect(await quote()).toEqual({ points: 700 })
    expect(asked).toEqual(['quote'])
  })

  it.each(['visitor', undefined] as const)(
    'is asked for by a cardholder whom the first screen saw as %s',
    async (kept) => {
      const { asked, quote } = person({ level: 'cardholder', kept })
      expect(await quote()).toEqual({ points: 700 })
      expect(asked).toEqual(['me', 'quote'])
    },
  )

  it.each([
    ['visitor', 'phone_required'],
    ['phone', 'card_required'],
  ] as const)('is not asked for by a %s', async (level, code) => {
    const { asked, quote } = person({ level, kept: level })
    await expect(quote()).rejects.toEqual(new Refusal(code))
    expect(asked).toEqual(['me'])
  })

  it('is not asked for after a logout', async () => {
    const { asked, quote } = person({ level: 'cardholder', signedOut: true })
    await expect(quote()).rejects.toEqual(new Refusal('session_missing'))
    expect(asked).toEqual([])
  })
})
