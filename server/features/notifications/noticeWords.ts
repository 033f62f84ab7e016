import { formatPoints } from '../../../shared/values/points'
import type { Sentence } from '../../../shared/words/refusals'
import { tierWords } from '../../../shared/words/tiers'
import type { OutboxPayload, OutboxTopic } from '../../db/outboxTopics'

export interface NoticeWords {
  title: Sentence
  text: Sentence
}

/** What the inbox says of a message. */
export function noticeWords<T extends OutboxTopic>(topic: T, payload: OutboxPayload<T>): NoticeWords {
  return words[topic](payload)
}

const words: { [T in OutboxTopic]: (payload: OutboxPayload<T>) => NoticeWords } = {
  'redemption.delivered': ({ title, points, delivery }) => ({
    title: { zh: `兑换成功：${title}`, en: `Redeemed: ${title}` },
    text: {
      zh: `${paid(points).zh}${deliveredTo[delivery].zh}`,
      en: `${paid(points).en}${deliveredTo[delivery].en}`,
    },
  }),
  'redemption.redelivered': ({ title }) => ({
    title: { zh: `已补发：${title}`, en: `A new code: ${title}` },
    text: {
      zh: '原来的卡密不能使用，已为您换上新的，未扣积分。请以卡包中的为准。',
      en: 'The code that you had does not work. A new one is in your wallet, at no cost in points.',
    },
  }),
  'redemption.released': ({ title, delivery, delivered }) => ({
    title: { zh: `已通过核对：${title}`, en: `Checked and released: ${title}` },
    text: delivered
      ? deliveredTo[delivery]
      : { zh: '正在发放，到账后会再告诉您。', en: 'It is being delivered; you will be told when it is there.' },
  }),
  'redemption.refused': ({ title, points }) => ({
    title: { zh: `未通过安全核对：${title}`, en: `Not released: ${title}` },
    text: {
      zh: `为保护您的积分，这次兑换没有放行，${formatPoints(points)} 积分已退回。是您本人操作的话，请联系客服。`,
      en: `To keep your points safe this was not released. ${formatPoints(points)} points are back. If it was you, please contact support.`,
    },
  }),
  'redemption.failed': ({ title, points, failure }) => ({
    title: { zh: `兑换未成功：${title}`, en: `Not redeemed: ${title}` },
    text:
      failure === 'account_invalid'
        ? {
            zh: `充值账号有误，${formatPoints(points)} 积分已退回。请核对账号后再兑换。`,
            en: `The account was not accepted. ${formatPoints(points)} points are back; check it and redeem again.`,
          }
        : {
            zh: `未能发放，${formatPoints(points)} 积分已退回，可以重新兑换。`,
            en: `It could not be delivered. ${formatPoints(points)} points are back; you can redeem again.`,
          },
  }),
  'tier.upgraded': ({ from, to }) => ({
    title: { zh: `已升级为${tierWords[to].zh}`, en: `You are ${tierWords[to].en} now` },
    text: {
      zh: `您从${tierWords[from].zh}升到了${tierWords[to].zh}，去看看新的等级权益。`,
      en: `You rose from ${tierWords[from].en}. See what your new tier offers.`,
    },
  }),
  'tier.ending': ({ tier, endsOn, missing, daysLeft }) => ({
    title: {
      zh: daysLeft === 0 ? `${tierWords[tier].zh}今天到期` : `${tierWords[tier].zh}将在 ${daysLeft} 天后到期`,
      en: daysLeft === 0 ? `${tierWords[tier].en} ends today` : `${tierWords[tier].en} ends in ${daysLeft} days`,
    },
    text: {
      zh: `到期日 ${endsOn}，再攒 ${formatPoints(missing)} 成长值即可保级。`,
      en: `It ends on ${endsOn}. ${formatPoints(missing)} more growth keeps it.`,
    },
  }),
  'points.expiring': ({ amount, expiresOn, daysLeft }) => ({
    title: {
      zh: `${formatPoints(amount)} 积分将在 ${daysLeft} 天后到期`,
      en: `${formatPoints(amount)} points expire in ${daysLeft} days`,
    },
    text: {
      zh: `最后使用日 ${expiresOn}。兑换时会先用最早到期的积分。`,
      en: `Their last day is ${expiresOn}. Redeeming uses what expires first.`,
    },
  }),
  'security.lock_changed': (lock) => ({
    title: { zh: '安全锁已变更', en: 'Your security lock has changed' },
    text: {
      zh: `${lockNow(lock).zh}不是您本人操作？请立即冻结兑换并联系客服。`,
      en: `${lockNow(lock).en} Not you? Freeze redemption now and contact support.`,
    },
  }),
  'security.device_changed': ({ device, trusted, biometricFrom }) => ({
    title: trusted
      ? { zh: '有一台设备被设为信任', en: 'A device is trusted now' }
      : { zh: '有一台设备不再受信任', en: 'A device is no longer trusted' },
    text: trusted
      ? deviceTrusted(device, biometricFrom !== undefined)
      : {
          zh: `${device || '未命名的设备'}要再次信任，需要短信验证码。`,
          en: `${device || 'An unnamed device'} needs the one-time password to be trusted again.`,
        },
  }),
  'card.changed': ({ change, last4 }) => ({
    title: {
      zh: `尾号 ${last4} 的联名卡${cardChanges[change].zh}`,
      en: `Card ending in ${last4}: ${cardChanges[change].en}`,
    },
    text: {
      zh: '不是您本人操作？请立即冻结兑换并联系客服。',
      en: 'Not you? Freeze redemption now and contact support.',
    },
  }),
}

const cardChanges = {
  bound: { zh: '已绑定', en: 'bound' },
  made_default: { zh: '已设为默认卡', en: 'made the default one' },
  unbound: { zh: '已解绑', en: 'unbound' },
} as const

function paid(points: number): Sentence {
  if (points === 0) return { zh: '', en: '' }
  return { zh: `使用 ${formatPoints(points)} 积分，`, en: `${formatPoints(points)} points. ` }
}

const deliveredTo = {
  code: { zh: '卡密已放入卡包，请在有效期内使用。', en: 'The code is in your wallet; use it while it is valid.' },
  link: { zh: '链接已放入卡包，请在有效期内使用。', en: 'The link is in your wallet; use it while it is valid.' },
  topup: { zh: '已充值到您填写的账号，请查收。', en: 'Your account was topped up.' },
} as const

/** How the lock is now. */
export function lockNow({
  frozen,
  dailyLimitPoints,
  nightLock,
  trustedOnly,
}: OutboxPayload<'security.lock_changed'>): Sentence {
  const limit = dailyLimitPoints === null ? null : formatPoints(dailyLimitPoints)
  const zh = [
    frozen ? '兑换已冻结' : '兑换未冻结',
    limit === null ? '未设每日上限' : `每日上限 ${limit} 积分`,
    nightLock ? '夜间锁已开' : '夜间锁已关',
    trustedOnly ? '仅限信任的设备' : '不限设备',
  ]
  const en = [
    frozen ? 'redemption frozen' : 'redemption open',
    limit === null ? 'no daily limit of your own' : `daily limit ${limit} points`,
    nightLock ? 'night lock on' : 'night lock off',
    trustedOnly ? 'trusted devices only' : 'any device',
  ]
  return { zh: `${zh.join('，')}。`, en: `Now: ${en.join(', ')}.` }
}

/** By a second proof for something else a finger counts in a day only, so that whoever did not give it comes in time. */
function deviceTrusted(device: string, isByProof: boolean): NoticeWords['text'] {
  const name = { zh: device || '未命名的设备', en: device || 'An unnamed device' }
  if (isByProof) {
    return {
      zh: `${name.zh}刚通过了短信验证码验证，一天后可用指纹或面容代替短信验证码。不是您本人操作？请立即在「登录设备」里取消信任并联系客服。`,
      en: `${name.en} was just verified by a one-time password; in a day it may use a finger or a face in its place. Not you? Take the trust away under Devices at once and contact support.`,
    }
  }
  return {
    zh: `${name.zh}可以用指纹或面容代替短信验证码。不是您本人操作？请在「登录设备」里取消信任并联系客服。`,
    en: `${name.en} may use a finger or a face in place of the one-time password. Not you? Take the trust away under Devices and contact support.`,
  }
}
