import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'
import { say, words } from '../words/words'

const texts = words({
  zh: {
    title: '这一页没能打开',
    text: '控制台可能刚刚更新，或网络中断了。刷新后再试；还不行，请告诉管理员。',
    again: '刷新',
  },
  en: {
    title: 'This page did not open',
    text: 'The console may have been updated just now, or the network is down. Reload; if that does not help, tell an administrator.',
    again: 'Reload',
  },
})

/** Around a page: what breaks in it, or cannot be loaded any more after an update, leaves the menu standing. */
export class PageGuard extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    const { title, text, again } = say(texts)
    const reload = (
      <Button type="primary" onClick={() => location.reload()}>
        {again}
      </Button>
    )
    return <Result status="warning" title={title} subTitle={text} extra={reload} />
  }
}
