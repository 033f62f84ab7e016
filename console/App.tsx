import { theme as antd, ConfigProvider, App as Messages } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import { Desk } from './Desk'
import { Door } from './features/door/Door'
import { LockScreen } from './features/door/LockScreen'
import { type Standing, useStanding } from './features/door/useStanding'
import { letInOwnStyles } from './ui/nonce'
import { isDark, onThemeChange } from './ui/theme'
import { darkParts, darkTokens, lightParts, lightTokens } from './ui/tokens'
import { language } from './words/language'

/** Styles are let in by the nonce of this page, and by nothing else. */
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
letInOwnStyles(nonce)

export function App() {
  const [dark, setDark] = useState(isDark)
  useEffect(() => onThemeChange(() => setDark(isDark())), [])
  // What the browser draws by itself, as scroll bars and the calendar of a date field, goes along.
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  const standing = useStanding()
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language() === 'zh' ? zhCN : enUS}
      theme={{
        algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
        token: dark ? darkTokens : lightTokens,
        components: dark ? darkParts : lightParts,
      }}
    >
      <Messages style={{ height: '100%' }}>
        <Inside standing={standing} />
      </Messages>
    </ConfigProvider>
  )
}

function Inside({ standing }: { standing: Standing }) {
  if (standing.phase === 'asking') return null
  if (standing.phase === 'outside') return <Door onSignedIn={standing.signedIn} />
  return (
    <>
      {/* What stands there is kept, so that nothing typed is lost, and not shown. */}
      <div style={{ height: '100%', visibility: standing.phase === 'locked' ? 'hidden' : undefined }}>
        <Desk who={standing.who} onLeft={standing.left} />
      </div>
      {standing.phase === 'locked' && <LockScreen name={standing.who.operator.name} onUnlocked={standing.unlocked} />}
    </>
  )
}
