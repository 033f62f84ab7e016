import type { Change } from '../../../shared/contract/requests'
import { formatPoints } from '../../../shared/values/points'
import { say, words } from '../../words/words'
import { versionFieldName } from '../programme/fieldNames'

interface Texts {
  names: Record<string, string>
  lot: (lotId: string) => string
  values: Record<string, string>
}

const texts = words<Texts>({
  zh: {
    names: {
      'points.available': '可用积分',
      'points.pending': '入账中积分',
      'points.held': '预留积分',
      'points.debt': '欠积分',
      'refund.purchaseId': '退款对应的消费',
      'refund.state': '退款',
      'order.state': '订单',
      'code.shownOnce': '可查看一次的卡密',
      rule: '积分规则',
      terms: '条款',
      cardholderId: '持卡人',
      points: '积分',
      expiresOn: '有效期至',
      lots: '批次',
      lotId: '批次',
      refundId: '退款流水',
      purchaseId: '消费流水',
      orderNo: '订单号',
      outcome: '结果',
      serial: '供应商回执',
      redemptionId: '兑换编号',
    },
    lot: (lotId) => `批次 ${lotId} 有效期至`,
    values: {
      open: '未处理',
      dismissed: '不作处理',
      delivered: '已到账',
      failed: '未到账，退回积分',
      unknown: '结果未知',
      manual: '待人工',
      new: '未发出',
    },
  },
  en: {
    names: {
      'points.available': 'Available points',
      'points.pending': 'Pending points',
      'points.held': 'Held points',
      'points.debt': 'Debt',
      'refund.purchaseId': 'Purchase of the refund',
      'refund.state': 'Refund',
      'order.state': 'Order',
      'code.shownOnce': 'Code that can be seen once',
      rule: 'Earning rule',
      terms: 'Terms',
      cardholderId: 'Cardholder',
      points: 'Points',
      expiresOn: 'Last day',
      lots: 'Lots',
      lotId: 'Lot',
      refundId: 'Refund',
      purchaseId: 'Purchase',
      orderNo: 'Order',
      outcome: 'Outcome',
      serial: "Supplier's receipt",
      redemptionId: 'Redemption',
    },
    lot: (lotId) => `Last day of lot ${lotId}`,
    values: {
      open: 'open',
      dismissed: 'dismissed',
      delivered: 'delivered',
      failed: 'failed, points back',
      unknown: 'unknown',
      manual: 'waits for a person',
      new: 'not sent',
    },
  },
})

/** What a field of a change or a payload is called; one that nobody named is shown as it is. */
export function fieldName(field: string): string {
  const said = say(texts)
  const lotId = /^lot\.(\w+)\.expiresOn$/.exec(field)?.[1]
  return lotId ? said.lot(lotId) : (versionFieldName(field) ?? said.names[field] ?? field)
}

export function valueText(value: Change['before']): string {
  if (value === null) return '–'
  if (typeof value === 'number') return value < 0 ? `−${formatPoints(-value)}` : formatPoints(value)
  return say(texts).values[value] ?? value
}
