import type { Values } from '../messages'
import { make } from './bars'

/** What WeChat itself lays over a page: toasts, loading, dialogs. Answers by the name of the interface. */
export class Over {
  private toast: HTMLElement | undefined

  constructor(private readonly place: HTMLElement) {}

  readonly answers: Record<string, (given: Values) => unknown> = {
    showToast: ({ title, duration = 1_500, icon }) =>
      this.say(String(title ?? ''), String(icon ?? 'success'), Number(duration)),
    hideToast: () => this.hush(),
    showLoading: ({ title }) => this.say(String(title ?? ''), 'loading'),
    hideLoading: () => this.hush(),
    showModal: (given) => this.askPerson(given),
    showActionSheet: ({ itemList }) => this.choose(itemList as string[]),
  }

  private say(text: string, icon: string, durationMs?: number): void {
    this.hush()
    const toast = make('div', { class: 'toast', role: 'status', 'data-icon': icon })
    toast.textContent = text
    this.toast = toast
    this.place.append(toast)
    if (durationMs !== undefined) setTimeout(() => toast.remove(), durationMs)
  }

  private hush(): void {
    this.toast?.remove()
  }

  private async askPerson({ title, content, showCancel, cancelText, confirmText }: Values): Promise<Values> {
    const buttons = [...(showCancel === false ? [] : [String(cancelText ?? '取消')]), String(confirmText ?? '确定')]
    const chosen = await this.dialog([title, content], buttons)
    const confirm = chosen === buttons.length - 1
    return { confirm, cancel: !confirm }
  }

  private async choose(items: string[]): Promise<Values> {
    const tapIndex = await this.dialog([], [...items, '取消'])
    if (tapIndex === items.length) throw new Error('cancel')
    return { tapIndex }
  }

  private dialog(texts: unknown[], buttons: string[]): Promise<number> {
    const mask = make('div', { class: 'mask' })
    const box = make('div', { class: 'box', role: 'dialog', 'aria-modal': 'true' })
    for (const text of texts) {
      const line = make('p', {})
      line.textContent = String(text ?? '')
      box.append(line)
    }
    mask.append(box)
    this.place.append(mask)
    return new Promise((resolve) => {
      for (const [index, name] of buttons.entries()) {
        const button = make('button', {})
        button.textContent = name
        button.addEventListener('click', () => {
          mask.remove()
          resolve(index)
        })
        box.append(button)
      }
    })
  }
}
