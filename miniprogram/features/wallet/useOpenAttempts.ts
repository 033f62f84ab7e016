import { useState } from 'react'
import { settle } from '../../answers/sendOnce'
import { useShown } from '../../wechat/page'
import { storage } from '../../wechat/storage'
import { openRedemptions } from '../redemption/redeem'
import { road } from '../redemption/road'

/**
 * Asks, whenever the wallet is shown, what became of redemptions that got no answer.
 * @returns whether one is still without an answer
 */
export function useOpenAttempts(onSettled: () => void): boolean {
  const [waiting, setWaiting] = useState(false)
  useShown(async () => {
    const attempts = openRedemptions(storage)
    if (attempts.length === 0) return setWaiting(false)
    setWaiting(true)
    const outcomes = await Promise.all(attempts.map((attempt) => settle(road, attempt, [0])))
    if (outcomes.some(({ kind }) => kind === 'done')) onSettled()
    setWaiting(openRedemptions(storage).length > 0)
  })
  return waiting
}
