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
  const ask = useRef((_: string) => {})
  ask.current = (address) => {
    const said = say(texts)
    modal.confirm({
      title: said.title,
      content: said.text,
      okText: said.leave,
      cancelText: said.stay,
      okButtonProps: { danger: true },
      onOk: () => {
        release()
        goTo(`~${address}`)
      },
    })
  }
  useEffect(() => {
    if (isUnsaved) return watchLeaving(held, (address) => ask.current(address))
  }, [isUnsaved])
  return release
}

/** Listens before the router does, so that it never learns of a way that was not taken. */
function watchLeaving(held: { current: boolean }, ask: (address: string) => void): () => void {
  const here = location.href
  const closing = (event: BeforeUnloadEvent) => {
    if (held.current) event.preventDefault()
  }
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!held.current || !link || link.target === '_blank' || event.ctrlKey || event.metaKey) return
    if (link.origin !== location.origin || link.hasAttribute('download')) return
    event.preventDefault()
    event.stopPropagation()
    ask(link.pathname + link.search)
  }
  const wentBack = (event: PopStateEvent) => {
    if (!held.current) return
    event.stopImmediatePropagation()
    const address = location.pathname + location.search
    history.pushState(null, '', here)
    ask(address)
  }
  window.addEventListener('beforeunload', closing)
  document.addEventListener('click', clicked, true)
  window.addEventListener('popstate', wentBack, true)
  return () => {
    window.removeEventListener('beforeunload', closing)
    document.removeEventListener('click', clicked, true)
    window.removeEventListener('popstate', wentBack, true)
  }
}
