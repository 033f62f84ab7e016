import type { Fetched } from './fetchCode'
import { type Shown, shownMs, shutter } from './shutter'

const code: Fetched = { code: 'KQ-1234-ABYZ', validUntil: '2026-12-31T15:59:59.999Z', offline: false }

function opened(fetch: () => Promise<Fetched> = async () => code) {
  const told: Shown[] = []
  return { told, seen: () => told.at(-1), ...shutter(fetch, (shown) => told.push(shown)) }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('a code that is held out', () => {
  it('is shown when it is there, and masked again after a minute', async () => {
    const { show, told, seen } = opened()
    await show()
    expect(told).toEqual([{ busy: true }, { code, busy: false }])
    jest.advanceTimersByTime(shownMs - 1)
    expect(seen()?.code).toBe(code)
    jest.advanceTimersByTime(1)
    expect(seen()).toEqual({ busy: false })
  })

  it('is masked as soon as its page is left, and the minute begins anew with the next look', async () => {
    const { show, hide, seen, told } = opened()
    await show()
    jest.advanceTimersByTime(50_000)
    hide()
    expect(seen()).toEqual({ busy: false })
    await show()
    jest.advanceTimersByTime(50_000)
    expect(seen()?.code).toBe(code)
    jest.advanceTimersByTime(10_000)
    expect(seen()).toEqual({ busy: false })
    const count = told.length
    jest.advanceTimersByTime(shownMs * 2)
    expect(told).toHaveLength(count)
  })

  it('is not shown when it arrives after its page was left', async () => {
    let arrive = (_: Fetched) => {}
    const { show, hide, told } = opened(() => new Promise((resolve) => (arrive = resolve)))
    const showing = show()
    hide()
    arrive(code)
    await showing
    expect(told).toEqual([{ busy: true }, { busy: false }])
  })

  it('tells nobody of anything when the page is gone', async () => {
    const { show, end, told } = opened()
    const showing = show()
    end()
    await showing
    jest.advanceTimersByTime(shownMs)
    expect(told).toEqual([{ busy: true }])
  })

  it('stays masked where it cannot be had, with the reason', async () => {
    const trouble = new Error('no network')
    const { show, seen } = opened(() => Promise.reject(trouble))
    await show()
    expect(seen()).toEqual({ trouble, busy: false })
  })
})
