import type { TakeBack } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { WechatCodeRefused } from '../../ports/wechat'

/**
 * What WeChat answers to a code that it accepts. A try that nobody is to blame for (WeChat does not answer, or is
 * itself too busy with this person) is taken back.
 * @throws Refused wechat_code_invalid, too_many_requests; Unsure
 */
export async function acceptedCode<Accepted extends { ok: true }>(
  ask: () => Promise<Accepted | WechatCodeRefused>,
  takeBack: TakeBack,
): Promise<Accepted> {
  let answer: Accepted | WechatCodeRefused
  try {
    answer = await ask()
  } catch (error) {
    await takeBack()
    throw error
  }
  if (answer.ok) return answer
  if (answer.reason === 'code_invalid') throw new Refused('wechat_code_invalid')
  await takeBack()
  // WeChat counts by the minute.
  throw new Refused('too_many_requests', { retryAfterSeconds: 60 })
}
