import { say, words } from '../../words/words'

const texts = words({
  zh: {
    title: '权益',
    categories: '权益分类',
    all: '全部',
    left: (count: number) => `剩 ${count} 份`,
    fewLeft: (count: number) => `仅剩 ${count} 份`,
    soldOut: '已兑完',
    nextRelease: (moment: string, stock: string) => `下一批 ${moment} 放出 · ${stock} 份`,
    deliveries: { code: '卡密', topup: '直充到账', link: '兑换链接' },
    ended: '已结束',
    startsOn: (moment: string) => `${moment} 开始`,
    tierAndUp: (tier: string) => `${tier}起`,
    emptyTitle: '这一类暂时没有权益',
    emptyText: '看看其他分类吧。',
    seeAll: '查看全部权益',
  },
  en: {
    title: 'Benefits',
    categories: 'Categories',
    all: 'All',
    left: (count) => `${count} left`,
    fewLeft: (count) => `Only ${count} left`,
    soldOut: 'Sold out',
    nextRelease: (moment, stock) => `Next: ${moment} · ${stock}`,
    deliveries: { code: 'Code', topup: 'Top-up', link: 'Link' },
    ended: 'Ended',
    startsOn: (moment) => `From ${moment}`,
    tierAndUp: (tier) => `${tier} and up`,
    emptyTitle: 'Nothing in this category now',
    emptyText: 'Have a look at the others.',
    seeAll: 'See all benefits',
  },
})

export const catalogueWords = () => say(texts)
