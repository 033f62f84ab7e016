import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import type { OutboxPayload, OutboxTopic } from '../../db/outboxTopics'
import type { SubscribeMessage } from '../../ports/wechat'

export type Letter = Pick<SubscribeMessage, 'page' | 'data'>

/** WeChat refuses a `thing` of more characters. */
const longestThing = 20

/** Needs a template with the keywords 权益名称 thing1, 使用积分 character_string2, 兑换时间 time3, 温馨提示 thing4. */
function redemptionLetter(payload: OutboxPayload<'redemption.delivered'>): Letter {
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

/** By the template of a delivery: the same things are told. */
function redeliveryLetter(payload: OutboxPayload<'redemption.redelivered'>): Letter {
  return {
    page: `features/wallet/wallet?redemption=${payload.redemptionId}`,
    data: {
      thing1: thing(payload.title),
      character_string2: formatPoints(payload.points),
      time3: shanghaiMinute(payload.redeliveredAt),
      thing4: '已补发新卡密，请以卡包中的为准',
    },
  }
}

/** By the template of a delivery too. */
function releaseLetter(payload: OutboxPayload<'redemption.released'>): Letter {
  return {
    page: `features/wallet/wallet?redemption=${payload.redemptionId}`,
    data: {
      thing1: thing(payload.title),
      character_string2: formatPoints(payload.points),
      time3: shanghaiMinute(payload.releasedAt),
      thing4: payload.delivered ? deliveredWords[payload.delivery] : '已通过核对，正在发放',
    },
  }
}

/** By the template of a failure. */
function refusalLetter(payload: OutboxPayload<'redemption.refused'>): Letter {
  return {
    page: `features/wallet/wallet?redemption=${payload.redemptionId}`,
    data: {
      thing1: thing(payload.title),
      character_string2: formatPoints(payload.points),
      time3: shanghaiMinute(payload.refusedAt),
      thing4: '未通过安全核对，积分已退回',
    },
  }
}

/** Needs a template with the keywords 权益名称 thing1, 退回积分 character_string2, 失败时间 time3, 温馨提示 thing4. */
function failureLetter(payload: OutboxPayload<'redemption.failed'>): Letter {
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
function upgradeLetter({ from, to, upgradedAt }: OutboxPayload<'tier.upgraded'>): Letter {
  return {
    page: 'features/home/home',
    data: { thing1: tierWords[to].zh, thing2: tierWords[from].zh, time3: shanghaiMinute(upgradedAt) },
  }
}

/** Needs a template with the keywords 当前等级 thing1, 到期日期 date2, 保级还差 character_string3, 温馨提示 thing4. */
function endingLetter({ tier, endsOn, missing, daysLeft }: OutboxPayload<'tier.ending'>): Letter {
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

/** Needs a template with the keywords 到期积分 character_string1, 到期日期 date2, 温馨提示 thing3. */
function expiringLetter({ amount, expiresOn, daysLeft }: OutboxPayload<'points.expiring'>): Letter {
  return {
    page: 'features/ledger/ledger',
    data: {
      character_string1: formatPoints(amount),
      date2: expiresOn,
      thing3: `还有${daysLeft}天到期，可先兑换权益`,
    },
  }
}

/** Needs a template with the keywords 变更内容 thing1, 变更时间 time2, 温馨提示 thing3. */
function lockLetter({ frozen, changedAt }: OutboxPayload<'security.lock_changed'>): Letter {
  return {
    page: 'features/settings/lock',
    data: {
      thing1: frozen ? '安全锁：兑换已冻结' : '安全锁设置已变更',
      time2: shanghaiMinute(changedAt),
      thing3: '非本人操作请立即联系客服',
    },
  }
}

/** Goes by the template of the lock. */
function deviceLetter({ trusted, changedAt }: OutboxPayload<'security.device_changed'>): Letter {
  return {
    page: 'features/identity/devices',
    data: {
      thing1: trusted ? '新增一台信任的设备' : '取消信任一台设备',
      time2: shanghaiMinute(changedAt),
      thing3: '非本人操作请立即联系客服',
    },
  }
}

/** Needs a template with the keywords 卡片 thing1, 变更内容 thing2, 变更时间 time3, 温馨提示 thing4. */
function cardLetter({ change, last4, changedAt }: OutboxPayload<'card.changed'>): Letter {
  return {
    page: 'features/cards/cards',
    data: {
      thing1: `联名卡 尾号${last4}`,
      thing2: cardChanges[change],
      time3: shanghaiMinute(changedAt),
      thing4: '非本人操作请立即联系客服',
    },
  }
}

const cardChanges = { bound: '已绑定', made_default: '已设为默认卡', unbound: '已解绑' } as const

/** Needs a template with the keywords 消息条数 number1, 最新消息 thing2, 汇总时间 time3. */
export function digestLetter({ count, latest, at }: { count: number; latest: string; at: Date }): Letter {
  return {
    page: 'features/settings/inbox',
    data: { number1: String(count), thing2: thing(latest), time3: shanghaiMinute(at.toISOString()) },
  }
}

/** The letter of any message. */
export function letterOf<T extends OutboxTopic>(topic: T, payload: OutboxPayload<T>): Letter {
  return letters[topic](payload)
}

const letters: { [T in OutboxTopic]: (payload: OutboxPayload<T>) => Letter } = {
  'redemption.delivered': redemptionLetter,
  'redemption.redelivered': redeliveryLetter,
  'redemption.released': releaseLetter,
  'redemption.refused': refusalLetter,
  'redemption.failed': failureLetter,
  'tier.upgraded': upgradeLetter,
  'tier.ending': endingLetter,
  'points.expiring': expiringLetter,
  'security.lock_changed': lockLetter,
  'security.device_changed': deviceLetter,
  'card.changed': cardLetter,
}

function thing(text: string): string {
  return text.length <= longestThing ? text : `${text.slice(0, longestThing - 1)}…`
}

/** `2026-11-22 18:00` */
function shanghaiMinute(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
