import type { BrowserContext } from 'playwright-core'

/** Sets the text size that a person chose in their browser, which the pages read from the root; nobody else sets one there. */
export async function setTextSize(context: BrowserContext, scale: number): Promise<void> {
  await context.addInitScript(`new MutationObserver((_, observer) => {
    if (!document.documentElement) return
    document.documentElement.style.fontSize = '${16 * scale}px'
    observer.disconnect()
  }).observe(document, { childList: true })`)
}
