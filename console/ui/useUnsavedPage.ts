import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { say, words } from '../words/words'

const texts = words({
  zh: { title: '有未保存的修改', text: '离开这一页，刚才的修改就没有了。', leave: '离开', stay: '留下' },
  en: {
    title: 'There are changes that were not saved',
    text: 'They are lost when you leave this page.',
    leave: 'Leave',
    stay: 'Stay',
  },
})

/**
 * Asks before unsaved changes are lost: by a link, by the way back, by closing the page. What leaves the page on purpose, as
 * saving does, is let through by calling what this answers first.
 */
export function useUnsavedPage(isUnsaved: boolean): () => void {
  const { modal } = App.useApp()
  const [, goTo] = useLocation()
  const held = useRef(isUnsaved)
  held.current = isUnsaved
  const release = () => {
    held.current = false
  }
  const ask = useRef((_: () => void) => {})
  ask.current = (leave) => {
    const said = say(texts)
    modal.confirm({
      title: said.title,
      content: said.text,
      okText: said.leave,
      cancelText: said.stay,
      okButtonProps: { danger: true },
      onOk: () => {
        release()
        leave()
      },
    })
  }
  useEffect(() => {
    if (!isUnsaved) return
    return watchLeaving(held, {
      link: (address) => ask.current(() => goTo(`~${address}`)),
      back: () => ask.current(() => history.go(-2)),
    })
  }, [isUnsaved, goTo])
  return release
}

interface Asking {
  link: (address: string) => void
  back: () => void
}

/**
 * Links are heard before the router hears them. The way back cannot be: what it leads to is this very page, once more in the
 * history, so that nothing is lost until it has been asked.
 */
function watchLeaving(held: { current: boolean }, ask: Asking): () => void {
  const onceMore = () => history.pushState(null, '', location.href)
  onceMore()
  const closing = (event: BeforeUnloadEvent) => {
    if (held.current) event.preventDefault()
  }
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!held.current || !link || link.target === '_blank' || event.ctrlKey || event.metaKey) return
    if (link.origin !== location.origin || link.hasAttribute('download')) return
    event.preventDefault()
    event.stopPropagation()
    ask.link(link.pathname + link.search)
  }
  const wentBack = () => {
    if (!held.current) return
    onceMore()
    ask.back()
  }
  window.addEventListener('beforeunload', closing)
  document.addEventListener('click', clicked, true)
  window.addEventListener('popstate', wentBack)
  return () => {
    window.removeEventListener('beforeunload', closing)
    document.removeEventListener('click', clicked, true)
    window.removeEventListener('popstate', wentBack)
  }
}
