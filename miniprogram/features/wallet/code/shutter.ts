import type { Fetched } from './fetchCode'

/** Long enough to be read out or scanned, too short to be forgotten on a table. */
export const shownMs = 60_000

/** What the page shows of a code: nothing, while there is none in it. */
export interface Shown {
  code?: Fetched
  busy: boolean
  /** Why it could not be shown. */
  trouble?: unknown
}

export interface Shutter {
  show(): Promise<void>
  hide(): void
  /** The page is gone: nobody is told of anything any more. */
  end(): void
}

/** Opens for a minute at most; what arrives after it was closed is not shown. */
export function shutter(fetch: () => Promise<Fetched>, tell: (shown: Shown) => void): Shutter {
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    turn++
    clearTimeout(timer)
  }
  const hide = () => {
    end()
    tell({ busy: false })
  }
  return {
    async show() {
      end()
      const mine = turn
      tell({ busy: true })
      const shown = await fetch().then(
        (code) => ({ code, busy: false }),
        (trouble: unknown) => ({ trouble, busy: false }),
      )
      if (turn !== mine) return
      tell(shown)
      if ('code' in shown) timer = setTimeout(hide, shownMs)
    },
    hide,
    end,
  }
}
