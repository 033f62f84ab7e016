import { cardholderRoutes } from '../../shared/client/cardholderRoutes'
import { createClient } from '../../shared/client/createClient'
import type { CardholderApi } from '../../shared/contract/cardholderApi'
import { carry } from '../wechat/carry'
import { wait } from '../wechat/chance'
import { demo } from '../wechat/demo'
import { loginCode } from '../wechat/login'
import { visits } from '../wechat/place'
import { onH5 } from '../wechat/platform'
import { createSend, deliver } from '../wechat/request'
import { storage } from '../wechat/storage'
import { deviceName } from '../wechat/system'
import { demandUpdate } from '../wechat/update'
import { createSessionKeeper } from './sessionKeeper'

// In a browser the server that gave the page answers its requests; WeChat needs the whole registered address.
const tools = {
  baseUrl: onH5 ? '' : API_BASE_URL,
  version: CLIENT_VERSION,
  carry,
  wait,
  here: visits.here,
  onOutdated: demandUpdate,
}

const withoutSession = createClient<CardholderApi>(cardholderRoutes, (outgoing) => deliver(tools, { outgoing }))

export const session = createSessionKeeper({
  storage,
  async logIn(validity, agreed) {
    const code = await loginCode()
    const consent = agreed === undefined ? undefined : { version: agreed }
    const { token } = await withoutSession.identity.logIn({ body: { code, validity, device: deviceName(), consent } })
    return token
  },
  // The demo's cardholder agreed when the demo was made ready.
  beginsByItself: demo().wechatBaseUrl !== undefined,
})

/** Every call of the contract, typed, with session, time limits and retries. */
export const server = createClient<CardholderApi>(cardholderRoutes, createSend({ ...tools, session }))
