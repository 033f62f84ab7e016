import type { Interfaces } from '../answered'
import { promised } from '../answered'
import type { Phone } from '../phone'

const capsule = { width: 87, height: 32, besideEdge: 7, belowStatusBar: 6 }
export const titleBarHeight = 44
export const homeBarHeight = 34

export function systemInterfaces(phone: Phone): Interfaces {
  const all = () => ({ ...windowInfo(phone), ...appBaseInfo(phone), ...deviceInfo() })
  const nothing = () => undefined
  return {
    // An object among functions, as in WeChat.
    env: { USER_DATA_PATH: 'http://usr' } as never,
    getWindowInfo: () => windowInfo(phone),
    getAppBaseInfo: () => appBaseInfo(phone),
    getDeviceInfo: deviceInfo,
    getSystemSetting: () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true }),
    getSystemInfoSync: all,
    getSystemInfo: promised(phone, 'getSystemInfo', all),
    getSystemInfoAsync: promised(phone, 'getSystemInfoAsync', all),
    getMenuButtonBoundingClientRect: () => menuButton(phone),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => ({ ...phone.launch, referrerInfo: {} }),
    getEnterOptionsSync: () => ({ ...phone.launch, referrerInfo: {} }),
    canIUse: () => true,
    nextTick: (act: () => void) => Promise.resolve().then(act),
    getPerformance: () => ({ createObserver: () => ({ observe: nothing, disconnect: nothing }) }),
    getLogManager: () => ({ log: nothing, info: nothing, warn: nothing, debug: nothing }),
    reportEvent: nothing,
    reportPerformance: nothing,
  }
}

function windowInfo({ device }: Phone) {
  const { width, height, pixelRatio, statusBarHeight } = device
  const bars = statusBarHeight + titleBarHeight
  const safeArea = { top: statusBarHeight, left: 0, right: width, bottom: height - homeBarHeight }
  return {
    pixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height - bars,
    statusBarHeight,
    screenTop: bars,
    safeArea: { ...safeArea, width, height: safeArea.bottom - safeArea.top },
  }
}

function appBaseInfo({ device }: Phone) {
  return {
    SDKVersion: '3.8.0',
    version: '8.0.50',
    language: device.language,
    theme: device.theme,
    fontSizeSetting: device.fontSize,
    fontSizeScaleFactor: device.fontSize / 16,
    host: { env: 'WeChat', appId: '', version: 0 },
    enableDebug: false,
  }
}

/** A cheap phone. */
function deviceInfo() {
  return {
    brand: 'sample',
    model: 'phone',
    platform: 'android',
    system: 'Android 10',
    benchmarkLevel: 10,
    abi: '',
    deviceAbi: '',
    memorySize: 3072,
  }
}

function menuButton({ device }: Phone) {
  const top = device.statusBarHeight + capsule.belowStatusBar
  const right = device.width - capsule.besideEdge
  const { width, height } = capsule
  return { top, right, left: right - width, bottom: top + height, width, height }
}
