import type { Values } from '../messages'
import { emit } from './emit'

/**
 * WeChat's own components that are more than a box. Answers whether the element's inside is its own, so that the
 * children of the template are not drawn.
 */
export function natively(element: HTMLElement, tag: string, attributes: Values): boolean {
  if (tag === 'wx-input' || tag === 'wx-textarea') return field(element, tag, attributes)
  if (tag === 'wx-image') return picture(element, attributes)
  if (tag === 'wx-button') button(element, attributes)
  if (tag === 'wx-switch') return toggle(element, attributes)
  if (tag === 'wx-scroll-view') scrolling(element, attributes)
  if (tag === 'wx-canvas') return once(element, 'canvas', () => undefined) !== undefined
  return false
}

function once<Name extends keyof HTMLElementTagNameMap>(
  element: HTMLElement,
  name: Name,
  prepare: (inner: HTMLElementTagNameMap[Name]) => void,
): HTMLElementTagNameMap[Name] {
  const known = element.firstElementChild
  if (known) return known as HTMLElementTagNameMap[Name]
  const inner = document.createElement(name)
  prepare(inner)
  element.append(inner)
  return inner
}

function field(element: HTMLElement, tag: string, attributes: Values): true {
  const inner = once(element, tag === 'wx-input' ? 'input' : 'textarea', (made) => {
    const said = () => ({ value: made.value, cursor: made.selectionStart ?? made.value.length })
    made.addEventListener('input', () => emit(element, 'input', said()))
    made.addEventListener('focus', () => emit(element, 'focus', { ...said(), height: 0 }))
    made.addEventListener('blur', () => emit(element, 'blur', said()))
    made.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Enter') emit(element, 'confirm', said())
    })
  })
  const maximum = Number(attributes.maxlength ?? -1)
  inner.placeholder = String(attributes.placeholder ?? '')
  inner.disabled = attributes.disabled === true
  if (maximum > 0) inner.maxLength = maximum
  if (inner instanceof HTMLInputElement) inner.type = attributes.password === true ? 'password' : 'text'
  if (attributes.value !== undefined && inner.value !== String(attributes.value)) inner.value = String(attributes.value)
  if (attributes.focus === true && document.activeElement !== inner) inner.focus()
  for (const name of ['aria-label', 'aria-invalid', 'aria-describedby']) {
    const value = element.getAttribute(name)
    if (value === null) inner.removeAttribute(name)
    else inner.setAttribute(name, value)
    // The box around it would be read aloud a second time.
    element.removeAttribute(name)
  }
  return true
}

function picture(element: HTMLElement, attributes: Values): true {
  const inner = once(element, 'img', (made) => {
    made.alt = ''
    made.addEventListener('load', () => emit(element, 'load', { width: made.naturalWidth, height: made.naturalHeight }))
    made.addEventListener('error', () => emit(element, 'error', { errMsg: 'load:fail' }))
  })
  const source = String(attributes.src ?? '')
  const address = /^(data:|https?:)/.test(source) ? source : `/package/${source.replace(/^\//, '')}`
  if (source !== '' && inner.getAttribute('src') !== address) inner.src = address
  const fits: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover' }
  inner.style.objectFit = fits[String(attributes.mode)] ?? 'fill'
  return true
}

function button(element: HTMLElement, attributes: Values): void {
  if (!element.hasAttribute('role')) element.setAttribute('role', 'button')
  const disabled = attributes.disabled === true
  element.tabIndex = disabled ? -1 : 0
  element.toggleAttribute('disabled', disabled)
  if (disabled) element.setAttribute('aria-disabled', 'true')
  if (attributes.type) element.setAttribute('type', String(attributes.type))
}

function toggle(element: HTMLElement, attributes: Values): true {
  const inner = once(element, 'input', (made) => {
    made.type = 'checkbox'
    made.setAttribute('role', 'switch')
    made.addEventListener('change', () => emit(element, 'change', { value: made.checked }))
  })
  inner.checked = attributes.checked === true
  const label = element.getAttribute('aria-label')
  if (label) inner.setAttribute('aria-label', label)
  return true
}

const brought = new WeakMap<HTMLElement, string>()

/** Once for each value, and moving nothing but the scroll-view itself: the page stays where it is. */
function bringIntoView(element: HTMLElement, id: string): void {
  const wanted = element.querySelector(`#${CSS.escape(id)}`)
  if (!wanted || brought.get(element) === id) return
  brought.set(element, id)
  const [to, from] = [wanted.getBoundingClientRect(), element.getBoundingClientRect()]
  element.scrollBy({ left: to.left - from.left, top: to.top - from.top })
}

const followed = new WeakSet<Element>()

function scrolling(element: HTMLElement, attributes: Values): void {
  element.style.overflowX = attributes.scrollX === true ? 'auto' : 'hidden'
  element.style.overflowY = attributes.scrollY === true ? 'auto' : 'hidden'
  if (typeof attributes.scrollIntoView === 'string' && attributes.scrollIntoView !== '')
    bringIntoView(element, attributes.scrollIntoView)
  if (followed.has(element)) return
  followed.add(element)
  let reached = -1
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, clientHeight } = element
    emit(element, 'scroll', { scrollTop, scrollLeft, scrollHeight })
    if (scrollTop + clientHeight < scrollHeight - 50 || reached === scrollHeight) return
    reached = scrollHeight
    emit(element, 'scrolltolower', { direction: 'bottom' })
  })
}
