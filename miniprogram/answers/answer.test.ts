import { Refusal, Unanswered } from '../wechat/refusal'
import { type Answer, answered, asTrouble, slow, troubled } from './answer'

const offline = new Unanswered('network')
const loading: Answer<number> = { phase: 'loading' }

describe('what a page shows when the server does not answer', () => {
  it('is what it showed before, with the trouble told', () => {
    const before = answered(7, '2026-11-22T01:00:00.000Z')
    expect(troubled(before, offline, { data: 1, at: 'long ago' })).toEqual({
      phase: 'ready',
      data: 7,
      asOf: '2026-11-22T01:00:00.000Z',
      trouble: offline,
    })
  })

  it('is the copy kept on the phone, with its time', () => {
    const kept = { data: 1, at: '2026-11-21T01:00:00.000Z' }
    expect(troubled(loading, offline, kept)).toEqual({ phase: 'ready', data: 1, asOf: kept.at, trouble: offline })
  })

  it('is the trouble when there is nothing else', () => {
    expect(troubled(loading, offline, undefined)).toEqual({ phase: 'failed', trouble: offline })
  })
})

describe('while the answer is slow', () => {
  const kept = { data: 1, at: '2026-11-21T01:00:00.000Z' }

  it('the copy on the phone is shown, with its time', () => {
    expect(slow(loading, kept)).toMatchObject({ phase: 'ready', data: 1, asOf: kept.at, trouble: { cause: 'timeout' } })
  })

  it('what is waited for without a copy is waited for, and what is here stays', () => {
    expect(slow(loading, undefined)).toBe(loading)
    const here = answered(7, '2026-11-22T01:00:00.000Z')
    expect(slow(here, kept)).toBe(here)
  })
})

describe('a refusal', () => {
  it('takes away what was shown and is not covered by an old copy', () => {
    const refusal = new Refusal('session_ended')
    const before = answered(7, '2026-11-22T01:00:00.000Z')
    expect(troubled(before, refusal, { data: 1, at: 'long ago' })).toEqual({ phase: 'failed', trouble: refusal })
  })
})

describe('an error that nobody expected', () => {
  it('is told as a fault of ours', () => {
    expect(asTrouble(new TypeError('oops'))).toEqual(new Unanswered('server'))
  })
})
