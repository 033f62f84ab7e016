import { type Interfaces, promised } from '../answered'
import { outside } from '../outside'
import type { Phone } from '../phone'

const limitKb = 10 * 1024

/** Kept by the view, so that it outlives the mini-program; values pass through JSON as on a phone. */
export function storageInterfaces(phone: Phone): Interfaces {
  const read = (key: string) => {
    const text = phone.stored.get(key)
    return text === undefined ? '' : (JSON.parse(text) as unknown)
  }
  const write = (key: string, value: unknown) => {
    const text = JSON.stringify(value ?? null)
    if (text.length > 1024 * 1024) throw new Error('entry size limit reached')
    phone.stored.set(key, text)
    outside.post({ kind: 'store', key, text })
  }
  const remove = (key: string) => {
    phone.stored.delete(key)
    outside.post({ kind: 'store', key, text: null })
  }
  const clear = () => {
    for (const key of [...phone.stored.keys()]) remove(key)
  }
  const about = () => {
    const size = [...phone.stored].reduce((sum, [key, text]) => sum + key.length + text.length, 0)
    return { keys: [...phone.stored.keys()], currentSize: Math.ceil(size / 1024), limitSize: limitKb }
  }
  const found = (key: string) => {
    if (!phone.stored.has(key)) throw new Error('data not found')
    return { data: read(key) }
  }
  return {
    getStorageSync: read,
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: about,
    getStorage: promised(phone, 'getStorage', ({ key }) => found(String(key))),
    setStorage: promised(phone, 'setStorage', ({ key, data }) => write(String(key), data)),
    removeStorage: promised(phone, 'removeStorage', ({ key }) => remove(String(key))),
    clearStorage: promised(phone, 'clearStorage', clear),
    getStorageInfo: promised(phone, 'getStorageInfo', about),
  }
}
