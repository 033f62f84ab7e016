import type { Sentence } from './refusals'

/** Groups of merchant category codes (ISO 18245), in words that a cardholder uses. The first range that fits wins. */
const groups: readonly { from: number; to: number; words: Sentence }[] = [
  { from: 3000, to: 3299, words: { zh: '航空', en: 'Airlines' } },
  { from: 3351, to: 3441, words: { zh: '租车', en: 'Car rental' } },
  { from: 3501, to: 3999, words: { zh: '酒店', en: 'Hotels' } },
  { from: 4011, to: 4112, words: { zh: '铁路与公交', en: 'Rail and transit' } },
  { from: 4121, to: 4121, words: { zh: '出租车', en: 'Taxis' } },
  { from: 4131, to: 4131, words: { zh: '长途汽车', en: 'Coaches' } },
  { from: 4214, to: 4225, words: { zh: '物流与仓储', en: 'Freight and storage' } },
  { from: 4511, to: 4582, words: { zh: '航空', en: 'Airlines' } },
  { from: 4722, to: 4789, words: { zh: '旅行', en: 'Travel' } },
  { from: 4812, to: 4899, words: { zh: '通信', en: 'Telecoms' } },
  { from: 4900, to: 4900, words: { zh: '水电燃气', en: 'Utilities' } },
  { from: 5192, to: 5192, words: { zh: '书报', en: 'Books and papers' } },
  { from: 5200, to: 5271, words: { zh: '家装', en: 'Home improvement' } },
  { from: 5300, to: 5399, words: { zh: '百货', en: 'Department stores' } },
  { from: 5411, to: 5499, words: { zh: '超市与食品', en: 'Groceries' } },
  { from: 5511, to: 5533, words: { zh: '汽车用品', en: 'Car supplies' } },
  { from: 5541, to: 5542, words: { zh: '加油', en: 'Fuel' } },
  { from: 5611, to: 5699, words: { zh: '服饰', en: 'Clothing' } },
  { from: 5712, to: 5735, words: { zh: '家居与电子', en: 'Home and electronics' } },
  { from: 5811, to: 5814, words: { zh: '餐饮', en: 'Restaurants' } },
  { from: 5912, to: 5912, words: { zh: '药店', en: 'Pharmacies' } },
  { from: 5942, to: 5942, words: { zh: '书店', en: 'Bookshops' } },
  { from: 5943, to: 5943, words: { zh: '文具', en: 'Stationery' } },
  { from: 5815, to: 5818, words: { zh: '数字内容', en: 'Digital goods' } },
  { from: 5921, to: 5999, words: { zh: '专营零售', en: 'Specialist retail' } },
  { from: 6010, to: 6540, words: { zh: '金融与保险', en: 'Finance and insurance' } },
  { from: 7011, to: 7033, words: { zh: '酒店', en: 'Hotels' } },
  { from: 7210, to: 7299, words: { zh: '生活服务', en: 'Personal services' } },
  { from: 7311, to: 7399, words: { zh: '商务服务', en: 'Business services' } },
  { from: 7512, to: 7549, words: { zh: '汽车服务与停车', en: 'Car services and parking' } },
  { from: 7622, to: 7699, words: { zh: '维修', en: 'Repairs' } },
  { from: 7829, to: 7999, words: { zh: '文娱与运动', en: 'Leisure and sports' } },
  { from: 8011, to: 8099, words: { zh: '医疗', en: 'Health' } },
  { from: 8111, to: 8111, words: { zh: '法律服务', en: 'Legal services' } },
  { from: 8211, to: 8299, words: { zh: '教育', en: 'Education' } },
  { from: 8351, to: 8699, words: { zh: '社会组织', en: 'Organisations' } },
  { from: 8911, to: 8999, words: { zh: '专业服务', en: 'Professional services' } },
  { from: 9211, to: 9402, words: { zh: '政务', en: 'Government services' } },
  { from: 1520, to: 2842, words: { zh: '工程与印务', en: 'Contractors and printing' } },
  { from: 5013, to: 5199, words: { zh: '批发', en: 'Wholesale' } },
]

const other: Sentence = { zh: '其他消费', en: 'Other spending' }

/** What kind of merchant a four-digit category code means. */
export function merchantCategory(mcc: string): Sentence {
  const code = Number(mcc)
  return groups.find(({ from, to }) => code >= from && code <= to)?.words ?? other
}
