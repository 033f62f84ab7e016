import { accountKind, benefitCategory, delivery } from '../../../shared/contract/catalogue'
import { tierId } from '../../../shared/contract/tiers'
import type { BenefitColumn } from '../../../shared/contract/versions'
import { benefitCategoryWords } from '../../../shared/words/categories'
import { tierWords } from '../../../shared/words/tiers'
import { say, words } from '../../words/words'

const deliveryNames = words({
  zh: { code: '卡密', topup: '直充', link: '链接' },
  en: { code: 'Code', topup: 'Top-up', link: 'Link' },
})
const accountNames = words({
  zh: { phone: '手机号', qq: 'QQ', wechat: '微信' },
  en: { phone: 'Phone', qq: 'QQ', wechat: 'WeChat' },
})

export interface Option {
  value: string
  label: string
}

/** Of a column whose cells are one of a few words: those words, as a person reads them. */
export function optionsOf(column: BenefitColumn): Option[] | undefined {
  switch (column) {
    case 'category':
      return benefitCategory.options.map((value) => ({ value, label: say(benefitCategoryWords[value]) }))
    case 'tier':
      return tierId.options.map((value) => ({ value, label: say(tierWords[value]) }))
    case 'delivery':
      return delivery.options.map((value) => ({ value, label: say(deliveryNames)[value] }))
    case 'account':
      return accountKind.options.map((value) => ({ value, label: say(accountNames)[value] }))
    default:
      return undefined
  }
}

/** A cell as a person reads it; an empty one as a dash. */
export function cellText(column: string, cell: string): string {
  const option = optionsOf(column as BenefitColumn)?.find(({ value }) => value === cell)
  return option?.label ?? (cell || '–')
}
