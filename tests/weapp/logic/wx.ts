import type { Interfaces } from './answered'
import { Listeners } from './listeners'
import { fault, whereabouts } from './notes'
import type { Phone } from './phone'
import type { Stack } from './stack'
import { networkInterfaces } from './wx/network'
import { pageInterfaces } from './wx/pages'
import { personInterfaces } from './wx/person'
import { privacyInterfaces, privateUse } from './wx/privacy'
import { queryInterfaces } from './wx/queries'
import { screenInterfaces } from './wx/screen'
import { soterInterfaces } from './wx/soter'
import { storageInterfaces } from './wx/storage'
import { systemInterfaces } from './wx/system'

const kinds = [
  ...['NetworkStatusChange', 'NetworkWeakChange', 'ThemeChange', 'WindowResize', 'KeyboardHeightChange'],
  ...['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'MemoryWarning', 'UserCaptureScreen'],
] as const
type Kind = (typeof kinds)[number]

/** Names that are asked for and that phones do not have either: webpack keeps its chunks there, Taro asks for the cloud. */
const mayBeMissing = new Set(['webpackJsonp', 'cloud', 'qy', 'then', 'toJSON', 'hasOwnProperty'])

/** Everything behind `wx`, and those who listen there. */
export function makeWx(phone: Phone, stack: () => Stack) {
  const listeners = Object.fromEntries(kinds.map((kind) => [kind, new Listeners(kind)])) as Record<Kind, Listeners>
  const privacyAsked = new Listeners('NeedPrivacyAuthorization')
  const usePrivate = privateUse(phone, privacyAsked)
  const updates = new UpdateManager()
  const interfaces: Interfaces = {
    ...storageInterfaces(phone),
    ...systemInterfaces(phone),
    ...networkInterfaces(phone),
    ...personInterfaces(phone),
    ...soterInterfaces(phone),
    ...privacyInterfaces(phone, privacyAsked, usePrivate),
    ...pageInterfaces(phone, stack),
    ...screenInterfaces(phone, usePrivate),
    ...queryInterfaces(phone, stack),
    ...Object.assign({}, ...kinds.map((kind) => listeners[kind].interfaces())),
    getUpdateManager: () => updates,
  }
  return { wx: strict(interfaces), listeners, updates }
}

/** WeChat's own downloads of a newer version. */
class UpdateManager {
  private readonly ready = new Set<() => void>()
  applied = 0
  onCheckForUpdate = (): void => undefined
  onUpdateFailed = (): void => undefined
  onUpdateReady = (listen: () => void): void => {
    this.ready.add(listen)
  }
  applyUpdate = (): void => {
    this.applied++
  }

  becomeReady(): void {
    for (const listen of this.ready) listen()
  }
}

/**
 * An interface that the runner does not know is a fault when it is used. Asking with `in` or `hasOwnProperty` is not:
 * Taro looks through all the names that it has ever known.
 */
function strict(interfaces: Interfaces): object {
  return new Proxy(interfaces as Record<string, unknown>, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || mayBeMissing.has(name)) {
        return name === 'hasOwnProperty' ? Object.prototype.hasOwnProperty.bind(target) : target[name as string]
      }
      fault('api', whereabouts(new Error(`wx.${name}`)))
      return undefined
    },
  })
}
