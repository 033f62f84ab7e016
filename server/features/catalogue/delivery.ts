import type { AccountKind, Delivery } from '../../../shared/contract/catalogue'
import type { CatalogueProblems } from './catalogueProblems'
import { line, oneOf, optional, type Read, type Reading } from './cells'

/** How a benefit reaches its owner, and whom it comes from. */
export interface Delivered {
  delivery: Delivery
  /** Whom it is ordered from, under which name; null where it comes from the pool of codes. */
  source: { supplier: string; sku: string } | null
  /** What is topped up; null where nothing is. */
  accountKind: AccountKind | null
}

/** The columns that say so: English and Chinese name. */
export const deliveryColumns = {
  delivery: '交付方式',
  supplier: '供应商',
  sku: '供应商商品编号',
  account: '充值账号类型',
}
type Column = keyof typeof deliveryColumns

export const deliveryWords: Record<Delivery, { zh: string }> = {
  code: { zh: '卡密' },
  topup: { zh: '直充' },
  link: { zh: '链接' },
}
export const accountWords: Record<AccountKind, { zh: string }> = {
  phone: { zh: '手机号' },
  qq: { zh: 'QQ' },
  wechat: { zh: '微信' },
}

/** Reads what the row says of its delivery; what is wrong is noted. */
export function deliveryIn(
  { row, cells }: { row: number; cells: Record<Column, string> },
  { read, suppliers }: { read: Read<Column>; suppliers: ReadonlySet<string> | undefined },
  problems: CatalogueProblems,
): Delivered | undefined {
  const delivery =
    cells.delivery === '' ? 'code' : read('delivery', oneOf(cells.delivery, deliveryWords, 'delivery_unknown'))
  if (delivery === undefined) return undefined
  const isOrdered = delivery === 'topup' || (delivery === 'link' && cells.supplier + cells.sku !== '')
  const wanted: Record<Column, boolean> = {
    delivery: false,
    supplier: isOrdered,
    sku: isOrdered,
    account: delivery === 'topup',
  }
  for (const column of ['supplier', 'sku', 'account'] as const) {
    if (wanted[column] && cells[column] === '')
      problems.note({ file: 'benefits', row, column, code: 'needed_for_delivery' }, delivery)
    if (!wanted[column] && cells[column] !== '')
      problems.note({ file: 'benefits', row, column, code: 'not_for_delivery' }, delivery)
  }
  const supplier = wanted.supplier ? read('supplier', optional(cells.supplier, nameOf(suppliers))) : null
  const sku = wanted.sku ? read('sku', optional(cells.sku, skuIn)) : null
  const kindOf = (text: string) => oneOf(text.toLowerCase(), accountWords, 'account_unknown')
  const accountKind = wanted.account ? read('account', optional(cells.account, kindOf)) : null
  return { delivery, source: supplier && sku ? { supplier, sku } : null, accountKind: accountKind ?? null }
}

/** The signatures of suppliers put fields together with these characters, so that none may be inside of one. */
function skuIn(text: string): Reading<string> {
  return /[|&=]/.test(text) ? { wrong: 'sku_invalid', found: text } : line(text, 64)
}

/** Where nobody says which suppliers there are, any name will do. */
function nameOf(suppliers: ReadonlySet<string> | undefined) {
  return (text: string): Reading<string> => {
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(text)) return { wrong: 'supplier_invalid', found: text }
    return suppliers && !suppliers.has(text) ? { wrong: 'supplier_unknown', found: text } : { ok: text }
  }
}
