import { onH5 } from './platform'

/** Where the simulators are, written into the H5 page by the server in demo mode; nothing of it exists in production. */
export interface Demo {
  wechatBaseUrl?: string
  bankBaseUrl?: string
}

export function demo(): Demo {
  if (!onH5) return {}
  return (globalThis as { __KAQUAN__?: Demo }).__KAQUAN__ ?? {}
}
