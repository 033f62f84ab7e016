import { outside } from '../outside'
import type { Phone } from '../phone'

/** The WeChat simulator says who is holding the phone, and signs as that phone does. */
export async function fromWeChat({ offline }: Phone, path: string, body: object = {}): Promise<object> {
  if (offline) throw new Error('net::ERR_INTERNET_DISCONNECTED')
  const answer = await outside.fetch(`/wechat${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as object
}
