import { benefitId } from '../../../shared/contract/catalogue'
import type { Release } from '../../../shared/values/stock'
import type { CatalogueProblems } from './catalogueProblems'
import { optional, type Read, type Reading, shanghaiTime, whole } from './cells'

/** Who may have how much of a benefit, and when. */
export interface Conditions {
  limits: { day: number | null; week: number | null; month: number | null }
  /** The campaign whose limit it shares; its limit may be open. */
  campaign: { id: string; limit: number | null } | null
  products: string[] | null
  /** Portions of the stock that come later, the earliest first. */
  releases: Release[]
  lowStockAt: number | null
}

/** The columns that say so: English and Chinese name. */
export const conditionColumns = {
  limit_per_day: '每日限兑',
  limit_per_week: '每周限兑',
  limit_per_month: '每月限兑',
  campaign: '活动编号',
  campaign_limit: '活动限兑',
  products: '适用卡产品',
  releases: '分批放量',
  low_stock_at: '低库存提醒',
}
type Column = keyof typeof conditionColumns

const limit = (text: string) => whole(text, { from: 1, to: 1_000 })

/** Reads the row's conditions; what is wrong is noted. */
export function conditionsIn(
  { row, cells }: { row: number; cells: Record<Column, string> },
  read: Read<Column>,
  problems: CatalogueProblems,
): Conditions {
  const limitIn = (column: Column) => read(column, optional(cells[column], limit)) ?? null
  const campaignId = read('campaign', optional(cells.campaign, campaignIn)) ?? null
  const campaignLimit = limitIn('campaign_limit')
  if (cells.campaign_limit !== '' && cells.campaign === '')
    problems.note({ file: 'benefits', row, column: 'campaign', code: 'campaign_missing' })
  const lowStock = (text: string) => whole(text, { from: 0, to: 10_000_000 })
  return {
    limits: {
      day: limitIn('limit_per_day'),
      week: limitIn('limit_per_week'),
      month: limitIn('limit_per_month'),
    },
    campaign: campaignId === null ? null : { id: campaignId, limit: campaignLimit },
    products: read('products', optional(cells.products, productsIn)) ?? null,
    releases: read('releases', optional(cells.releases, releasesIn)) ?? [],
    lowStockAt: read('low_stock_at', optional(cells.low_stock_at, lowStock)) ?? null,
  }
}

function campaignIn(text: string): Reading<string> {
  return benefitId.safeParse(text).success ? { ok: text } : { wrong: 'campaign_invalid', found: text }
}

const separator = /[\n|]/
/** What the table has room for, with a comma between them. */
const longestProducts = 255

/** The bank's own names of its products: which of them there are is not ours to know. */
function productsIn(text: string): Reading<string[]> {
  const products = text.split(separator).map((product) => product.trim())
  const wrong = products.find(
    (product, at) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(product) || products.indexOf(product) < at,
  )
  if (wrong !== undefined) return { wrong: 'product_invalid', found: wrong }
  const length = products.join(',').length
  return length > longestProducts ? { wrong: 'too_long', found: length } : { ok: products }
}

const mostReleases = 100

/** `2026-12-01 10:00=100|2026-12-01 20:00=200`: from when on, and how many. */
function releasesIn(text: string): Reading<Release[]> {
  const releases: Release[] = []
  for (const part of text.split(separator)) {
    const [time = '', count = '', ...rest] = part.split('=').map((each) => each.trim())
    const at = shanghaiTime(time, 'start')
    const stock = whole(count, { from: 1, to: 10_000_000 })
    if ('wrong' in at || 'wrong' in stock || rest.length > 0) return { wrong: 'release_invalid', found: part }
    const before = releases.at(-1)
    if (before && before.at >= at.ok) return { wrong: 'releases_unordered', found: part }
    releases.push({ at: at.ok, stock: stock.ok })
  }
  return releases.length > mostReleases ? { wrong: 'too_many_releases', found: releases.length } : { ok: releases }
}
