import type { BenefitColumn } from '../../../shared/contract/versions'
import { say, words } from '../../words/words'

/** The columns of a benefits file as a person reads them; the Chinese ones are those of the file itself. */
const names = words<Record<BenefitColumn, string>>({
  zh: {
    benefit_id: '权益编号',
    title: '名称',
    category: '分类',
    tier: '等级',
    points: '积分',
    stock: '库存',
    starts_at: '开始时间',
    ends_at: '结束时间',
    limit_per_person: '每人限兑',
    valid_days: '有效天数',
    description: '说明',
    steps: '使用步骤',
    delivery: '交付方式',
    supplier: '供应商',
    sku: '供应商商品编号',
    account: '充值账号类型',
    limit_per_day: '每日限兑',
    limit_per_week: '每周限兑',
    limit_per_month: '每月限兑',
    campaign: '活动编号',
    campaign_limit: '活动限兑',
    products: '适用卡产品',
    releases: '分批放量',
    low_stock_at: '低库存提醒',
  },
  en: {
    benefit_id: 'Id',
    title: 'Title',
    category: 'Category',
    tier: 'Tier',
    points: 'Points',
    stock: 'Stock',
    starts_at: 'Starts',
    ends_at: 'Ends',
    limit_per_person: 'Limit per person',
    valid_days: 'Days valid',
    description: 'Description',
    steps: 'Steps',
    delivery: 'Delivery',
    supplier: 'Supplier',
    sku: 'Supplier’s product',
    account: 'Account topped up',
    limit_per_day: 'Limit per day',
    limit_per_week: 'Limit per week',
    limit_per_month: 'Limit per month',
    campaign: 'Campaign',
    campaign_limit: 'Limit of the campaign',
    products: 'Card products',
    releases: 'Portions',
    low_stock_at: 'Low-stock mark',
  },
})

export const columnNames = () => say(names)

/** A column that this desk does not know is named as the server names it. */
export function columnName(column: string): string {
  return (columnNames() as Record<string, string>)[column] ?? column
}
