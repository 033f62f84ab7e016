import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/** How this phone can see that it is its owner. */
export type BiometricWay = 'fingerPrint' | 'facial'

/** As WeChat gives it; nothing of the finger or the face is in it. */
export interface Signed {
  resultJSON: string
  resultJSONSignature: string
}

const ways: readonly BiometricWay[] = ['fingerPrint', 'facial']

/** The way that this phone offers and its owner has set up; null where there is none, as in any browser. */
export async function biometricWay(): Promise<BiometricWay | null> {
  if (onH5) return null
  try {
    const { supportMode } = await Taro.checkIsSupportSoterAuthentication()
    for (const way of ways) {
      if (supportMode.includes(way) && (await isSetUp(way))) return way
    }
  } catch {
    // An older WeChat has none of it.
  }
  return null
}

async function isSetUp(checkAuthMode: BiometricWay): Promise<boolean> {
  try {
    return (await Taro.checkIsSoterEnrolledInDevice({ checkAuthMode })).isEnrolled
  } catch {
    return false
  }
}

/** `gone`: the person wants it otherwise, or the phone takes no more of it. `again`: it did not know them this time. */
export type NotSigned = 'gone' | 'again'

const notKnown = 90009

/** Asks for a finger or a face, and has the phone sign the text. */
export async function signByBiometric(
  way: BiometricWay,
  { challenge, reason }: { challenge: string; reason: string },
): Promise<Signed | NotSigned> {
  try {
    const asked = { requestAuthModes: [way], challenge, authContent: reason }
    const { resultJSON, resultJSONSignature } = await Taro.startSoterAuthentication(asked)
    return { resultJSON, resultJSONSignature }
  } catch (error) {
    return (error as { errCode?: number }).errCode === notKnown ? 'again' : 'gone'
  }
}
