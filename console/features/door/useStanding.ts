import { useCallback, useEffect, useState } from 'react'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { keepProgramme } from '../../server/programme'
import { keepCsrf, onRefusal, server } from '../../server/server'
import { tellLocked } from '../../ui/lock'
import { isIdle, useIdleLock, wasUsed } from './useIdleLock'

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
  const lock = useCallback(() => {
    tellLocked()
    setLocked(true)
  }, [])
  const signedIn = useCallback((one: SignedIn) => {
    keepCsrf(one.csrf)
    keepProgramme(one)
    localStorage.setItem(everHere, 'yes')
    wasUsed()
    setLocked(false)
    setWho(one)
  }, [])
  const unlocked = useCallback(() => {
    wasUsed()
    setLocked(false)
  }, [])
  useEffect(() => {
    // Who never signed in here has no cookie, and need not be told so by the server.
    if (!localStorage.getItem(everHere)) setWho(null)
    else
      server.desk.current().then(
        (found) => {
          // A page that is loaded again after a pause is no way around the pause.
          const wasIdle = isIdle()
          signedIn(found)
          if (found.isLocked || wasIdle) lock()
        },
        () => setWho(null),
      )
    return onRefusal((code) => {
      if (code === 'desk_locked') lock()
      if (code === 'session_ended' || code === 'session_missing') left(setWho)
    })
  }, [signedIn, lock])
  useIdleLock(who != null && !isLocked, lock)
  const rest = { signedIn, unlocked, left: () => left(setWho) }
  if (who === undefined) return { phase: 'asking', ...rest }
  if (who === null) return { phase: 'outside', ...rest }
  return { phase: isLocked ? 'locked' : 'inside', who, ...rest }
}
