import { type BenefitLine, benefitIn, type NumberedBenefit } from '../benefitsFile'
import { type CatalogueProblem, CatalogueProblems } from '../catalogueProblems'
import { noCodes } from '../codesFile'
import type { KnownBenefit } from '../load.store'
import { checkCampaigns, checkDeliveries, checkStock, type Held, type InCampaign, noteEnded } from '../loadChecks'
import { type FieldChange, fieldChanges } from './fieldChanges'
import { ownText } from './reading/ownText'
import type { ReadRow } from './reading/tableRows'
import type { BenefitColumn } from './shapes'

export interface CheckAgainst {
  /** The catalogue that is live now. */
  known: ReadonlyMap<string, KnownBenefit>
  suppliers: ReadonlySet<string> | undefined
  now: Date
  /** Codes that are there before their benefit is. */
  waiting: ReadonlyMap<string, number>
}

export type RowKind = 'new' | 'changed' | 'unchanged'

/** What a row would change in the live catalogue. */
export interface Difference {
  row: number
  benefitId: string
  title: string
  kind: 'new' | 'changed'
  changes: FieldChange[]
}

export interface CheckedRow {
  problems: CatalogueProblem[]
  /** What is in order, and still worth knowing. */
  notices: CatalogueProblem[]
  /** Null where the row is wrong. */
  kind: RowKind | null
  difference: Difference | null
  /** Where the row is right. */
  benefit?: BenefitLine
}

export interface RowChecks {
  /** Checks one row by the rules that a load has. */
  check(row: ReadRow<BenefitColumn>): CheckedRow
  /** What only shows once all rows are known, by row. */
  end(): CatalogueProblem[]
  /** Every id that a row has named. */
  ids(): string[]
}

/** Checks rows one after another; what it keeps of each is a few words. */
export function rowChecks({ known, suppliers, now, waiting }: CheckAgainst): RowChecks {
  const rowOfId = new Map<string, number>()
  const inCampaigns: InCampaign[] = []
  let position = 0
  const benefitOf = (read: ReadRow<BenefitColumn>, problems: CatalogueProblems): BenefitLine | undefined => {
    const { row, cells, whole, count, wrong } = read
    position += 1
    // Of all that a row says only its id stays until the end.
    const id = ownText(cells.benefit_id)
    const first = rowOfId.get(id)
    if (first === undefined) rowOfId.set(id, row)
    for (const [column, { code, found }] of wrong) problems.note({ file: 'benefits', row, column, code }, found)
    if (!whole) {
      problems.note({ file: 'benefits', row, column: '', code: 'column_count' }, count)
      return undefined
    }
    const ofCells = new CatalogueProblems()
    const benefit = benefitIn(read, { position, suppliers }, ofCells)
    problems.list.push(...ofCells.list.filter(({ column }) => !wrong.has(column as BenefitColumn)))
    if (first !== undefined && id !== '') {
      problems.note({ file: 'benefits', row, column: 'benefit_id', code: 'benefit_repeated' }, first)
      return undefined
    }
    return wrong.size === 0 ? benefit : undefined
  }
  return {
    check(read) {
      const problems = new CatalogueProblems()
      const notices = new CatalogueProblems()
      const benefit = benefitOf(read, problems)
      if (!benefit) return { problems: problems.list, notices: [], kind: null, difference: null }
      const numbered = { row: read.row, benefit }
      if (benefit.campaign) inCampaigns.push({ row: read.row, benefit: campaignOf(benefit) })
      checkAgainstLive(numbered, { known, waiting }, { problems, notices })
      noteEnded([numbered], now, notices)
      if (problems.list.length > 0) return { problems: problems.list, notices: [], kind: null, difference: null }
      return { problems: [], notices: notices.list, benefit, ...planned(numbered, known) }
    },
    end() {
      const problems = new CatalogueProblems(100_000)
      checkCampaigns({ known, file: { benefits: inCampaigns, named: rowOfId }, replace: false }, problems)
      return problems.list
    },
    ids: () => [...rowOfId.keys()].filter((id) => id !== ''),
  }
}

function campaignOf({ benefitId, campaign }: BenefitLine): InCampaign['benefit'] {
  return { benefitId: ownText(benefitId), campaign: campaign && { ...campaign, id: ownText(campaign.id) } }
}

/** Codes come apart from benefits: that there are not enough of them yet is worth knowing, and stops nothing here. */
function checkAgainstLive(
  numbered: NumberedBenefit,
  { known, waiting }: Pick<CheckAgainst, 'known' | 'waiting'>,
  { problems, notices }: { problems: CatalogueProblems; notices: CatalogueProblems },
): void {
  const found = new CatalogueProblems()
  const file = { benefits: [numbered], named: new Set([numbered.benefit.benefitId]), complete: true }
  const held: Held = { known, file, codes: { ...noCodes, rowsOfBenefit: waiting }, replace: false }
  checkStock(held, found)
  checkDeliveries(held, found)
  for (const problem of found.list) (problem.code === 'stock_above_codes' ? notices : problems).list.push(problem)
}

function planned(
  { row, benefit }: NumberedBenefit,
  known: CheckAgainst['known'],
): Pick<CheckedRow, 'kind' | 'difference'> {
  const before = known.get(benefit.benefitId)
  const { benefitId, title } = benefit
  if (!before) return { kind: 'new', difference: { row, benefitId, title, kind: 'new', changes: [] } }
  const changes = fieldChanges(before, benefit)
  if (changes.length === 0) return { kind: 'unchanged', difference: null }
  return { kind: 'changed', difference: { row, benefitId, title, kind: 'changed', changes } }
}
