import { storage } from '../wechat/storage'
import type { Kept } from './answer'

/** Keeps what was read for reading it without a network. Where there is no room left the page is as good without it. */
export function keepCopy<T>(name: string, kept: Kept<T>): void {
  try {
    storage.write(`kept:${name}`, kept)
  } catch {
    // The phone's storage is full, or its owner allows none.
  }
}

export function keptCopy<T>(name: string): Kept<T> | undefined {
  return storage.read<Kept<T>>(`kept:${name}`)
}
