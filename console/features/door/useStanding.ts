import { useCallback, useEffect, useState } from 'react'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { keepCsrf, onRefusal, server } from '../../server/server'

export type SignedIn = ReplyOf<Api['desk']['signIn']>

/** Kept while somebody is signed in in this browser: the cookie itself cannot be seen from a page. */
const everHere = 'kaquan-console-signed-in'

function left(setWho: (who: null) => void): void {
  localStorage.removeItem(everHere)
  setWho(null)
}

/** Whether somebody is signed in in this browser. A locked desk keeps its page, so that nothing typed is lost. */
export type Standing = {
  signedIn: (who: SignedIn) => void
  unlocked: () => void
  left: () => void
} & (
  | { phase: 'asking' }
  | { phase: 'outside' }
  | { phase: 'inside'; who: SignedIn }
  | { phase: 'locked'; who: SignedIn }
)

export function useStanding(): Standing {
  const [who, setWho] = useState<SignedIn | null | undefined>(undefined)
  const [isLocked, setLocked] = useState(false)
  const signedIn = useCallback((one: SignedIn) => {
    keepCsrf(one.csrf)
    localStorage.setItem(everHere, 'yes')
    setLocked(false)
    setWho(one)
  }, [])
  useEffect(() => {
    // Who never signed in here has no cookie, and need not be told so by the server.
    if (!localStorage.getItem(everHere)) setWho(null)
    else
      server.desk.current().then(
        (found) => {
          signedIn(found)
          setLocked(found.isLocked)
        },
        () => setWho(null),
      )
    return onRefusal((code) => {
      if (code === 'desk_locked') setLocked(true)
      if (code === 'session_ended' || code === 'session_missing') left(setWho)
    })
  }, [signedIn])
  const rest = { signedIn, unlocked: () => setLocked(false), left: () => left(setWho) }
  if (who === undefined) return { phase: 'asking', ...rest }
  if (who === null) return { phase: 'outside', ...rest }
  return { phase: isLocked ? 'locked' : 'inside', who, ...rest }
}
