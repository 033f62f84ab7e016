import type { Storage } from './storage'

/** A storage for tests. Values pass through JSON as on the phone. */
export function memoryStorage(): Storage {
  const texts = new Map<string, string>()
  return {
    read<T>(name: string) {
      const text = texts.get(name)
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    write: (name, value) => texts.set(name, JSON.stringify(value)),
    forget: (name) => texts.delete(name),
    names: () => [...texts.keys()],
  }
}
