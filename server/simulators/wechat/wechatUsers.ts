import { createHmac } from 'node:crypto'
import { phoneOfCard } from '../bank/cards'

/** A WeChat user of the simulator. Nobody's name is made up: users are letters. */
export type WechatUser = {
  user: string
  label: string
  openid: string
  phone: string
  /** The user's main switch for subscribe messages. */
  messagesOff: boolean
  /** How many more messages of each template the user has accepted. */
  accepted: Map<string, number>
  /** What `getuserriskrank` says of them, 0 to 4; null for nothing. */
  riskRank: number | null
}

/** The busy card of the shipped months whose holder the demo user is. */
const demoCard = '8192'

const shown: readonly (readonly [user: string, label: string, phone?: string])[] = [
  ['demo', '演示用户', phoneOfCard(demoCard)],
  ['a', '用户A'],
  ['b', '用户B'],
  ['c', '用户C'],
  ['d', '用户D'],
  ['e', '用户E'],
]

/** The users there are; whoever is asked for by another name or openid comes into being. */
export class WechatUsers {
  private readonly byName = new Map<string, WechatUser>()
  private readonly byOpenid = new Map<string, WechatUser>()

  constructor(private readonly appId: string) {
    for (const [user, label, phone] of shown) this.add({ user, label, phone })
  }

  named(user: string): WechatUser {
    return this.byName.get(user) ?? this.add({ user, label: user })
  }

  withOpenid(openid: string): WechatUser {
    return this.byOpenid.get(openid) ?? this.add({ user: openid, label: openid, openid })
  }

  known(openid: string): WechatUser | undefined {
    return this.byOpenid.get(openid)
  }

  /** In the order in which they came; the shown ones first. */
  all(): WechatUser[] {
    return [...this.byName.values()]
  }

  private add(given: { user: string; label: string; phone?: string; openid?: string }): WechatUser {
    const derived = createHmac('sha256', 'kaquan wechat simulator').update(`${this.appId}\n${given.user}`).digest()
    const digits = String(derived.readUInt32BE() % 100_000_000).padStart(8, '0')
    const user: WechatUser = {
      user: given.user,
      label: given.label,
      openid: given.openid ?? `o${derived.toString('base64url').slice(0, 27)}`,
      phone: given.phone ?? `137${digits}`,
      messagesOff: false,
      accepted: new Map(),
      riskRank: 0,
    }
    this.byName.set(user.user, user)
    this.byOpenid.set(user.openid, user)
    return user
  }
}
