import type { RefusalCode } from '../../shared/contract/refusals'
import { cardholderRefusals, type Sentence } from '../../shared/words/cardholderRefusals'
import type { Trouble } from '../answers/answer'
import { Unanswered } from '../wechat/refusal'
import { say, words } from './words'

const texts = words({
  zh: {
    network: '没有连上网络，请检查网络后重试。',
    timeout: '没有等到答复，请稍后重试。',
    server: '服务暂时出了问题，请稍后重试。',
    after: (seconds: number) => `请在 ${waitingTime(seconds, [' 秒', ' 分钟', ' 小时'])}后再试。`,
  },
  en: {
    network: 'No network. Please check it and try again.',
    timeout: 'No answer yet. Please try again in a moment.',
    server: 'Something went wrong on our side. Please try again in a moment.',
    after: (seconds) => `Please try again in ${waitingTime(seconds, [' s', ' min', ' h'])}.`,
  },
})

/** What a person reads when something did not work: the cause and the next step, and the time to wait where it is known. */
export function refusalSentence(trouble: Trouble): string {
  if (trouble instanceof Unanswered) return say(texts)[trouble.cause]
  const known: Partial<Record<RefusalCode, Sentence>> = cardholderRefusals
  const sentence = known[trouble.code] ?? cardholderRefusals.input_invalid
  const after = trouble.retryAfterSeconds
  return after ? `${say(sentence)} ${say(texts).after(after)}` : say(sentence)
}

function waitingTime(seconds: number, [second, minute, hour]: [string, string, string]): string {
  if (seconds < 90) return `${Math.ceil(seconds)}${second}`
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)}${minute}` : `${Math.ceil(seconds / 3_600)}${hour}`
}
