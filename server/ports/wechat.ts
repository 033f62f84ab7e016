/**
 * What we ask of WeChat's servers. Field names and error codes are WeChat's own; `docs/wire.md` lists those we rely on.
 * The access token is the adapter's business: nobody else sees it. Neither does anybody see the session key.
 *
 * Every call ends in a value, in an expected refusal (`ok: false`), or throws `Unsure` (also for WeChat's own
 * `-1 system busy`).
 */
export interface WechatPort {
  /** Who logs in. A code of `wx.login` works once, for 5 minutes. */
  codeToSession(code: string): Promise<WechatSession | WechatCodeRefused>

  /** The phone behind a code of `getPhoneNumber`. The code works once, for 5 minutes, and each call costs money. */
  phoneNumber(code: string): Promise<WechatPhone | WechatCodeRefused>

  /** Sends one subscribe message. One accepted prompt of a one-time template is one message. */
  sendSubscribe(message: SubscribeMessage): Promise<{ ok: true } | SubscribeRefused>

  /**
   * Whether the phone of this WeChat user signed exactly this text after a fingerprint or a face that the phone knows
   * (SOTER). False is WeChat's plain no. What the text says is for who asks to compare: WeChat only vouches for it.
   */
  verifySoter(signed: SoterSigned): Promise<boolean>

  /**
   * How risky WeChat finds this user for a promotion, from 0 (not at all) to 4. Null where it does not say: of users who were
   * not in the mini-program within two hours, or where the mini-program may not ask.
   */
  userRiskRank(asked: { openid: string; clientIp: string }): Promise<number | null>
}

/** What `wx.startSoterAuthentication` gave, both as they came. Nothing of a fingerprint or a face is in it. */
export type SoterSigned = { openid: string; resultJSON: string; resultJSONSignature: string }

export type WechatSession = { ok: true; openid: string; unionid?: string }

/** `phone` is the mainland number without a country code, 11 digits. */
export type WechatPhone = { ok: true; phone: string }

export type WechatCodeRefused = {
  ok: false
  /**
   * `code_invalid`: 40029 and 40163 (unknown, used up or too old), 40226 (WeChat stops this user).
   * `too_frequent`: 45011.
   */
  reason: 'code_invalid' | 'too_frequent'
  errcode: number
}

export type SubscribeMessage = {
  openid: string
  templateId: string
  /** The page of the mini-program that a tap opens, with its query. */
  page?: string
  /** By the template's keywords, such as `thing1`. */
  data: Record<string, string>
}

export type SubscribeRefused = {
  ok: false
  /** `not_subscribed`: 43101, none left or refused. `switch_off`: 20004. Anything else tells its errcode. */
  reason: 'not_subscribed' | 'switch_off' | 'refused'
  errcode: number
  errmsg: string
}
