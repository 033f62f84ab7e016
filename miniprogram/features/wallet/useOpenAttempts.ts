import { useState } from 'react'
import { server } from '../../session/server'
import { newKey, now, wait } from '../../wechat/chance'
import { useShown } from '../../wechat/page'
import { storage } from '../../wechat/storage'
import { openAttempts, settle } from '../redemption/redeem'

/**
 * Asks, whenever the wallet is shown, what became of redemptions that got no answer.
 * @returns whether one is still without an answer
 */
export function useOpenAttempts(onSettled: () => void): boolean {
  const [waiting, setWaiting] = useState(false)
  useShown(async () => {
    const attempts = openAttempts(storage)
    if (attempts.length === 0) return setWaiting(false)
    setWaiting(true)
    const { redemption, entitlements } = server
    const tools = { redemption, entitlements, storage, newKey, now, wait }
    const outcomes = await Promise.all(attempts.map((attempt) => settle(tools, attempt, [0])))
    if (outcomes.some(({ kind }) => kind === 'done')) onSettled()
    setWaiting(openAttempts(storage).length > 0)
  })
  return waiting
}
