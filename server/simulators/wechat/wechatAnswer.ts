export type WechatAnswer = Record<string, unknown> & { errcode?: number; errmsg?: string }

export function failure(errcode: number, errmsg: string): WechatAnswer {
  return { errcode, errmsg }
}
