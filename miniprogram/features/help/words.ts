import { say, words } from '../../words/words'

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const texts = words({
  zh: {
    title: '帮助',
    search: '搜索问题',
    searchHint: '例如：退款、验证码、卡密',
    found: (count: string) => `找到 ${count} 个问题`,
    nothing: '没有找到相关问题',
    nothingText: '换一个词试试，或者看下面的联系方式。',
    all: '看全部问题',
    open: '展开',
    close: '收起',
    contact: '还没有解决？',
    contactText: '资金、密码、换卡与短信由银行办理，请用下面的银行小程序入口。兑换的问题，请带上卡包里的订单号。',
    official: '核对官方身份',
    month: '安全一分钟',
    otherMonths: '其他月份',
    months: (month: number) => `${month} 月`,
    toLock: '打开安全锁',
    officialNote: '谁在服务您，我们从不索要什么',
  },
  en: {
    title: 'Help',
    search: 'Search the questions',
    searchHint: 'As: refund, password, code',
    found: (count) => `Questions found: ${count}`,
    nothing: 'Nothing was found',
    nothingText: 'Try another word, or see how to reach us below.',
    all: 'See all questions',
    open: 'Open',
    close: 'Close',
    contact: 'Not solved yet?',
    contactText:
      'Money, passwords, cards and text messages are matters of the bank: use its mini-program below. About a redemption, have the order number from the wallet at hand.',
    official: 'Check that it is us',
    month: 'A minute on security',
    otherMonths: 'Other months',
    months: (month) => englishMonths[month - 1] ?? '',
    toLock: 'Open the security lock',
    officialNote: 'Who serves you, and what we never ask for',
  },
})

export const helpWords = () => say(texts)
