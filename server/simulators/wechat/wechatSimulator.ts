import { Router } from '@koa/router'
import { Exchanges } from '../exchanges'
import { type Simulator, startSimulator } from '../simulatorApp'
import { StableTokens } from './stableTokens'
import { WechatCodes } from './wechatCodes'
import { addWechatControls, type WechatControls } from './wechatControls'
import { wechatPage } from './wechatPage'
import { WechatUsers } from './wechatUsers'
import { addWechatWire } from './wechatWire'

export type WechatSimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  appId: string
  secret: string
  /** The mini-program's pages; a message to another one is refused with 41030. Without them any page will do. */
  pages?: readonly string[]
  now?: () => Date
}

/** WeChat's servers, played on real HTTP. Nothing is kept but in memory; openids are the same after a restart. */
export async function startWechatSimulator({
  port,
  appId,
  secret,
  pages,
  now = () => new Date(),
}: WechatSimulatorOptions): Promise<Simulator> {
  const wechat: WechatControls = {
    appId,
    secret,
    pages,
    now,
    users: new WechatUsers(appId),
    codes: new WechatCodes(now),
    tokens: new StableTokens(now),
    messages: [],
    logins: new Map(),
    scanning: 'demo',
    soter: { fault: 'none', hanging: new Set() },
  }
  const exchanges = new Exchanges(now)
  const routes = new Router()
  addWechatWire(routes, wechat)
  addWechatControls(routes, wechat)
  const simulator = await startSimulator({ port, routes, exchanges, page: () => wechatPage(wechat, exchanges) })
  return {
    ...simulator,
    stop: () => {
      for (const letGo of wechat.soter.hanging) letGo()
      return simulator.stop()
    },
  }
}
