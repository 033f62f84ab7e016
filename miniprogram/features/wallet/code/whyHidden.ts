import { asTrouble } from '../../../answers/answer'
import { Refusal, Unanswered } from '../../../wechat/refusal'
import { refusalSentence } from '../../../words/refusalSentence'
import { walletWords } from '../words'

/** Why a code is not shown, and what to do about it. */
export interface WhyHidden {
  /** It takes a second proof: that is asked for, and nothing is told. */
  asksProof: boolean
  told?: string
  /** The page that is the way out. */
  way?: 'lock' | 'devices'
}

export function whyHidden(error: unknown): WhyHidden {
  const trouble = asTrouble(error)
  const words = walletWords()
  if (trouble instanceof Unanswered) {
    return { asksProof: false, told: trouble.cause === 'network' ? words.needsNetwork : refusalSentence(trouble) }
  }
  return trouble instanceof Refusal ? whyRefused(trouble) : { asksProof: false, told: refusalSentence(trouble) }
}

function whyRefused(refusal: Refusal): WhyHidden {
  const words = walletWords()
  if (refusal.code === 'step_up_required') return { asksProof: true }
  if (refusal.code === 'redemption_frozen') return { asksProof: false, told: words.frozenHere, way: 'lock' }
  if (refusal.code === 'device_not_trusted') return { asksProof: false, told: words.notTrustedHere, way: 'devices' }
  return { asksProof: false, told: refusalSentence(refusal) }
}
