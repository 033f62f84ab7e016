import { Flex, Segmented, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { isDark } from '../../../ui/theme'
import './phone.css'
import { phoneTexts } from './phoneWords'

export type PhoneTheme = 'light' | 'dark'

/** A phone beside a form, with what it shows in light or in dark as one likes, whatever the desk is in. */
export function PhoneFrame({ title, children }: { title: string; children: ReactNode }) {
  const [theme, setTheme] = useState<PhoneTheme>(isDark() ? 'dark' : 'light')
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center">
        <Typography.Text type="secondary">{title}</Typography.Text>
        <ThemeChoice theme={theme} onChoose={setTheme} />
      </Flex>
      <Phone theme={theme}>{children}</Phone>
    </Flex>
  )
}

export function Phone({ theme, children }: { theme: PhoneTheme; children: ReactNode }) {
  return <div className={`phone phone--${theme}`}>{children}</div>
}

export function ThemeChoice({ theme, onChoose }: { theme: PhoneTheme; onChoose: (theme: PhoneTheme) => void }) {
  const texts = phoneTexts()
  return (
    <Segmented<PhoneTheme>
      size="small"
      aria-label={texts.theme}
      options={[
        { value: 'light', label: texts.light },
        { value: 'dark', label: texts.dark },
      ]}
      value={theme}
      onChange={onChoose}
    />
  )
}
