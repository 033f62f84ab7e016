import { onH5 } from '../wechat/platform'

export interface Aria {
  role?:
    | 'button'
    | 'progressbar'
    | 'tab'
    | 'tablist'
    | 'dialog'
    | 'alert'
    | 'status'
    | 'switch'
    | 'radio'
    | 'radiogroup'
    | 'link'
    | 'heading'
    | 'img'
    | 'list'
    | 'listitem'
    | 'searchbox'
    | 'group'
  label?: string
  hidden?: boolean
  selected?: boolean
  checked?: boolean
  disabled?: boolean
  expanded?: boolean
  modal?: boolean
  invalid?: boolean
  live?: 'polite' | 'assertive'
  now?: number
  min?: number
  max?: number
  text?: string
}

const named = {
  label: 'aria-label',
  hidden: 'aria-hidden',
  selected: 'aria-selected',
  checked: 'aria-checked',
  disabled: 'aria-disabled',
  expanded: 'aria-expanded',
  modal: 'aria-modal',
  invalid: 'aria-invalid',
  live: 'aria-live',
  now: 'aria-valuenow',
  min: 'aria-valuemin',
  max: 'aria-valuemax',
  text: 'aria-valuetext',
} as const

/** The accessibility attributes of an element: WeChat spells the role `aria-role`, browsers `role`. */
export function aria(meaning: Aria): Record<string, string | number> {
  const attributes: Record<string, string | number> = {}
  if (meaning.role) attributes[onH5 ? 'role' : 'aria-role'] = meaning.role
  for (const [name, attribute] of Object.entries(named)) {
    const value = meaning[name as keyof typeof named]
    if (value !== undefined) attributes[attribute] = typeof value === 'number' ? value : String(value)
  }
  return attributes
}
