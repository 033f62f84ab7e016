import { memoryOf } from './draw'
import { emit, emitFrom } from './emit'
import type { Opened } from './opened'

/** Turns a browser's clicks into taps that climb from the touched element to the page. */
export function followTaps(opened: Opened): void {
  document.addEventListener('click', ({ target, clientX, clientY }) => {
    const touched = target instanceof Element ? target : (target as Node | null)?.parentElement
    const page = touched?.closest<HTMLElement>('.page-host')
    if (!touched || !page) return
    const button = touched.closest<HTMLElement>('wx-button')
    if (button?.hasAttribute('disabled')) return
    if (button) void openType(button, opened)
    climb(touched as HTMLElement, page, { x: clientX, y: clientY })
  })
  document.addEventListener('pointerdown', ({ target }) => press(target as Element | null))
}

function climb(touched: HTMLElement, page: HTMLElement, detail: { x: number; y: number }): void {
  const source = touched.closest<HTMLElement>('[data-sid]') ?? touched
  for (let one: HTMLElement | null = touched; one && one !== page; one = one.parentElement) {
    const known = memoryOf(one)?.handlers.get('tap')
    if (!known) continue
    emitFrom(source, one, { type: 'tap', detail })
    if (known.stops) return
  }
}

/** What WeChat does itself for some buttons. */
async function openType(button: HTMLElement, opened: Opened): Promise<void> {
  const wanted = String(memoryOf(button)?.attributes.openType ?? '')
  if (wanted === '') return
  opened.noteCall(`button:${wanted}`, {})
  if (wanted === 'share') return opened.share()
  const event = wanted.toLowerCase()
  const stub = opened.stubs[`button:${wanted}`]
  if (stub !== undefined) return emit(button, event, stub as never)
  if (wanted !== 'getPhoneNumber') return emit(button, event, { errMsg: `${wanted}:ok` })
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const answer = await fetch('/wechat/sim/phone-code', post)
  if (!answer.ok) return emit(button, event, { errMsg: 'getPhoneNumber:fail user deny' })
  const { code } = (await answer.json()) as { code: string }
  emit(button, event, { errMsg: 'getPhoneNumber:ok', code })
}

/** While a finger lies on an element, and a little longer, it has its hover class, which is WeChat's `:active`. */
function press(target: Element | null): void {
  for (let one = target; one; one = one.parentElement) {
    const { hoverClass, hoverStayTime = 400 } = memoryOf(one)?.attributes ?? {}
    if (typeof hoverClass !== 'string' || hoverClass === 'none' || hoverClass === '') continue
    const names = hoverClass.split(/\s+/)
    const pressed = one
    pressed.classList.add(...names)
    const letGo = () => setTimeout(() => pressed.classList.remove(...names), Number(hoverStayTime))
    document.addEventListener('pointerup', letGo, { once: true })
    return
  }
}
