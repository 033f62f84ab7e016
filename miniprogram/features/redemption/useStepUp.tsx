import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { StepUpPurpose } from '../../../shared/contract/security'
import { giveUp, openAttempt } from '../../answers/sendOnce'
import type { Refusal } from '../../wechat/refusal'
import { proven, type RedemptionWish, under } from './redeem'
import { road } from './road'
import { StepUpStep } from './StepUpStep'
import { redemptionWords } from './words'

type RedemptionRoad = typeof road

interface StepUp {
  /** The proof, as soon as it is here. */
  token: string | undefined
  /** True for the refusal that asks for it. */
  takes: (refusal: Refusal) => boolean
  /** What asks for the one-time password. */
  step: ReactNode | undefined
  /** On which the proof is carried. */
  road: RedemptionRoad
}

/** What the proof is for, down to the account that is topped up. */
function purposeOf({ key, benefitId, points, account }: RedemptionWish & { key: string }): StepUpPurpose {
  return { for: 'redemption', key, benefitId, points, ...(account === undefined ? {} : { account }) }
}

/** Keys under which nothing was done for want of proof: the password that was sent for one is good for no other. */
const refusedKeys = new Map<string, string>()

/**
 * The proof that it is its owner who redeems, where the server asks for it. The attempt keeps its key meanwhile. Whoever
 * leaves without proof leaves no open attempt behind, since the server has said that nothing was done; coming back for the
 * same, they go on under the same key.
 */
export function useStepUp(wish: RedemptionWish): StepUp {
  const [asks, setAsks] = useState(false)
  const [token, setToken] = useState<string>()
  const refused = useRef<RedemptionWish>()
  useEffect(
    () => () => {
      if (refused.current) giveUp(road, refused.current)
    },
    [],
  )
  const name = JSON.stringify(wish)
  const attempt = asks ? openAttempt(road, wish) : undefined
  const prove = (proof: string) => {
    refused.current = undefined
    refusedKeys.delete(name)
    setToken(proof)
    setAsks(false)
  }
  return {
    token,
    takes: (refusal: Refusal): boolean => {
      const open = openAttempt(road, wish)
      if (refusal.code !== 'step_up_required' || !open) return false
      refused.current = wish
      refusedKeys.set(name, open.key)
      setAsks(true)
      return true
    },
    step: attempt && (
      <StepUpStep purpose={purposeOf(attempt)} confirm={redemptionWords().proveAndRedeem} onProven={prove} />
    ),
    road: proven(under(road, refusedKeys.get(name)), token),
  }
}
