import { type Interfaces, promised } from '../answered'
import type { Phone } from '../phone'
import { fromWeChat } from './fromWeChat'

/** Who holds the phone and what they allow: login and messages. */
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
  }
}
