import type { Values } from '../../messages'
import { guarded } from '../notes'
import { outside } from '../outside'
import type { Phone } from '../phone'
import type { Stack } from '../stack'

interface Rectangle {
  id: string
  dataset: Values
  top: number
  bottom: number
  height: number
}
type Told = (found: Values) => void

/** Often enough for somebody who scrolls; the view is asked and does not tell by itself. */
const everyMs = 100

/** createIntersectionObserver, for elements that move up and down against the screen. */
export function intersectionObserver(phone: Phone, stack: () => Stack): Values {
  const page = stack().top?.id
  let margins = { top: 0, bottom: 0 }
  let timer: number | undefined
  const observer: Values = {
    relativeTo: () => observer,
    relativeToViewport(given: Partial<typeof margins> = {}) {
      margins = { ...margins, ...given }
      return observer
    },
    observe(selector: string, told: Told) {
      const wasSeen = new Map<string, boolean>()
      const look = async () => {
        const questions = [{ selector, all: true, what: 'rect' }]
        const [found] = await phone.ask<Rectangle[][]>('query', { page, questions })
        for (const one of found ?? []) tellIfChanged(one, wasSeen, told)
      }
      const tellIfChanged = (one: Rectangle, seen: Map<string, boolean>, tell: Told) => {
        const share = shareSeen(one, { top: -margins.top, bottom: phone.device.height + margins.bottom })
        if ((seen.get(one.id) ?? false) === share > 0) return
        seen.set(one.id, share > 0)
        const { id, dataset, ...boundingClientRect } = one
        guarded('observer', () => tell({ id, dataset, boundingClientRect, intersectionRatio: share }))
      }
      timer = outside.setInterval(() => void look().catch(() => undefined), everyMs) as unknown as number
    },
    disconnect: () => outside.clearInterval(timer),
  }
  return observer
}

function shareSeen({ top, bottom, height }: Rectangle, screen: { top: number; bottom: number }): number {
  const seen = Math.min(bottom, screen.bottom) - Math.max(top, screen.top)
  return height > 0 ? Math.max(0, seen / height) : 0
}
