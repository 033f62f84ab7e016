import { Unsure } from '../../server/ports/unsure'
import type { WechatPort } from '../../server/ports/wechat'

/**
 * WeChat for tests that need no wire: the code `openid:X` logs in X, `phone:N` is the phone N, `busy` is refused as too
 * frequent, `silence` gets no answer, and every other code is refused as invalid. What X signs with SOTER has the
 * signature `signed by X`. Whoever's openid has `rank-3` in it has that risk rank, and nobody else has one.
 */
export function scriptedWechat(): WechatPort {
  const refused = (code: string, call: string) => {
    if (code === 'silence') throw new Unsure({ otherSide: 'wechat', call, why: 'silence was asked for' })
    if (code === 'busy') return { ok: false, reason: 'too_frequent', errcode: 45011 } as const
    return { ok: false, reason: 'code_invalid', errcode: 40029 } as const
  }
  return {
    async codeToSession(code) {
      const [, openid] = /^openid:(.+)$/.exec(code) ?? []
      return openid ? { ok: true, openid } : refused(code, 'codeToSession')
    },
    async phoneNumber(code) {
      const [, phone] = /^phone:(\d{11})$/.exec(code) ?? []
      return phone ? { ok: true, phone } : refused(code, 'phoneNumber')
    },
    async sendSubscribe() {
      return { ok: true }
    },
    async verifySoter({ openid, resultJSONSignature }) {
      if (resultJSONSignature === 'silence') refused('silence', 'verifySoter')
      return resultJSONSignature === `signed by ${openid}`
    },
    async userRiskRank({ openid }) {
      if (openid.includes('silence')) refused('silence', 'userRiskRank')
      const [, rank] = /rank-(\d)/.exec(openid) ?? []
      return rank ? Number(rank) : null
    },
  }
}
