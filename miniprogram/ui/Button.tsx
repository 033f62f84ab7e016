import { Button as PlatformButton } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from './aria'
import { Icon, type IconName } from './Icon'

interface ButtonProps {
  children: ReactNode
  kind?: 'primary' | 'soft' | 'plain' | 'danger'
  size?: 'normal' | 'small'
  icon?: IconName
  /** Under way: shown, and not to be tapped again. */
  busy?: boolean
  disabled?: boolean
  label?: string
  /** Where WeChat has to know which button was tapped. */
  id?: string
  onClick?: () => void
  openType?: 'getPhoneNumber' | 'agreePrivacyAuthorization'
  onGetPhoneNumber?: (event: { detail: { code?: string } }) => void
  onAgreePrivacy?: () => void
}

/** The platforms' own `disabled` brings their own colours; a still button is one that does nothing and says so. */
export function Button(props: ButtonProps) {
  const { children, kind = 'primary', size = 'normal', icon, busy = false, disabled = false, label } = props
  const still = busy || disabled
  const state = `${busy ? ' button--busy' : ''}${disabled ? ' button--disabled' : ''}`
  return (
    <PlatformButton
      id={props.id}
      className={`button button--${kind} button--${size}${state}`}
      hoverClass={still ? 'none' : 'button--pressed'}
      openType={still ? undefined : props.openType}
      onGetPhoneNumber={props.onGetPhoneNumber}
      onAgreePrivacyAuthorization={props.onAgreePrivacy}
      onClick={still ? undefined : props.onClick}
      {...aria({ role: 'button', label, disabled: still })}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 'small' : 'normal'} />}
      {children}
    </PlatformButton>
  )
}
