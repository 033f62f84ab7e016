import { theme as antd, Button, Dropdown, Flex, Layout, Space, Tag } from 'antd'
import { useState } from 'react'
import { ChangePassword } from './features/door/ChangePassword'
import type { SignedIn } from './features/door/useStanding'
import { Sessions } from './features/sessions/Sessions'
import { ProgrammeName } from './ProgrammeName'
import { server } from './server/server'
import { chooseTheme, type Theme } from './ui/theme'
import { chooseLanguage, language } from './words/language'
import { roleNames } from './words/roles'
import { say, words } from './words/words'

const texts = words({
  zh: {
    theme: '外观',
    light: '浅色',
    dark: '深色',
    system: '跟随系统',
    sessions: '登录的设备',
    password: '修改密码',
    signOut: '退出登录',
    other: 'English',
  },
  en: {
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'As the system',
    sessions: 'Signed-in browsers',
    password: 'Change password',
    signOut: 'Sign out',
    other: '中文',
  },
})

/** Who is signed in, for which programme, and how the desk looks. */
export function Topbar({ who, onLeft }: { who: SignedIn; onLeft: () => void }) {
  const { token } = antd.useToken()
  const [shows, setShows] = useState<'sessions' | 'password' | null>(null)
  const said = say(texts)
  const { name, roles } = who.operator
  const close = () => setShows(null)
  const leave = () => server.desk.endSession({ params: { sessionId: 'current' } }).finally(onLeft)
  const looks = (['light', 'dark', 'system'] as Theme[]).map((one) => ({
    key: one,
    label: said[one],
    onClick: () => chooseTheme(one),
  }))
  const items = [
    { key: 'theme', label: said.theme, children: looks },
    { key: 'language', label: said.other, onClick: () => chooseLanguage(language() === 'zh' ? 'en' : 'zh') },
    { key: 'sessions', label: said.sessions, onClick: () => setShows('sessions') },
    { key: 'password', label: said.password, onClick: () => setShows('password') },
    { type: 'divider' as const },
    { key: 'leave', label: said.signOut, onClick: leave },
  ]
  const line = { background: token.colorBgContainer, borderBottom: `1px solid ${token.colorBorderSecondary}` }
  return (
    <Layout.Header style={{ ...line, paddingInline: 24, height: 56, lineHeight: 'normal' }}>
      <Flex align="center" justify="space-between" style={{ height: '100%' }}>
        <ProgrammeName who={who} />
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button type="text">
            <Space>
              {roles.map((role) => (
                <Tag key={role}>{roleNames()[role]}</Tag>
              ))}
              {name}
            </Space>
          </Button>
        </Dropdown>
      </Flex>
      {shows === 'sessions' && <Sessions onClose={close} onLeft={onLeft} />}
      {shows === 'password' && <ChangePassword onClose={close} />}
    </Layout.Header>
  )
}
