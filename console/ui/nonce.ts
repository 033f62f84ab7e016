/**
 * Gives every style element that our scripts make the nonce of this page. antd passes it to its own styles, and a few of its
 * parts (the measure of the scroll bar, the lock of scrolling behind a dialog) forget it. Nothing is loosened by this: only
 * scripts from our own origin run here, and a style that came with a text still has no nonce.
 */
export function letInOwnStyles(nonce: string): void {
  const make = document.createElement.bind(document)
  const withNonce = (name: string, options?: ElementCreationOptions) => {
    const element = make(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
  document.createElement = withNonce as typeof document.createElement
}
