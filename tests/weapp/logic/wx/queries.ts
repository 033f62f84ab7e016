import type { Values } from '../../messages'
import type { Interfaces } from '../answered'
import { guarded } from '../notes'
import type { Phone } from '../phone'
import type { Stack } from '../stack'
import { intersectionObserver } from './observer'

interface Question extends Values {
  selector: string
  all: boolean
  what: 'rect' | 'scroll' | 'fields'
  fields?: Values
}
type Told = (result: unknown) => void

/** Where things are on the screen, which only the view knows. */
export function queryInterfaces(phone: Phone, stack: () => Stack): Interfaces {
  const never = () => {
    const self: Values = { observe: () => undefined, disconnect: () => undefined }
    return self
  }
  return {
    createSelectorQuery: () => selectorQuery(phone, stack),
    createIntersectionObserver: () => intersectionObserver(phone, stack),
    createMediaQueryObserver: never,
  }
}

function selectorQuery(phone: Phone, stack: () => Stack) {
  const questions: Question[] = []
  const told: (Told | undefined)[] = []
  const asking = (selector: string, all: boolean) => {
    const add = (what: Question['what'], then?: Told, fields?: Values) => {
      questions.push({ selector, all, what, fields })
      told.push(then)
      return query
    }
    return {
      boundingClientRect: (then?: Told) => add('rect', then),
      scrollOffset: (then?: Told) => add('scroll', then),
      fields: (fields: Values, then?: Told) => add('fields', then, fields),
      node: (then?: Told) => add('fields', then, {}),
    }
  }
  const query = {
    in: () => query,
    select: (selector: string) => asking(selector, false),
    selectAll: (selector: string) => asking(selector, true),
    selectViewport: () => asking('', false),
    exec(then?: (results: unknown[]) => void) {
      phone.ask<unknown[]>('query', { page: stack().top?.id, questions }).then((results) => {
        for (const [index, result] of results.entries()) guarded('query', () => told[index]?.(result))
        guarded('query', () => then?.(results))
      })
      return query
    },
  }
  return query
}
