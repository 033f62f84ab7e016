import { type Interfaces, type Options, promised } from '../answered'
import { fault } from '../notes'
import type { Phone } from '../phone'
import { fromWeChat } from './fromWeChat'

/** What the person does when they are asked for a finger; a test says it by the stub `finger`. */
export type Finger =
  /** The phone knows it. One that was tampered with may sign another text than it was given, or for somebody else. */
  | { is: 'known'; challenge?: string; user?: string }
  /** The person taps Cancel, the phone does not know it, or has not known it too often. */
  | { is: 'cancelled' | 'unknown' | 'frozen' }

const modes = ['fingerPrint']
const refusals = { cancelled: 90008, unknown: 90009, frozen: 90010 }

/**
 * WeChat's SOTER on a phone with one finger set up. Limits and error codes are those of its documents: a challenge of at most
 * 512 letters, a reason of at most 42, and errors that say why by `errCode`.
 */
export function soterInterfaces(phone: Phone): Interfaces {
  return {
    checkIsSupportSoterAuthentication: promised(phone, 'checkIsSupportSoterAuthentication', () => ({
      supportMode: modes,
    })),
    checkIsSoterEnrolledInDevice: promised(phone, 'checkIsSoterEnrolledInDevice', ({ checkAuthMode }) =>
      modes.includes(String(checkAuthMode)) ? { isEnrolled: true } : refuse(90003, 'request mode not supported'),
    ),
    startSoterAuthentication: promised(phone, 'startSoterAuthentication', (asked) => authenticate(phone, asked)),
  }
}

async function authenticate(phone: Phone, { requestAuthModes, challenge, authContent = '' }: Options) {
  const asked = Array.isArray(requestAuthModes) ? requestAuthModes : []
  if (!asked.some((mode) => modes.includes(mode))) return misused(90003, 'request mode not supported')
  if (typeof challenge !== 'string' || challenge === '' || challenge.length > 512)
    return misused(90004, 'bad challenge')
  if (String(authContent).length > 42) return misused(90005, 'auth content too long')
  const finger = (phone.stubs.finger ?? { is: 'known' }) as Finger
  if (finger.is !== 'known') return refuse(refusals[finger.is], finger.is)
  const { is, ...signs } = finger
  return {
    errCode: 0,
    authMode: 'fingerPrint',
    ...(await fromWeChat(phone, '/sim/soter-sign', { challenge, ...signs })),
  }
}

/** What no person can bring about: the package asked in a way that WeChat refuses. */
function misused(errCode: number, why: string): never {
  fault('refused', `startSoterAuthentication: ${why}`)
  return refuse(errCode, why)
}

function refuse(errCode: number, why: string): never {
  throw Object.assign(new Error(why), { more: { errCode } })
}
