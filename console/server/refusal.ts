import type { RefusalCode } from '../../shared/contract/refusals'
import { refusalWords } from '../../shared/words/refusals'
import { say, words } from '../words/words'

/** The server said no, and why. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: { retryAfterSeconds?: number; fields?: { path: string; message: string }[] } = {},
  ) {
    super(code)
  }
}

/** Nothing readable came back: nobody knows whether it was done. */
export class Unanswered extends Error {}

const texts = words({
  zh: {
    unanswered: '没有等到服务端答复，请检查网络后重试；刷新页面可看到是否已经生效。',
    after: (seconds: number) => `请在 ${seconds} 秒后再试。`,
  },
  en: {
    unanswered:
      'No answer from the server. Check the network and try again; reload the page to see whether it was done.',
    after: (seconds) => `Please try again in ${seconds} s.`,
  },
})

/** What an operator reads when something did not work: the cause and the next step. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Refusal)) return say(texts).unanswered
  const sentence = say(refusalWords[error.code] ?? refusalWords.internal_error)
  const fields = (error.details.fields ?? []).map(({ path, message }) => `${path}: ${message}`).join('; ')
  const after = error.details.retryAfterSeconds
  return [sentence, fields, after ? say(texts).after(after) : ''].filter(Boolean).join(' ')
}
