import type { PropsWithChildren } from 'react'
import './app.scss'
import { updateWords } from './ui/words'
import { useStarted } from './wechat/page'
import { watchForPrivacy } from './wechat/privacy'
import { watchForUpdates } from './wechat/update'

if (process.env.TARO_ENV === 'h5') require('./ui/browser.scss')

export default function App({ children }: PropsWithChildren) {
  useStarted(() => {
    watchForUpdates(updateWords)
    watchForPrivacy()
  })
  return children
}
