import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { onH5 } from './platform'

/** The button that says yes carries this id: WeChat looks whether it was really tapped. */
export const agreeButtonId = 'privacy-agree'

type Resolve = (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void

/** Copying and the phone number wait here until the person has read WeChat's privacy terms. */
let waiting: Resolve[] = []
const watchers = new Set<(isAsked: boolean) => void>()

/** WeChat asks the first time that something private is to be used. A browser asks the person by itself. */
export function watchForPrivacy(): void {
  if (onH5 || !Taro.canIUse('onNeedPrivacyAuthorization')) return
  Taro.onNeedPrivacyAuthorization((resolve) => {
    waiting.push(resolve as Resolve)
    tell()
  })
}

/** Refusing ends only what was asked for; it is asked again the next time. */
export function answerPrivacy(event: 'agree' | 'disagree'): void {
  const asked = waiting
  waiting = []
  tell()
  for (const resolve of asked) resolve(event === 'agree' ? { event, buttonId: agreeButtonId } : { event })
}

export function usePrivacyAsked(): boolean {
  const [isAsked, setAsked] = useState(waiting.length > 0)
  useEffect(() => {
    watchers.add(setAsked)
    return () => {
      watchers.delete(setAsked)
    }
  }, [])
  return isAsked
}

function tell(): void {
  for (const watcher of watchers) watcher(waiting.length > 0)
}

export interface PrivacyStanding {
  /** Whether the person still has to agree. */
  isOpen: boolean
  /** "《…隐私保护指引》", as it is registered with WeChat. */
  contract: string
}

/** Undefined where there is no WeChat, or one from before 2023 that asks nothing. */
export function privacyStanding(): Promise<PrivacyStanding | undefined> {
  if (onH5 || !Taro.canIUse('getPrivacySetting')) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    Taro.getPrivacySetting({
      success: ({ needAuthorization, privacyContractName }) =>
        resolve({ isOpen: needAuthorization, contract: privacyContractName }),
      fail: () => resolve(undefined),
    })
  })
}

export function openPrivacyContract(): void {
  if (!onH5) Taro.openPrivacyContract()
}
