import { App } from 'antd'
import { useEffect } from 'react'
import { say, words } from '../words/words'

const texts = words({
  zh: { title: '放弃已填写的内容？', text: '已填写的内容还没有提交。', leave: '放弃', stay: '继续填写' },
  en: { title: 'Discard what you typed?', text: 'It has not been sent.', leave: 'Discard', stay: 'Go on' },
})

/** Asks before typed text is lost: when a dialog is closed, and when the page is left or loaded again. */
export function useUnsaved(isDirty: () => boolean): (leave: () => void) => void {
  const { modal } = App.useApp()
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [isDirty])
  return (leave) => {
    if (!isDirty()) return leave()
    const { title, text, leave: okText, stay: cancelText } = say(texts)
    modal.confirm({
      title,
      content: text,
      okText,
      cancelText,
      autoFocusButton: 'cancel',
      okButtonProps: { danger: true },
      onOk: leave,
    })
  }
}
