import type { NewsMode, NewsTemplate, NewsTopic } from '../../../shared/contract/notifications'
import { say, words } from '../../words/words'

interface SettingsWords {
  newsTitle: string
  newsText: string
  topics: Record<NewsTopic, { title: string; note: string }>
  modes: Record<NewsMode, { text: string; note: string }>
  expiringAbove: string
  above: (points: string) => string
  every: string
  quietTitle: string
  quiet: string
  quietNote: string
  from: string
  until: string
  nextDay: (time: string) => string
  wechatTitle: string
  wechatText: string
  wechatOnly: string
  allow: string
  allowing: string
  allowed: (count: number) => string
  allowedNone: string
  left: (count: number) => string
  templates: Record<NewsTemplate, string>
  tellMe: string
  willTell: string
  toInbox: string
}

const news = words<SettingsWords>({
  zh: {
    newsTitle: '通知设置',
    newsText: '无论怎么设置，站内消息都会完整保留。',
    topics: {
      redemption: { title: '兑换结果', note: '到账、失败与积分退回' },
      expiring: { title: '积分到期', note: '到期前 30 天和 7 天' },
      tier: { title: '等级变动', note: '升级与等级到期前提醒' },
      security: { title: '账户安全', note: '安全锁、设备和卡片变更，不受免打扰限制' },
    },
    modes: {
      each: { text: '逐条', note: '有消息就通知' },
      daily: { text: '每日汇总', note: '每天 9:00 合并成一条' },
      off: { text: '不通知', note: '只留在站内消息里' },
    },
    expiringAbove: '到期积分超过',
    above: (points) => `${points} 积分`,
    every: '全部提醒',
    quietTitle: '免打扰',
    quiet: '夜间免打扰',
    quietNote: '这段时间的通知会留到结束后再发',
    from: '开始',
    until: '结束',
    nextDay: (time) => `次日 ${time}`,
    wechatTitle: '微信通知',
    wechatText: '微信规定：每同意一次，只能给您发一条。不同意也不影响任何功能。',
    wechatOnly: '在微信里打开本小程序后，可以在这里同意接收。',
    allow: '同意接收下一条',
    allowing: '正在保存…',
    allowed: (count) => `已同意 ${count} 项，下一条会发到微信。`,
    allowedNone: '没有新的同意项。消息会保留在站内。',
    left: (count) => (count === 0 ? '未同意' : `还可发 ${count} 条`),
    templates: {
      redemptionDelivered: '兑换成功',
      redemptionFailed: '兑换失败与退回',
      tierUpgraded: '等级提升',
      tierEnding: '等级到期',
      pointsExpiring: '积分到期',
      lockChanged: '安全锁变更',
      cardChanged: '卡片变更',
      digest: '每日汇总',
    },
    tellMe: '有结果时微信通知我',
    willTell: '有结果时会发一条微信通知给您。',
    toInbox: '查看站内消息',
  },
  en: {
    newsTitle: 'Notifications',
    newsText: 'Whatever you choose, your inbox here keeps everything.',
    topics: {
      redemption: { title: 'Redemptions', note: 'Delivered, failed, points returned' },
      expiring: { title: 'Points expiring', note: '30 and 7 days before' },
      tier: { title: 'Tier changes', note: 'Upgrades, and before a term ends' },
      security: { title: 'Security', note: 'Changes of your lock; never held back' },
    },
    modes: {
      each: { text: 'Each', note: 'As it happens' },
      daily: { text: 'Daily digest', note: 'One message at 9:00' },
      off: { text: 'Off', note: 'In the inbox only' },
    },
    expiringAbove: 'When more expire than',
    above: (points) => `${points} points`,
    every: 'Always tell me',
    quietTitle: 'Quiet hours',
    quiet: 'Quiet at night',
    quietNote: 'What comes meanwhile is sent when they end',
    from: 'From',
    until: 'Until',
    nextDay: (time) => `${time} next day`,
    wechatTitle: 'WeChat messages',
    wechatText: 'WeChat lets us send one message for each time you allow it. Nothing depends on it.',
    wechatOnly: 'Open this mini-program inside WeChat to allow messages here.',
    allow: 'Allow the next message',
    allowing: 'Saving…',
    allowed: (count) => `${count} allowed. The next one comes by WeChat.`,
    allowedNone: 'Nothing new was allowed. Everything stays in the inbox.',
    left: (count) => (count === 0 ? 'Not allowed' : `${count} left`),
    templates: {
      redemptionDelivered: 'Redeemed',
      redemptionFailed: 'Failed and returned',
      tierUpgraded: 'Tier upgrade',
      tierEnding: 'Tier ending',
      pointsExpiring: 'Points expiring',
      lockChanged: 'Lock changed',
      cardChanged: 'Card changed',
      digest: 'Daily digest',
    },
    tellMe: 'Tell me by WeChat how it ends',
    willTell: 'WeChat will tell you how it ends.',
    toInbox: 'Open the inbox',
  },
})

const lock = words({
  zh: {
    title: '安全锁',
    open: '兑换已开启',
    openText: '收紧随时生效；放宽需要验证是您本人。',
    frozen: '兑换已冻结',
    frozenText: '现在不能用积分兑换，积分照常累计。',
    freeze: '冻结兑换',
    freezeNote: '手机丢失或不放心时，一键停止兑换',
    daily: '每日兑换上限',
    dailyNote: '当天超出后，每次兑换都要验证码',
    noLimit: '不另设',
    points: (points: string) => `${points} 积分`,
    night: '夜间锁',
    nightNote: '0:00–6:00 兑换需要验证码',
    trustedOnly: '仅限信任的设备',
    trustedOnlyNote: '其他设备即使登录了也不能兑换',
    devicesNote: '查看、信任或退出',
    programmeTitle: '联名计划的规则',
    above: (points: string) => `单笔超过 ${points} 积分需要验证码。`,
    programmeDaily: (points: string) => `每天超过 ${points} 积分需要验证码。`,
    changed: (moment: string) => `上次变更 ${moment}`,
    stepUpTitle: '验证后放宽',
    confirm: '验证并保存',
    saved: '已保存',
    notYou: '不是您本人修改的？请立即冻结兑换，并到「登录设备」里退出其他设备。',
    devices: '登录设备',
  },
  en: {
    title: 'Security lock',
    open: 'Redemption is open',
    openText: 'Tightening holds at once; loosening asks whether it is you.',
    frozen: 'Redemption is frozen',
    frozenText: 'Nobody can redeem with your points. They go on growing.',
    freeze: 'Freeze redemption',
    freezeNote: 'If your phone is lost, or to be on the safe side',
    daily: 'Daily limit',
    dailyNote: 'Beyond it every redemption asks for a password',
    noLimit: 'None of my own',
    points: (points) => `${points} points`,
    night: 'Night lock',
    nightNote: 'From 0:00 to 6:00 redeeming asks for a password',
    trustedOnly: 'Trusted devices only',
    trustedOnlyNote: 'Others cannot redeem, though they are logged in',
    devicesNote: 'Look at, trust or log out',
    programmeTitle: "The programme's rule",
    above: (points) => `Above ${points} points a one-time password is asked for.`,
    programmeDaily: (points) => `Beyond ${points} points a day a one-time password is asked for.`,
    changed: (moment) => `Last changed ${moment}`,
    stepUpTitle: 'Verify to loosen',
    confirm: 'Verify and save',
    saved: 'Saved',
    notYou: 'Not you? Freeze redemption now, and log out the other devices.',
    devices: 'Devices',
  },
})

const inbox = words({
  zh: {
    title: '消息',
    list: '站内消息',
    unread: '未读',
    empty: '还没有消息',
    emptyText: '兑换结果、积分到期和等级变动都会出现在这里。',
    settings: '通知设置',
  },
  en: {
    title: 'Inbox',
    list: 'Messages',
    unread: 'unread',
    empty: 'No messages yet',
    emptyText: 'Redemptions, points that expire and tier changes appear here.',
    settings: 'Notification settings',
  },
})

export const newsWords = () => say(news)
export const lockWords = () => say(lock)
export const inboxWords = () => say(inbox)
