import type { Values } from '../messages'

interface Question {
  selector: string
  all: boolean
  what: 'rect' | 'scroll' | 'fields'
}

/** Answers createSelectorQuery for one page. */
export function whereIs(host: HTMLElement | undefined, questions: Question[]): unknown[] {
  return questions.map(({ selector, all, what }) => {
    const about = what === 'scroll' ? scrolled : rectangle
    if (selector === '') return host ? about(host) : null
    const found = [...(host?.querySelectorAll<HTMLElement>(asWritten(selector)) ?? [])]
    return all ? found.map(about) : found[0] ? about(found[0]) : null
  })
}

/** Type selectors name WeChat's components. */
const asWritten = (selector: string) => selector.replace(/(^|[\s>+~,])([a-z][a-z-]*)/g, '$1wx-$2')

function rectangle(element: HTMLElement): Values {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  return { id: element.id, dataset: { ...element.dataset }, left, top, right, bottom, width, height }
}

function scrolled({ scrollTop, scrollLeft, scrollWidth, scrollHeight }: HTMLElement): Values {
  return { scrollTop, scrollLeft, scrollWidth, scrollHeight }
}
