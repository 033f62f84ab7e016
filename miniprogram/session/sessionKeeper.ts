import type { Validity } from '../../shared/contract/identity'
import { Refusal } from '../wechat/refusal'
import type { SessionKeeper } from '../wechat/request'
import type { Storage } from '../wechat/storage'

interface Stored {
  token: string
  validity: Validity
}

export interface LoginDeps {
  storage: Storage
  /** One login with a fresh code from WeChat; `agreed` is the text on privacy that the person agreed to just now. */
  logIn(validity: Validity, agreed?: string): Promise<string>
  /** Whether the very first login needs no tap: only where whoever holds the phone has agreed to the text before. */
  beginsByItself: boolean
}

export interface KeptSession extends SessionKeeper {
  signedOut(): boolean
  signIn(validity: Validity, agreed?: string): Promise<void>
  /** Forgets the login and everything that was kept for reading offline. */
  signOut(): void
  remember(validity: Validity): void
}

const sessionName = 'session'
const signedOutName = 'signed-out'
const defaultValidity: Validity = 'month'

/**
 * Who we are on this phone. Nobody is logged in before they have agreed to the text on privacy and asked for it; from then on
 * a login that has ended is renewed silently, since WeChat knows the person. After a logout, or when there is a new text to
 * agree to, nothing logs in again until the person asks for it.
 */
export function createSessionKeeper({ storage, logIn, beginsByItself }: LoginDeps): KeptSession {
  let underWay: Promise<string> | undefined
  const stored = () => storage.read<Stored>(sessionName)
  const signedOut = () => storage.read<boolean>(signedOutName) === true || (!beginsByItself && stored() === undefined)
  const stayOut = () => {
    storage.forget(sessionName)
    storage.write(signedOutName, true)
  }

  // Single flight: ten requests that meet an ended login make one new login.
  const logInOnce = (validity: Validity, agreed?: string) => {
    underWay ??= logIn(validity, agreed)
      .then((token) => {
        storage.write(sessionName, { token, validity } satisfies Stored)
        return token
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  /** Undefined when the person has to agree first: that is asked on the page of the login, and not over and over here. */
  const logInSilently = (validity: Validity) =>
    logInOnce(validity).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'consent_required') throw error
      stayOut()
      return undefined
    })

  return {
    signedOut,
    async token() {
      const known = stored()?.token
      if (known !== undefined || signedOut()) return known
      // Without a login what is public can still be read; what is not will be refused and say so.
      return logInSilently(defaultValidity).catch(() => undefined)
    },
    async renew(ended) {
      const known = stored()
      if (known && known.token !== ended) return known.token
      if (signedOut()) return undefined
      return logInSilently(known?.validity ?? defaultValidity)
    },
    async signIn(validity, agreed) {
      await logInOnce(validity, agreed)
      storage.forget(signedOutName)
    },
    signOut() {
      for (const name of storage.names()) if (name === sessionName || name.startsWith('kept:')) storage.forget(name)
      stayOut()
    },
    remember(validity) {
      const known = stored()
      if (known) storage.write(sessionName, { ...known, validity })
    },
  }
}
