import { isUndecided } from '../answers/sendOnce'
import { open } from '../wechat/navigation'
import type { Refusal } from '../wechat/refusal'
import { uiWords } from './words'

/** What is left to do about a refusal, in the place of the button that was refused. */
export interface Remedy {
  text: string
  /** What is said while it is under way. */
  busy?: string
  /** Afterwards it is asked again whether somebody agrees. */
  act: () => void | Promise<void>
}

/** The next step after a refusal, whatever was agreed to; undefined where sending the same again may go better. */
export function commonRemedy({ code }: Refusal, onClose: () => void): Remedy | undefined {
  const { toLock, understood } = uiWords()
  if (isUndecided(code)) return undefined
  if (code !== 'redemption_frozen') return { text: understood, act: onClose }
  return {
    text: toLock,
    act: () => {
      onClose()
      open('lock')
    },
  }
}
