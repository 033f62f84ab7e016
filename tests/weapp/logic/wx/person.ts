import { type Interfaces, promised } from '../answered'
import { outside } from '../outside'
import type { Phone } from '../phone'

/** Who holds the phone and what they allow: login, messages, fingerprints. */
export function personInterfaces(phone: Phone): Interfaces {
  const ok = (name: string, answer: unknown = {}) => ({ [name]: promised(phone, name, () => answer) })
  return {
    login: promised(phone, 'login', () => fromWeChat(phone, '/sim/login-code')),
    ...ok('checkSession'),
    ...ok('getSetting', { authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    ...ok('openSetting', { authSetting: {} }),
    requestSubscribeMessage: promised(phone, 'requestSubscribeMessage', ({ tmplIds }) =>
      Object.fromEntries((tmplIds as string[]).map((id) => [id, 'accept'])),
    ),
    ...ok('checkIsSupportSoterAuthentication', { supportMode: ['fingerPrint'] }),
    ...ok('checkIsSoterEnrolledInDevice', { isEnrolled: true }),
    startSoterAuthentication: promised(phone, 'startSoterAuthentication', async ({ challenge }) => ({
      authMode: 'fingerPrint',
      ...(await fromWeChat(phone, '/sim/soter-sign', { challenge })),
    })),
  }
}

/** The WeChat simulator says who is holding the phone. */
async function fromWeChat({ offline }: Phone, path: string, body: object = {}): Promise<object> {
  if (offline) throw new Error('net::ERR_INTERNET_DISCONNECTED')
  const answer = await outside.fetch(`/wechat${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as object
}
