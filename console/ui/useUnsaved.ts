import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { say, words } from '../words/words'

const texts = words({
  zh: { title: '放弃未提交的内容？', text: '离开后，刚才填写的内容就没有了。', leave: '放弃', stay: '继续填写' },
  en: { title: 'Discard what you typed?', text: 'It has not been sent, and is lost.', leave: 'Discard', stay: 'Go on' },
})

interface Guard {
  /** Leaves at once where nothing would be lost, and asks first where something would be. */
  leave: (go: () => void) => void
  /** What leaves on purpose, as sending does, is let through from here on. */
  letGo: () => void
}

/**
 * Asks before what was typed is lost: when a dialog is closed, when the page is closed or loaded again, and, of what is typed
 * on a page, by a link and by the way back as well.
 */
export function useUnsaved(isUnsaved: boolean, place: 'page' | 'dialog'): Guard {
  const { modal } = App.useApp()
  const [, goTo] = useLocation()
  const isLetGo = useRef(false)
  const held = useRef(isUnsaved)
  held.current = isUnsaved && !isLetGo.current
  const letGo = () => {
    isLetGo.current = true
    held.current = false
  }
  const leave = (go: () => void) => {
    if (!held.current) return go()
    const said = say(texts)
    modal.confirm({
      title: said.title,
      content: said.text,
      okText: said.leave,
      cancelText: said.stay,
      autoFocusButton: 'cancel',
      okButtonProps: { danger: true },
      onOk: () => {
        letGo()
        go()
      },
    })
  }
  const latest = useRef({ leave, goTo })
  latest.current = { leave, goTo }
  useEffect(() => {
    if (!isUnsaved) return
    const stopped = [watchClosing(held)]
    if (place === 'page') stopped.push(watchLinks(held, latest), watchBack(held, latest))
    return () => {
      for (const stop of stopped) stop()
    }
  }, [isUnsaved, place])
  return { leave, letGo }
}

type Held = { readonly current: boolean }
type Latest = { readonly current: { leave: Guard['leave']; goTo: (address: string) => void } }

function watchClosing(held: Held): () => void {
  const closing = (event: BeforeUnloadEvent) => {
    if (held.current) event.preventDefault()
  }
  window.addEventListener('beforeunload', closing)
  return () => window.removeEventListener('beforeunload', closing)
}

/** Links are heard before the router hears them. */
function watchLinks(held: Held, latest: Latest): () => void {
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!held.current || !link || link.target === '_blank' || event.ctrlKey || event.metaKey) return
    if (link.origin !== location.origin || link.hasAttribute('download')) return
    event.preventDefault()
    event.stopPropagation()
    const { leave, goTo } = latest.current
    leave(() => goTo(`~${link.pathname}${link.search}`))
  }
  document.addEventListener('click', clicked, true)
  return () => document.removeEventListener('click', clicked, true)
}

/** The way back cannot be stopped: what it leads to is this very page, once more in the history, until it has been asked. */
function watchBack(held: Held, latest: Latest): () => void {
  const onceMore = () => history.pushState(null, '', location.href)
  onceMore()
  const wentBack = () => {
    if (!held.current) return
    onceMore()
    latest.current.leave(() => history.go(-2))
  }
  window.addEventListener('popstate', wentBack)
  return () => window.removeEventListener('popstate', wentBack)
}
