import type { Delivery } from '../../../shared/contract/catalogue'
import { nextRelease, type Release, remainingAt } from '../../../shared/values/stock'
import type { Reader } from '../../db/database'
import { listBenefits } from './catalogue.store'
import { type FreeCodes, freeCodesByBatch } from './stockReport.store'

/** How a benefit stands, for operators: counts alone. */
export interface StockLine {
  benefitId: string
  title: string
  delivery: Delivery
  /** Whom it is ordered from; null where it comes from the pool. */
  supplier: string | null
  stock: number
  issued: number
  /** What can be redeemed now, and in all with the portions that come later. */
  left: { now: number; inAll: number }
  nextRelease: Release | null
  freeCodes: FreeCodes[]
  lowStockAt: number | null
  isLow: boolean
}

/** The stock of every benefit that is not retired, in the order of the catalogue. */
export async function stockReport(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<StockLine[]> {
  const [lines, codes] = await Promise.all([
    stockLeft(reader, { programmeId, now }),
    freeCodesByBatch(reader, programmeId),
  ])
  return lines.map((line) => ({ ...line, freeCodes: codes.get(line.benefitId) ?? [] }))
}

/** The same without its codes, of which there may be a great many. */
export async function stockLeft(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<Omit<StockLine, 'freeCodes'>[]> {
  const { benefits } = await listBenefits(reader, programmeId)
  return benefits
    .filter(({ retired }) => !retired)
    .map((benefit) => {
      const { id, title, delivery, source, stock, issued, lowStockAt } = benefit
      const inAll = stock - issued
      return {
        benefitId: id,
        title,
        delivery,
        supplier: source?.supplier ?? null,
        stock,
        issued,
        left: { now: remainingAt(benefit, now), inAll },
        nextRelease: nextRelease(benefit, now),
        lowStockAt,
        isLow: lowStockAt !== null && inAll <= lowStockAt,
      }
    })
}
