import { type ReactNode, useEffect, useRef, useState } from 'react'
import { giveUp, openAttempt } from '../../answers/sendOnce'
import type { Refusal } from '../../wechat/refusal'
import type { RedemptionWish } from './redeem'
import { road } from './road'
import { StepUpStep } from './StepUpStep'
import { redemptionWords } from './words'

interface StepUp {
  /** The proof, as soon as it is here. */
  token: string | undefined
  /** True for the refusal that asks for it. */
  takes: (refusal: Refusal) => boolean
  /** What asks for the one-time password. */
  step: ReactNode | undefined
}

/**
 * The proof that it is its owner who redeems, where the server asks for it. The attempt keeps its key meanwhile; whoever
 * leaves without proof gives it up, since the server has said that nothing was done.
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
  const attempt = asks ? openAttempt(road, wish) : undefined
  const prove = (proof: string) => {
    refused.current = undefined
    setToken(proof)
    setAsks(false)
  }
  return {
    token,
    takes: (refusal: Refusal): boolean => {
      if (refusal.code !== 'step_up_required') return false
      refused.current = wish
      setAsks(true)
      return true
    },
    step: attempt && (
      <StepUpStep
        purpose={{ for: 'redemption', key: attempt.key, benefitId: attempt.benefitId, points: attempt.points }}
        confirm={redemptionWords().proveAndRedeem}
        onProven={prove}
      />
    ),
  }
}
