import { isPublicLink } from '../../ports/publicLink'
import type { BenefitLine, BenefitsFile, NumberedBenefit } from './benefitsFile'
import type { CatalogueProblems } from './catalogueProblems'
import type { CodeLine, CodesFile } from './codesFile'
import type { KnownBenefit } from './load.store'

/** What the files are held against. */
export interface Held {
  known: ReadonlyMap<string, KnownBenefit>
  file: BenefitsFile
  codes: CodesFile
  /** What the file does not name is retired, so that it binds nobody. */
  replace: boolean
}

/**
 * Notes every stock that its codes do not cover, or that is less than what was issued. What a supplier delivers has no
 * codes: its stock is how many the operator wants to give.
 */
export function checkStock({ known, file, codes }: Held, problems: CatalogueProblems): void {
  for (const { row, benefit } of file.benefits) {
    const before = known.get(benefit.benefitId)
    const place = { file: 'benefits', row, column: 'stock' } as const
    const issued = before?.issued ?? 0
    const codesInAll = issued + (before?.free ?? 0) + (codes.rowsOfBenefit.get(benefit.benefitId) ?? 0)
    if (isFromPool(benefit) && codes.complete && benefit.stock > codesInAll)
      problems.note({ ...place, code: 'stock_above_codes' }, codesInAll)
    if (benefit.stock < issued) problems.note({ ...place, code: 'stock_below_issued' }, issued)
  }
}

export function isFromPool({ source }: Pick<BenefitLine, 'source'>): boolean {
  return source === null
}

/** Notes every benefit that would be delivered otherwise although it has codes or owners: they were for the old way. */
export function checkDeliveries({ known, file }: Held, problems: CatalogueProblems): void {
  for (const { row, benefit } of file.benefits) {
    const before = known.get(benefit.benefitId)
    if (!before || before.codes + before.issued === 0) continue
    const { delivery } = before.benefit
    if (delivery === benefit.delivery && isFromPool(before.benefit) === isFromPool(benefit)) continue
    problems.note({ file: 'benefits', row, column: 'delivery', code: 'delivery_fixed' }, delivery)
  }
}

/** All that a campaign's limit is about in a row. */
export interface InCampaign {
  row: number
  benefit: Pick<BenefitLine, 'benefitId' | 'campaign'>
}

interface HeldCampaigns extends Pick<Held, 'known' | 'replace'> {
  file: { benefits: readonly InCampaign[]; named: Pick<ReadonlySet<string>, 'has'> }
}

/** Notes every limit of a campaign that differs from the one that was named first. */
export function checkCampaigns({ known, file, replace }: HeldCampaigns, problems: CatalogueProblems): void {
  const first = new Map<string, InCampaign['benefit']>()
  const differing = (benefit: InCampaign['benefit']): InCampaign['benefit'] | undefined => {
    if (benefit.campaign === null) return undefined
    const { id, limit } = benefit.campaign
    const other = first.get(id)
    if (!other) first.set(id, benefit)
    return other && other.campaign?.limit !== limit ? other : undefined
  }
  const stays = ({ benefit, retired }: KnownBenefit) => !replace && !retired && !file.named.has(benefit.benefitId)
  for (const each of known.values()) if (stays(each)) differing(each.benefit)
  for (const { row, benefit } of file.benefits) {
    const other = differing(benefit)
    if (!other) continue
    const found = [other.benefitId, String(other.campaign?.limit ?? '–')]
    problems.note({ file: 'benefits', row, column: 'campaign_limit', code: 'campaign_limit_differs' }, found)
  }
}

/**
 * Notes every code of a benefit that neither the file nor the catalogue has, and every one that its benefit cannot deliver.
 * The id is not quoted: where the two columns have each other's name, it is the code.
 */
export function checkOwners({ codes, known, file }: Held, problems: CatalogueProblems): void {
  const inFile = new Map(file.benefits.map(({ benefit }) => [benefit.benefitId, benefit]))
  for (const code of codes.codes) {
    const { row, benefitId } = code
    const isNamed = file.named.has(benefitId)
    // A benefit that was refused in the file says nothing of its codes, whatever it was before.
    const benefit = inFile.get(benefitId) ?? (isNamed || !file.complete ? undefined : known.get(benefitId)?.benefit)
    if (benefit) noteWrongKind(code, benefit, problems)
    else if (benefitId !== '' && file.complete && !isNamed)
      problems.note({ file: 'codes', row, column: 'benefit_id', code: 'benefit_unknown' })
  }
}

const longestCode = 128

function noteWrongKind({ row, code }: CodeLine, benefit: BenefitLine, problems: CatalogueProblems): void {
  if (!isFromPool(benefit)) problems.note({ file: 'codes', row, column: 'benefit_id', code: 'code_not_wanted' })
  else if (benefit.delivery === 'link' && !isPublicLink(code))
    problems.note({ file: 'codes', row, column: 'code', code: 'link_invalid' })
  else if (benefit.delivery === 'code' && code.length > longestCode)
    problems.note({ file: 'codes', row, column: 'code', code: 'too_long' }, code.length)
}

/** Notes every batch that was loaded before with another last moment, and every one that is over. */
export function checkBatches(
  { batches }: CodesFile,
  { loaded, now }: { loaded: ReadonlyMap<string, Date | null>; now: Date },
  problems: CatalogueProblems,
): void {
  for (const { row, batchId, validUntil } of batches.values()) {
    const place = { file: 'codes', row, column: 'valid_until' } as const
    const before = loaded.get(batchId)
    if (before !== undefined && before?.getTime() !== validUntil?.getTime())
      problems.note({ ...place, code: 'batch_known_differs' }, before === null ? '–' : shanghaiText(before))
    else if (validUntil !== null && validUntil <= now) problems.note({ ...place, code: 'batch_over' })
  }
}

/** `2026-12-31 23:59` in Shanghai. */
function shanghaiText(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** Notes every code that is in the pool already, with its batch. */
export function checkFingerprints(
  codes: readonly CodeLine[],
  { fingerprints, inPool }: { fingerprints: readonly string[]; inPool: ReadonlyMap<string, string | null> },
  problems: CatalogueProblems,
): void {
  codes.forEach(({ row }, index) => {
    const batchId = inPool.get(fingerprints[index] ?? '')
    if (batchId === undefined) return
    const place = { file: 'codes', row, column: 'code' } as const
    if (batchId === null) problems.note({ ...place, code: 'code_known' })
    else problems.note({ ...place, code: 'code_known_in_batch' }, batchId)
  })
}

/** Notes every benefit that has ended already: it is loaded, but nobody will ever see it. */
export function noteEnded(benefits: NumberedBenefit[], now: Date, notices: CatalogueProblems): void {
  for (const { row, benefit } of benefits) {
    if (benefit.endsAt < now) notices.note({ file: 'benefits', row, column: 'ends_at', code: 'ended_already' })
  }
}
