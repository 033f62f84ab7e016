import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/** What WeChat keeps on the phone encrypted, under a key of its own that no program sees. */
export interface SealedStorage {
  read<T>(name: string): Promise<T | undefined>
  write(name: string, value: unknown): Promise<void>
  forget(name: string): Promise<void>
}

/** Undefined where nothing can be kept encrypted: then nothing is to be kept. */
export function sealedStorage(): SealedStorage | undefined {
  return onH5 || !canSeal(Taro.getAppBaseInfo().SDKVersion ?? '') ? undefined : inWeChat
}

// An older WeChat would keep it in clear without a word.
const since = [2, 21, 3]

export function canSeal(version: string): boolean {
  const parts = version.split('.').map(Number)
  const at = since.findIndex((least, index) => parts[index] !== least)
  return at < 0 || (parts[at] ?? 0) > (since[at] as number)
}

// Taro's types do not know the option; it hands on whatever it is given.
const encrypted = { encrypt: true } as object

const inWeChat: SealedStorage = {
  async read<T>(name: string) {
    try {
      const { data } = await Taro.getStorage<string>({ key: name, ...encrypted })
      return JSON.parse(data) as T
    } catch {
      return undefined
    }
  },
  async write(name, value) {
    await Taro.setStorage({ key: name, data: JSON.stringify(value), ...encrypted })
  },
  async forget(name) {
    await Taro.removeStorage({ key: name }).catch(() => {})
  },
}
