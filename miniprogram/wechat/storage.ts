import Taro from '@tarojs/taro'

/**
 * Small JSON values that outlive the page. Never codes or names; an account to top up only until it is known what became
 * of the attempt, since the same must be sent again.
 */
export interface Storage {
  read<T>(name: string): T | undefined
  write(name: string, value: unknown): void
  forget(name: string): void
  names(): string[]
}

export const storage: Storage = {
  read<T>(name: string) {
    const text: unknown = Taro.getStorageSync(name)
    if (typeof text !== 'string' || text === '') return undefined
    try {
      return JSON.parse(text) as T
    } catch {
      // Written by something else or cut short: as good as nothing.
      return undefined
    }
  },
  write: (name, value) => Taro.setStorageSync(name, JSON.stringify(value)),
  forget: (name) => Taro.removeStorageSync(name),
  names: () => Taro.getStorageInfoSync().keys,
}
