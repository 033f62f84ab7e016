import type { BenefitColumn } from '../../../shared/contract/versions'
import { say, words } from '../../words/words'

interface Texts {
  addTitle: string
  editTitle: (title: string) => string
  back: string
  save: string
  saved: string
  saveHint: string
  what: string
  who: string
  when: string
  how: string
  more: string
  notDraft: string
  gone: string
  previewTitle: string
  mend: (count: number) => string
  issued: (issued: number) => string
  hints: Partial<Record<BenefitColumn, string>>
}

const texts = words<Texts>({
  zh: {
    addTitle: '新增权益',
    editTitle: (title) => `修改「${title}」`,
    back: '返回草稿',
    save: '保存到草稿',
    saved: '已保存到草稿，线上目录还没有变',
    saveHint: 'Ctrl + Enter 保存',
    what: '是什么',
    who: '谁能兑、能兑多少',
    when: '数量与时间',
    how: '怎样交付',
    more: '限兑与活动',
    notDraft: '这个版本不是草稿，不能修改。',
    gone: '草稿里没有这项权益。',
    previewTitle: '小程序里的样子',
    mend: (count) => `有 ${count} 处要改，见各栏下方`,
    issued: (issued) => `线上已兑 ${issued}，库存不能少于它`,
    hints: {
      benefit_id: '大写字母、数字、连字符，如 VIDEO-MONTH；保存后不能改',
      title: '最多 40 个字',
      points: '整数，不带千分位',
      stock: '整数，含已兑换的',
      starts_at: '2026-01-05 或 2026-01-05 10:00，北京时间',
      ends_at: '2026-12-31（当天结束）或 2026-12-31 18:00，北京时间',
      valid_days: '发放后多少天内有效',
      description: '最多 1,000 字',
      steps: '每行一步，最多 12 步',
      supplier: '直充必填；卡密不填',
      sku: '供应商那边的商品编号',
      account: '直充必选',
      limit_per_person: '每人一共能兑几次',
      campaign: '同一活动的权益合计限兑',
      products: '卡产品代码，用 | 分隔；不填为全部',
      releases: '如 2026-12-01 10:00=100|2026-12-01 20:00=200',
      low_stock_at: '剩余不多于它时提醒',
    },
  },
  en: {
    addTitle: 'Add a benefit',
    editTitle: (title) => `Edit “${title}”`,
    back: 'Back to the draft',
    save: 'Save to the draft',
    saved: 'Saved to the draft; nothing live has changed',
    saveHint: 'Ctrl + Enter saves',
    what: 'What it is',
    who: 'Who may have it',
    when: 'How much, and when',
    how: 'How it is delivered',
    more: 'Limits and campaign',
    notDraft: 'This version is no draft and cannot be changed.',
    gone: 'The draft has no such benefit.',
    previewTitle: 'As cardholders see it',
    mend: (count) => `${count} to be mended, told below each field`,
    issued: (issued) => `${issued} issued so far; the stock cannot be less`,
    hints: {
      benefit_id: 'Capitals, digits and hyphens, as VIDEO-MONTH; it stays as it is once saved',
      title: '40 characters at most',
      points: 'A whole number without separators',
      stock: 'A whole number, with what was issued',
      starts_at: '2026-01-05 or 2026-01-05 10:00, Shanghai time',
      ends_at: '2026-12-31 (its end) or 2026-12-31 18:00, Shanghai time',
      valid_days: 'Days for which it is valid once issued',
      description: '1,000 characters at most',
      steps: 'One step a line, 12 at most',
      supplier: 'Needed for a top-up, empty for codes',
      sku: 'The supplier’s own name of it',
      account: 'Needed for a top-up',
      limit_per_person: 'How often one person may redeem it in all',
      campaign: 'Benefits of one campaign share its limit',
      products: 'Codes of card products, with | between them; empty for all',
      releases: 'As 2026-12-01 10:00=100|2026-12-01 20:00=200',
      low_stock_at: 'Told when no more than this is left',
    },
  },
})

export const formTexts = () => say(texts)
