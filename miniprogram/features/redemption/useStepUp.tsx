import { type ReactNode, useState } from 'react'
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

function takeRefusedKey(name: string): string | undefined {
  const key = refusedKeys.get(name)
  refusedKeys.delete(name)
  return key
}

/**
 * The proof that it is its owner who redeems, where the server asks for it. With the question the server has said that nothing
 * was done: no attempt stays open meanwhile, whatever becomes of the phone. What is sent next for the same wish, with the proof
 * or by whoever comes back, has the key of the one that was refused.
 */
export function useStepUp(wish: RedemptionWish): StepUp {
  const [asked, setAsked] = useState<RedemptionWish & { key: string }>()
  const [token, setToken] = useState<string>()
  const name = JSON.stringify(wish)
  const { proveAndRedeem, proveAndChoose } = redemptionWords()
  const confirm = wish.month === undefined ? proveAndRedeem : proveAndChoose
  const prove = (proof: string) => {
    setToken(proof)
    setAsked(undefined)
  }
  return {
    token,
    takes: (refusal: Refusal): boolean => {
      const open = openAttempt(road, wish)
      if (refusal.code !== 'step_up_required' || !open) return false
      giveUp(road, wish)
      refusedKeys.set(name, open.key)
      setAsked({ ...wish, key: open.key })
      return true
    },
    step: asked && <StepUpStep purpose={purposeOf(asked)} confirm={confirm} onProven={prove} />,
    road: proven(
      under(road, () => takeRefusedKey(name)),
      token,
    ),
  }
}
