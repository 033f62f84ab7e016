import { benefitCategoryWords } from '../../../../shared/words/categories'
import { tierWords } from '../../../../shared/words/tiers'
import { accountWords, deliveryWords } from '../delivery'
import type { BenefitColumn } from './shapes'

export interface ColumnNote {
  zh: string
  en: string
  example: string
  /** What its drop-down offers. */
  choices?: readonly string[]
}

/** The row of the template that shows how; an import passes over it. */
export const exampleId = 'EXAMPLE-ROW'

const chinese = (words: Record<string, { zh: string }>) => Object.values(words).map(({ zh }) => zh)

export const benefitNotes: Record<BenefitColumn, ColumnNote> = {
  benefit_id: {
    zh: '2–32 位大写字母、数字、连字符，不变不重复',
    en: '2–32 capitals, digits, hyphens; for ever',
    example: exampleId,
  },
  title: { zh: '最多 40 字', en: 'up to 40 characters', example: '视频会员月卡（示例，导入时跳过）' },
  category: { zh: '从列表选', en: 'from the list', example: '视频', choices: chinese(benefitCategoryWords) },
  tier: {
    zh: '可兑换的最低等级',
    en: 'the lowest tier that may redeem it',
    example: '普卡',
    choices: chinese(tierWords),
  },
  points: { zh: '整数，不写千分位', en: 'a whole number without separators', example: '2500' },
  stock: { zh: '可兑换总数', en: 'how many may be issued in all', example: '100' },
  starts_at: {
    zh: '北京时间；只写日期即当天零点',
    en: 'Shanghai time; a bare day is its first moment',
    example: '2026-12-01 10:00',
  },
  ends_at: {
    zh: '北京时间；只写日期即当天最后一刻',
    en: 'Shanghai time; a bare day is its last moment',
    example: '2027-11-30',
  },
  limit_per_person: { zh: '每人最多兑换几次', en: 'how often one cardholder may redeem it', example: '1' },
  valid_days: { zh: '兑换后几天内有效', en: 'days for which it works after it was redeemed', example: '90' },
  description: {
    zh: '最多 1,000 字，可换行',
    en: 'up to 1,000 characters',
    example: '31 天视频会员，手机与平板可用。',
  },
  steps: {
    zh: '每步一行，或用 | 分隔',
    en: 'one step a line, or separated by |',
    example: '打开会员中心|粘贴卡密并确认',
  },
  delivery: { zh: '空即卡密', en: 'empty for a code', example: '卡密', choices: chinese(deliveryWords) },
  supplier: { zh: '直充必填', en: 'needed for a top-up', example: '' },
  sku: { zh: '供应商的商品编号', en: "the supplier's own name of it", example: '' },
  account: { zh: '直充充到哪里', en: 'what is topped up', example: '', choices: chinese(accountWords) },
  limit_per_day: { zh: '可空', en: 'may be empty', example: '' },
  limit_per_week: { zh: '可空；周一起算', en: 'may be empty; from Monday', example: '' },
  limit_per_month: { zh: '可空', en: 'may be empty', example: '' },
  campaign: { zh: '可空；写法同权益编号', en: 'may be empty; written like an id', example: '' },
  campaign_limit: { zh: '活动内合计，各行一致', en: 'over the whole campaign, the same in all rows', example: '' },
  products: { zh: '可空即全部；用 | 分隔', en: 'empty for all; separated by |', example: '' },
  releases: { zh: '如 2026-12-01 10:00=100|2026-12-08 10:00=100', en: 'TIME=COUNT, separated by |', example: '' },
  low_stock_at: { zh: '剩余不多于此数时提醒', en: 'operators are told when no more is left', example: '10' },
}

export const codeNotes: Record<'benefit_id' | 'code' | 'batch' | 'valid_until', ColumnNote> = {
  benefit_id: { zh: '目录或草稿里的权益', en: 'a benefit of the catalogue or of a draft', example: exampleId },
  code: {
    zh: '列为文本格式，前导零与长数字原样保留',
    en: 'as text: leading zeros and long numbers stay',
    example: '0012345678901234567',
  },
  batch: { zh: '可空', en: 'may be empty', example: '2026-12-A' },
  valid_until: {
    zh: '可空，须有批次；同一批次一致',
    en: 'may be empty; the same for all of a batch',
    example: '2027-12-31',
  },
}
