import type { PrivacyText } from '../../../shared/contract/privacy'

const contract = { zh: '履行您参加的联名计划', en: 'The programme that you take part in' }
const consent = { zh: '您的同意', en: 'Your consent' }
const safety = { zh: '保护您的积分，履行安全义务', en: 'Keeping your points safe, as the law asks' }
const nobody = { zh: '无', en: 'Nobody' }
const withAccount = { zh: '账户存续期间', en: 'As long as the account is there' }
const books = {
  zh: '账目依法保留；注销后只剩代号',
  en: 'With the books, as the law asks; after deletion under a pseudonym',
}

/** Days are those of `server/jobs/retention.rules.ts`. */
export const privacyPurposes: PrivacyText['purposes'] = [
  {
    purpose: { zh: '登录与识别', en: 'Logging in' },
    data: { zh: '微信标识（openid）、设备名称', en: 'WeChat identifier (openid), name of the device' },
    ground: consent,
    kept: {
      zh: '标识：账户存续期间；设备：登录到期后 30 天',
      en: 'Identifier: as long as the account is there; device: 30 days after the login ends',
    },
    receivers: { zh: '微信', en: 'WeChat' },
  },
  {
    purpose: { zh: '绑定联名卡', en: 'Binding a card' },
    data: {
      zh: '姓名（只转交，不保存）、手机号、卡号后四位、卡片代号、是否未成年',
      en: 'Name (passed on, not kept), phone number, last four digits, token of the card, whether under age',
    },
    ground: consent,
    kept: withAccount,
    receivers: { zh: '发卡银行', en: 'The bank' },
  },
  {
    purpose: { zh: '计算积分、成长值和等级', en: 'Points, growth and tier' },
    data: { zh: '联名卡的消费记录', en: 'Spending with the card' },
    ground: contract,
    kept: books,
    receivers: nobody,
  },
  {
    purpose: { zh: '兑换权益', en: 'Redeeming' },
    data: { zh: '兑换记录、充值账号', en: 'What was redeemed, the account to top up' },
    ground: contract,
    kept: books,
    receivers: { zh: '权益供应商（充值账号与订单号）', en: 'The supplier (account and order number)' },
  },
  {
    purpose: { zh: '防止冒用', en: 'Against misuse' },
    data: {
      zh: '网络地址的地区与不可还原的标记、设备是否受信任、尝试的频率、查看卡密的时间与网络地址',
      en: 'Region of the network address and a mark that cannot be turned back, whether the device is trusted, how often is tried, when and from where a code was looked at',
    },
    ground: safety,
    kept: { zh: '180 天；由人工核对过的 365 天', en: '180 days; 365 where a person looked at it' },
    receivers: nobody,
  },
  {
    purpose: { zh: '通知您', en: 'Telling you' },
    data: { zh: '消息、消息设置、微信订阅次数', en: 'Messages, message settings, accepted WeChat messages' },
    ground: consent,
    kept: { zh: '消息 365 天，设置随账户', en: 'Messages: 365 days; settings: as long as the account' },
    receivers: { zh: '微信（您订阅的消息）', en: 'WeChat (what you subscribed to)' },
  },
  {
    purpose: { zh: '按您的偏好排列权益', en: 'Order by your tastes' },
    data: {
      zh: '您选择的偏好（不选就没有；未成年人没有）',
      en: 'Tastes that you chose (none if you did not; none under age)',
    },
    ground: consent,
    kept: withAccount,
    receivers: nobody,
  },
]
