import type { Api } from '../../../shared/contract/api'
import type { BenefitCard, BenefitCategory } from '../../../shared/contract/catalogue'
import type { Database, Reader } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Benefit, benefitCard, benefitDetail } from './benefit'
import { benefitsOnShelf, findBenefit, firstBenefits, liveVersion, type Place } from './catalogue.store'

export interface CatalogueDeps {
  database: Database
  surroundings: Surroundings
  /** The programme whose catalogue a visitor without a session sees. */
  defaultProgrammeId: string
}

const pageSize = 20
/** What starts within a week is shown as starting soon. */
const soonMs = 7 * 86_400_000

export function catalogueRoutes({
  database,
  surroundings,
  defaultProgrammeId,
}: CatalogueDeps): HandlersOf<Api['catalogue']> {
  return {
    async list({ query, session }) {
      const programmeId = session?.programmeId ?? defaultProgrammeId
      const [version, page] = await Promise.all([
        liveVersion(database.reader, programmeId),
        pageOf(database.reader, { programmeId, now: surroundings.now() }, query),
      ])
      return { ...page, version }
    },
    async detail({ params, session }) {
      const programmeId = session?.programmeId ?? defaultProgrammeId
      const benefit = await findBenefit(database.reader, { programmeId, benefitId: params.benefitId })
      if (!benefit) throw new Refused('not_found')
      return benefitDetail(benefit)
    },
  }
}

/** What the first screen shows: what can be redeemed now, in the order of the catalogue, what is sold out last. */
export async function featured(
  reader: Reader,
  { programmeId, now, limit }: { programmeId: string; now: Date; limit: number },
): Promise<BenefitCard[]> {
  const benefits = await firstBenefits(reader, { programmeId, now, startsBy: now, limit })
  return benefits.map(benefitCard)
}

async function pageOf(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
  { category, cursor }: { category?: BenefitCategory; cursor?: string },
): Promise<{ benefits: BenefitCard[]; next: string | null }> {
  const after = cursor === undefined ? null : placeOf(cursor)
  const shelf = { programmeId, now, startsBy: new Date(now.getTime() + soonMs), limit: pageSize + 1 }
  const found = await benefitsOnShelf(reader, shelf, { category, after })
  const benefits = found.slice(0, pageSize)
  const last = found.length > pageSize ? benefits.at(-1) : undefined
  return { benefits: benefits.map(benefitCard), next: last ? cursorAfter(last) : null }
}

/** A place in the catalogue rather than a count, so that a page never repeats or skips what did not move. */
function cursorAfter({ position, id }: Benefit): string {
  return `${position}.${id}`
}

function placeOf(cursor: string): Place {
  const [, position, benefitId] = /^(\d{1,9})\.([A-Z0-9-]{2,32})$/.exec(cursor) ?? []
  if (position === undefined || benefitId === undefined) {
    throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
  }
  return { position: Number(position), benefitId }
}
