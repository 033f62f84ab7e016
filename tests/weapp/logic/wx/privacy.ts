import type { Values } from '../../messages'
import { type Interfaces, promised } from '../answered'
import type { Listeners } from '../listeners'
import { fault } from '../notes'
import type { Phone } from '../phone'

interface Given {
  event: string
  buttonId?: string
}

/** What uses something of the person waits here until they have agreed. */
export type UsePrivate = (name: string) => Promise<void>

/**
 * WeChat's privacy terms. A test opens the question by the stub `privacy`, answered `open`; until then the person has
 * agreed long ago. As in WeChat, a yes only counts when its button was really tapped.
 */
export function privateUse(phone: Phone, asked: Listeners): UsePrivate {
  const refused = () => Object.assign(new Error('privacy permission is not authorized'), { more: { errno: 104 } })
  const isYes = async ({ event, buttonId = '' }: Given) => {
    if (event !== 'agree') return false
    const wasTapped = await phone.ask<boolean>('agreed', { buttonId })
    if (!wasTapped) fault('refused', `resolve({ event: 'agree' }): nobody tapped the button #${buttonId}`)
    return wasTapped
  }
  return (name) => {
    if (!isOpen(phone)) return Promise.resolve()
    if (asked.count === 0) return Promise.reject(refused())
    return new Promise((resolve, reject) => {
      const answer = async (given: Given) => {
        if (!(await isYes(given))) return reject(refused())
        phone.stubs.privacy = 'agreed'
        resolve()
      }
      asked.tell(answer, { referrer: name })
    })
  }
}

const isOpen = ({ stubs }: Phone) => stubs.privacy === 'open'

export function privacyInterfaces(phone: Phone, asked: Listeners, usePrivate: UsePrivate): Interfaces {
  const setting = (): Values => ({ needAuthorization: isOpen(phone), privacyContractName: '《小程序隐私保护指引》' })
  return {
    getPrivacySetting: promised(phone, 'getPrivacySetting', setting),
    requirePrivacyAuthorize: promised(phone, 'requirePrivacyAuthorize', () => usePrivate('requirePrivacyAuthorize')),
    openPrivacyContract: promised(phone, 'openPrivacyContract', () => ({})),
    ...asked.interfaces(),
  }
}
