import type { Phone } from '../journeys/phone'

/** What a person who taps, reads large type or cannot see would stumble over on the page in front. */
export interface Stumbling {
  /** Things to tap without a role or a name. */
  nameless: string[]
  /** Things to tap that are smaller than a finger wants. */
  small: string[]
  /** Boxes that stick out to the right of the screen. */
  wide: string[]
  /** Texts that are cut off at their end. */
  cut: string[]
  loadingAnimations: number
}

export function stumblingOn(phone: Phone): Promise<Stumbling> {
  return phone.evaluate<Stumbling>(look)
}

/** WeChat's audit counts a target by where it can be touched; a row is as wide as the screen, so its height decides. */
const look = `(() => {
  const page = document.querySelector('.page-host:not([hidden])')
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'
  const said = (element) => (element.getAttribute('aria-label') || element.innerText || '').trim().replace(/\\s+/g, ' ').slice(0, 40)
  const pressed = [...page.querySelectorAll('[role=button], [role=tab], [role=radio], [role=switch], [role=link]')]
  const taps = pressed.filter((element) => shown(element) && element.localName.startsWith('wx-'))
  const scrolled = (element) => element.closest('wx-scroll-view') !== null
  const boxes = [...page.querySelectorAll('wx-view, wx-text, wx-button')].filter((element) => shown(element) && !scrolled(element))
  const named = (element) => element.className + ' ' + said(element)
  return {
    nameless: taps.filter((element) => said(element) === '').map(named),
    small: taps.filter((element) => { const { width, height } = element.getBoundingClientRect(); return height < 43.5 || width < 43.5 }).map(named),
    wide: boxes.filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(element).position !== 'absolute').map(named),
    cut: boxes.filter((element) => element.childElementCount === 0 && getComputedStyle(element).overflow === 'hidden' &&
      getComputedStyle(element).textOverflow !== 'ellipsis' && (element.scrollWidth > element.clientWidth + 1)).map(named),
    loadingAnimations: document.querySelectorAll('.toast[data-icon=loading]').length,
  }
})()`
