import type { PropsWithChildren } from 'react'
import './app.scss'
import { nameTabs } from './ui/nameTabs'

if (process.env.TARO_ENV === 'h5') require('./ui/browser.scss')

export default function App({ children }: PropsWithChildren) {
  nameTabs()
  return children
}
