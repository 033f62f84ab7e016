import type { Database } from '../../db/database'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { WechatPort } from '../../ports/wechat'
import { openidOf, storeWechatRank } from '../identity'

export interface RanksDeps {
  database: Database
  wechat: Pick<WechatPort, 'userRiskRank'>
  vault: Vault
  surroundings: Pick<Surroundings, 'now'>
  /** Told of what went wrong; nobody else is. */
  failed: (error: unknown) => void
}

type Device = Pick<Session, 'cardholderId' | 'sessionId'>

export interface WechatRanks {
  /** Asks WeChat how risky it finds this user, some time, without anybody waiting for it. */
  ask(device: Device, address: string): void
  /** The same where what is known is older than a day. */
  refresh(session: Session, address: string): void
  /** Until nothing is under way. */
  idle(): Promise<void>
}

const freshForMs = 24 * 3_600_000
/** WeChat limits how often it may be asked, and an attack must not spend what there is on its own sessions. */
const [atOnce, waitingAtMost] = [4, 200]

/** What WeChat says lies with the session and is found there by whoever decides on a lane; silence leaves it unknown. */
export function wechatRanks({ database, wechat, vault, surroundings, failed }: RanksDeps): WechatRanks {
  const waiting = new Map<string, { device: Device; address: string }>()
  const underWay = new Set<Promise<void>>()
  const askOne = async ({ device, address }: { device: Device; address: string }) => {
    const openid = await openidOf(database.reader, vault, device.cardholderId)
    const rank = await wechat.userRiskRank({ openid, clientIp: address })
    await database.inTransaction((tx) => storeWechatRank(tx, device, { rank, at: surroundings.now() }))
  }
  const next = () => {
    const [first] = waiting
    if (!first || underWay.size >= atOnce) return
    waiting.delete(first[0])
    const asking = askOne(first[1])
      .catch(failed)
      .finally(() => {
        underWay.delete(asking)
        next()
      })
    underWay.add(asking)
    next()
  }
  const ask: WechatRanks['ask'] = (device, address) => {
    if (waiting.size >= waitingAtMost) return
    waiting.set(device.sessionId, { device, address })
    next()
  }
  return {
    ask,
    refresh(session, address) {
      const known = session.device?.wechatRankAt
      if (session.device && (!known || surroundings.now().getTime() - known.getTime() >= freshForMs))
        ask(session, address)
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
