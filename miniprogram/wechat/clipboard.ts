import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/**
 * WeChat tells the person itself that something was copied, a browser does not. WeChat refuses without the person's
 * consent to its privacy terms.
 */
export async function copyText(text: string): Promise<'copied' | 'copiedAndTold' | 'refused'> {
  try {
    // Taro's own way in a browser also keeps a copy in the page's storage, where no code may lie.
    if (onH5) return (await copyInBrowser(text)) ? 'copied' : 'refused'
    await Taro.setClipboardData({ data: text })
    return 'copiedAndTold'
  } catch {
    return 'refused'
  }
}

async function copyInBrowser(text: string): Promise<boolean> {
  // Pages without encryption have no clipboard of their own.
  if (!navigator.clipboard) return copySelected(text)
  await navigator.clipboard.writeText(text)
  return true
}

function copySelected(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Taro listens for this on the document, to keep what was copied.
  area.addEventListener('copy', (event) => event.stopPropagation())
  document.body.appendChild(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  return copied
}
