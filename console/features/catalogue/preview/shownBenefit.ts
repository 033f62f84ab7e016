import {
  type AccountKind,
  accountKind,
  type BenefitCategory,
  benefitCategory,
  type Delivery,
  delivery,
} from '../../../../shared/contract/catalogue'
import { type TierId, tierId } from '../../../../shared/contract/tiers'
import type { BenefitCells } from '../../../../shared/contract/versions'
import { nextRelease, type Release, remainingAt } from '../../../../shared/values/stock'

/** A benefit as a cardholder's phone shows it. What is not written yet, or wrong, is empty or zero: it is a draft. */
export interface ShownBenefit {
  id: string
  title: string
  category: BenefitCategory
  tier: TierId
  points: number
  delivery: Delivery
  account: AccountKind | null
  startsAt: Date | null
  endsAt: Date | null
  stock: number
  issued: number
  releases: Release[]
  limitPerPerson: number
  limits: { day: number | null; week: number | null; month: number | null; campaign: number | null }
  products: string[]
  validDays: number
  description: string
  steps: string[]
}

export function shownBenefit(id: string, cells: BenefitCells, issued = 0): ShownBenefit {
  return {
    id,
    title: cells.title ?? '',
    category: benefitCategory.safeParse(cells.category).data ?? 'video',
    tier: tierId.safeParse(cells.tier).data ?? 'basic',
    points: numberIn(cells.points) ?? 0,
    delivery: delivery.safeParse(cells.delivery).data ?? 'code',
    account: accountKind.safeParse(cells.account).data ?? null,
    startsAt: shanghaiMoment(cells.starts_at ?? '', 'start'),
    endsAt: shanghaiMoment(cells.ends_at ?? '', 'end'),
    stock: numberIn(cells.stock) ?? 0,
    issued,
    releases: partsOf(cells.releases).flatMap(releaseIn),
    limitPerPerson: numberIn(cells.limit_per_person) ?? 1,
    limits: {
      day: numberIn(cells.limit_per_day),
      week: numberIn(cells.limit_per_week),
      month: numberIn(cells.limit_per_month),
      campaign: cells.campaign ? numberIn(cells.campaign_limit) : null,
    },
    products: partsOf(cells.products),
    validDays: numberIn(cells.valid_days) ?? 0,
    description: cells.description ?? '',
    steps: partsOf(cells.steps),
  }
}

const day = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/

/** `2026-12-31` or `2026-12-31 18:00` in Shanghai; a bare day is its first moment, or for an end its last. */
export function shanghaiMoment(text: string, edge: 'start' | 'end'): Date | null {
  const [, date, time] = day.exec(text.trim()) ?? []
  if (date === undefined) return null
  const moment = new Date(`${date}T${time ?? (edge === 'start' ? '00:00' : '23:59:59.999')}+08:00`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

export type StockNow =
  | { state: 'notYet'; at: Date }
  | { state: 'ended' }
  | { state: 'next'; release: Release }
  | { state: 'gone' }
  | { state: 'few' | 'left'; count: number }

/** Below this the phone says how few there are. */
const fewLeft = 20

/** What a phone would say of the stock at a moment. */
export function stockAt(benefit: ShownBenefit, now: Date): StockNow {
  if (benefit.startsAt && benefit.startsAt > now) return { state: 'notYet', at: benefit.startsAt }
  if (benefit.endsAt && benefit.endsAt <= now) return { state: 'ended' }
  const count = remainingAt(benefit, now)
  const release = nextRelease(benefit, now)
  if (count === 0) return release ? { state: 'next', release } : { state: 'gone' }
  return { state: count <= fewLeft ? 'few' : 'left', count }
}

function numberIn(cell: string | undefined): number | null {
  return cell !== undefined && /^\d{1,9}$/.test(cell.trim()) ? Number(cell) : null
}

function partsOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(/[\n|]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

function releaseIn(text: string): Release[] {
  const [time = '', count = ''] = text.split('=')
  const at = shanghaiMoment(time, 'start')
  const stock = numberIn(count)
  return at && stock !== null ? [{ at, stock }] : []
}
