import Taro from '@tarojs/taro'
import { demo } from './demo'
import { onH5 } from './platform'
import { simulatorCode } from './simulatorCode'

/** A one-time code that tells the server who this is. On H5 the WeChat simulator plays the person who scans. */
export async function loginCode(): Promise<string> {
  if (!onH5) return (await Taro.login()).code
  return simulatorCode(demo(), '/sim/login-code')
}

/** The server's own page cannot ask WeChat for a phone in a browser; the simulator's answer stands in for it. */
export function phoneCodeOnH5(): Promise<string> {
  return simulatorCode(demo(), '/sim/phone-code')
}
