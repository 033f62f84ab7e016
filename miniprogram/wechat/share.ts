import { useShareAppMessage } from '@tarojs/taro'
import { address } from './navigation'

/** Pages that show nothing of the person who shares them. A wallet, a statement or a code is never shared. */
export type ShareablePage = 'home' | 'catalogue' | 'benefit' | 'about'

interface Shared {
  title: string
  page: ShareablePage
  /** What the page needs to be opened, as the id of a benefit: nothing about a person. */
  params?: Record<string, string>
}

const picture = '/assets/share.jpg'

/**
 * Lets the page be sent to a friend from WeChat's menu; nobody is asked to or rewarded for it. The page's own config has
 * to say `enableShareAppMessage: true`.
 */
export function useShare({ title, page, params }: Shared): void {
  useShareAppMessage(() => ({ title, path: address(page, params ?? {}), imageUrl: picture }))
}
