import type { StockWorry } from '../../../shared/contract/stock'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  benefit: string
  worry: string
  worries: Record<StockWorry, string>
  counted: (worry: string, count: number) => string
  fine: string
  down: string
  delivery: string
  left: string
  leftOf: (left: string, stock: string) => string
  later: (at: string, count: string) => string
  issued: string
  mark: string
  source: string
  pool: string
  codes: string
  batch: string
  noBatch: string
  validUntil: string
  noLastDay: string
  free: string
  search: string
  noCodes: (supplier: string) => string
  emptyPool: string
  importCodes: string
}

const texts = words<Texts>({
  zh: {
    title: '库存',
    benefit: '权益',
    worry: '提醒',
    worries: { low: '低库存', out: '已兑完', expiring: '卡密将到期' },
    counted: (worry, count) => `${worry} ${count}`,
    fine: '正常',
    down: '紧急下架',
    delivery: '交付方式',
    left: '剩余 / 库存',
    leftOf: (left, stock) => `${left} / ${stock}`,
    later: (at, count) => `${at} 再放出 ${count}`,
    issued: '已兑',
    mark: '提醒线',
    source: '供货',
    pool: '卡密池',
    codes: '可用卡密',
    batch: '批次',
    noBatch: '无批次',
    validUntil: '有效期至',
    noLastDay: '不限',
    free: '可用',
    search: '搜编号或名称',
    noCodes: (supplier) => `由供应商 ${supplier} 供货，没有卡密。`,
    emptyPool: '卡密池里没有可用的卡密。',
    importCodes: '导入卡密',
  },
  en: {
    title: 'Stock',
    benefit: 'Benefit',
    worry: 'State',
    worries: { low: 'Low', out: 'Sold out', expiring: 'Codes end soon' },
    counted: (worry, count) => `${worry} ${count}`,
    fine: 'Fine',
    down: 'Taken down',
    delivery: 'Delivery',
    left: 'Left of stock',
    leftOf: (left, stock) => `${left} / ${stock}`,
    later: (at, count) => `${count} more, ${at}`,
    issued: 'Issued',
    mark: 'Mark',
    source: 'From',
    pool: 'Pool of codes',
    codes: 'Free codes',
    batch: 'Batch',
    noBatch: 'No batch',
    validUntil: 'Last moment',
    noLastDay: 'None',
    free: 'Free',
    search: 'Id or title',
    noCodes: (supplier) => `Ordered from ${supplier}: there are no codes.`,
    emptyPool: 'The pool has no free codes of it.',
    importCodes: 'Import codes',
  },
})

export const stockTexts = () => say(texts)
