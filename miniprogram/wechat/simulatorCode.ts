import { carry } from './carry'
import type { Demo } from './demo'
import { Unanswered } from './refusal'

/** @throws Unanswered where there is no simulator: outside the demo a browser has no WeChat to ask. */
export async function simulatorCode({ wechatBaseUrl }: Demo, path: string): Promise<string> {
  if (wechatBaseUrl === undefined) throw new Unanswered('network')
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
  const { status, text } = await carry({ method: 'POST', url: wechatBaseUrl + path, headers, body: '{}' }).answer
  const code = status === 200 ? (JSON.parse(text) as { code?: unknown }).code : undefined
  if (typeof code !== 'string') throw new Unanswered('server')
  return code
}
