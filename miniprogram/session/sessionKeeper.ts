import type { Validity } from '../../shared/contract/identity'
import type { SessionKeeper } from '../wechat/request'
import type { Storage } from '../wechat/storage'

interface Stored {
  token: string
  validity: Validity
}

export interface LoginDeps {
  storage: Storage
  /** One login with a fresh code from WeChat. */
  logIn(validity: Validity): Promise<string>
}

export interface KeptSession extends SessionKeeper {
  signedOut(): boolean
  signIn(validity: Validity): Promise<void>
  /** Forgets the login and everything that was kept for reading offline. */
  signOut(): void
  remember(validity: Validity): void
}

const sessionName = 'session'
const signedOutName = 'signed-out'
const defaultValidity: Validity = 'month'

/**
 * Who we are on this phone. WeChat knows the person already, so the first login is silent; after a logout nothing
 * logs in again until the person asks for it.
 */
export function createSessionKeeper({ storage, logIn }: LoginDeps): KeptSession {
  let underWay: Promise<string> | undefined
  const stored = () => storage.read<Stored>(sessionName)
  const signedOut = () => storage.read<boolean>(signedOutName) === true

  // Single flight: ten requests that meet an ended login make one new login.
  const logInOnce = (validity: Validity) => {
    underWay ??= logIn(validity)
      .then((token) => {
        storage.write(sessionName, { token, validity } satisfies Stored)
        return token
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  return {
    signedOut,
    async token() {
      const known = stored()?.token
      if (known !== undefined || signedOut()) return known
      // Without a login what is public can still be read; what is not will be refused and say so.
      return logInOnce(defaultValidity).catch(() => undefined)
    },
    async renew(ended) {
      const known = stored()
      if (known && known.token !== ended) return known.token
      if (signedOut()) return undefined
      return logInOnce(known?.validity ?? defaultValidity)
    },
    async signIn(validity) {
      storage.forget(sessionName)
      await logInOnce(validity)
      storage.forget(signedOutName)
    },
    signOut() {
      for (const name of storage.names()) if (name === sessionName || name.startsWith('kept:')) storage.forget(name)
      storage.write(signedOutName, true)
    },
    remember(validity) {
      const known = stored()
      if (known) storage.write(sessionName, { ...known, validity })
    },
  }
}
