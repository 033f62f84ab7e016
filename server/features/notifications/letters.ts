import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import type { OutboxPayload } from '../../db/outboxTopics'
import type { SubscribeMessage } from '../../ports/wechat'

export type Letter = Pick<SubscribeMessage, 'page' | 'data'>

/** WeChat refuses a `thing` of more characters. */
const longestThing = 20

/** Needs a template with the keywords 权益名称 thing1, 使用积分 character_string2, 兑换时间 time3, 温馨提示 thing4. */
export function redemptionLetter(payload: OutboxPayload<'redemption.delivered'>): Letter {
  return {
    page: `features/wallet/wallet?redemption=${payload.redemptionId}`,
    data: {
      thing1: thing(payload.title),
      character_string2: formatPoints(payload.points),
      time3: shanghaiMinute(payload.redeemedAt),
      thing4: deliveredWords[payload.delivery],
    },
  }
}

const deliveredWords = {
  code: '卡密已放入卡券包，请在有效期内使用',
  link: '链接已放入卡券包，请在有效期内使用',
  topup: '已充值到您填写的账号，请查收',
} as const

/** Needs a template with the keywords 权益名称 thing1, 退回积分 character_string2, 失败时间 time3, 温馨提示 thing4. */
export function failureLetter(payload: OutboxPayload<'redemption.failed'>): Letter {
  return {
    page: `features/wallet/wallet?redemption=${payload.redemptionId}`,
    data: {
      thing1: thing(payload.title),
      character_string2: formatPoints(payload.points),
      time3: shanghaiMinute(payload.failedAt),
      thing4:
        payload.failure === 'account_invalid'
          ? '账号有误，积分已退回，请核对后再兑'
          : '未能发放，积分已退回，可重新兑换',
    },
  }
}

/** Needs a template with the keywords 当前等级 thing1, 原等级 thing2, 升级时间 time3. */
export function upgradeLetter({ from, to, upgradedAt }: OutboxPayload<'tier.upgraded'>): Letter {
  return {
    page: 'features/home/home',
    data: { thing1: tierWords[to].zh, thing2: tierWords[from].zh, time3: shanghaiMinute(upgradedAt) },
  }
}

/** Needs a template with the keywords 当前等级 thing1, 到期日期 date2, 保级还差 character_string3, 温馨提示 thing4. */
export function endingLetter({ tier, endsOn, missing, daysLeft }: OutboxPayload<'tier.ending'>): Letter {
  const when = daysLeft === 0 ? '今天' : `${daysLeft}天后`
  return {
    page: 'features/home/home',
    data: {
      thing1: tierWords[tier].zh,
      date2: endsOn,
      character_string3: formatPoints(missing),
      thing4: `等级${when}到期，补足成长值可保级`,
    },
  }
}

function thing(text: string): string {
  return text.length <= longestThing ? text : `${text.slice(0, longestThing - 1)}…`
}

/** `2026-11-22 18:00` */
function shanghaiMinute(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
