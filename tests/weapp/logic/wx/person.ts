import { type Interfaces, promised } from '../answered'
import type { Listeners } from '../listeners'
import { outside } from '../outside'
import type { Phone } from '../phone'

/** Who holds the phone and what they allow: login, privacy, messages, fingerprints. */
export function personInterfaces(phone: Phone, privacyAsked: Listeners): Interfaces {
  const ok = (name: string, answer: unknown = {}) => ({ [name]: promised(phone, name, () => answer) })
  return {
    login: promised(phone, 'login', () => codeFromWeChat(phone, '/sim/login-code')),
    ...ok('checkSession'),
    ...ok('getSetting', { authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    ...ok('openSetting', { authSetting: {} }),
    ...ok('getPrivacySetting', { needAuthorization: false, privacyContractName: '《小程序隐私保护指引》' }),
    ...ok('requirePrivacyAuthorize'),
    ...ok('openPrivacyContract'),
    ...privacyAsked.interfaces(),
    requestSubscribeMessage: promised(phone, 'requestSubscribeMessage', ({ tmplIds }) =>
      Object.fromEntries((tmplIds as string[]).map((id) => [id, 'accept'])),
    ),
    ...ok('checkIsSupportSoterAuthentication', { supportMode: ['fingerPrint'] }),
    ...ok('checkIsSoterEnrolledInDevice', { isEnrolled: true }),
    startSoterAuthentication: promised(phone, 'startSoterAuthentication', ({ challenge }) => ({
      authMode: 'fingerPrint',
      resultJSON: JSON.stringify({ raw: challenge }),
      resultJSONSignature: 'signature',
    })),
  }
}

/** The WeChat simulator says who is holding the phone. */
async function codeFromWeChat({ offline }: Phone, path: string): Promise<{ code: string }> {
  if (offline) throw new Error('net::ERR_INTERNET_DISCONNECTED')
  const answer = await outside.fetch(`/wechat${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as { code: string }
}
