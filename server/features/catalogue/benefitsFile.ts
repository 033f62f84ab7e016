import { type BenefitCategory, benefitId } from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'
import { benefitCategoryWords } from '../../../shared/words/categories'
import { tierWords } from '../../../shared/words/tiers'
import type { CatalogueProblems } from './catalogueProblems'
import { line, oneOf, paragraph, type Read, type Reading, shanghaiTime, steps, whole } from './cells'
import { type Conditions, conditionColumns, conditionsIn } from './conditions'
import { readTable, type TableRow } from './csvTable'
import { type Delivered, deliveryColumns, deliveryIn } from './delivery'

/** The columns of a benefits file: English and Chinese name. `docs/catalogue.md` describes each. */
export const benefitColumns = {
  benefit_id: '权益编号',
  title: '名称',
  category: '分类',
  tier: '等级',
  points: '积分',
  stock: '库存',
  starts_at: '开始时间',
  ends_at: '结束时间',
  limit_per_person: '每人限兑',
  valid_days: '有效天数',
  description: '说明',
  steps: '使用步骤',
  ...deliveryColumns,
  ...conditionColumns,
}
/** Files from before there were these go on as they are. */
const optional = new Set(Object.keys({ ...deliveryColumns, ...conditionColumns }))
export type BenefitColumn = keyof typeof benefitColumns
/** What a row says, by the English names of the columns. */
export type BenefitCells = Record<BenefitColumn, string>

/** A benefit as the file has it. */
export interface BenefitLine extends Delivered, Conditions {
  benefitId: string
  title: string
  category: BenefitCategory
  tier: TierId
  points: number
  stock: number
  startsAt: Date
  endsAt: Date
  limitPerPerson: number
  validDays: number
  description: string
  steps: string[]
  position: number
}

export interface NumberedBenefit {
  row: number
  benefit: BenefitLine
}

export interface BenefitsFile {
  /** The rows that are right. */
  benefits: NumberedBenefit[]
  /** The ids in all rows, wrong ones included: a bad row is told once, not again for each of its codes. */
  named: ReadonlySet<string>
  /** False where some of the file could not be read, so that nobody knows what else it names. */
  complete: boolean
}

/** Reads the benefits; what is wrong with a row is noted. */
export function readBenefitsFile(
  bytes: Uint8Array,
  problems: CatalogueProblems,
  /** Those that orders can go to; any name will do where nothing is said. */
  suppliers?: ReadonlySet<string>,
): BenefitsFile {
  const rowOfId = new Map<string, number>()
  const { rows, complete } = readTable(bytes, { file: 'benefits', columns: benefitColumns, optional }, problems)
  const benefits = rows.flatMap((row, index): NumberedBenefit[] => {
    const id = row.cells.benefit_id
    const first = rowOfId.get(id)
    if (first === undefined) rowOfId.set(id, row.row)
    if (!row.whole) return []
    const benefit = benefitIn(row, { position: index + 1, suppliers }, problems)
    if (first === undefined) return benefit ? [{ row: row.row, benefit }] : []
    if (id !== '')
      problems.note({ file: 'benefits', row: row.row, column: 'benefit_id', code: 'benefit_repeated' }, first)
    return []
  })
  return { benefits, named: new Set(rowOfId.keys()), complete }
}

/** Reads one row; what is wrong with it is noted, and then it is no benefit. */
export function benefitIn(
  { row, cells }: Pick<TableRow<BenefitColumn>, 'row' | 'cells'>,
  { position, suppliers }: { position: number; suppliers: ReadonlySet<string> | undefined },
  problems: CatalogueProblems,
): BenefitLine | undefined {
  const before = problems.count
  const read: Read<BenefitColumn> = (column, reading) => {
    if ('ok' in reading) return reading.ok
    problems.note({ file: 'benefits', row, column, code: reading.wrong }, reading.found)
    return undefined
  }
  const startsAt = read('starts_at', shanghaiTime(cells.starts_at, 'start'))
  const endsAt = read('ends_at', shanghaiTime(cells.ends_at, 'end'))
  if (startsAt && endsAt && endsAt <= startsAt) {
    problems.note({ file: 'benefits', row, column: 'ends_at', code: 'ends_before_start' })
  }
  const benefit = {
    benefitId: read('benefit_id', idIn(cells.benefit_id)),
    title: read('title', line(cells.title, 40)),
    category: read('category', oneOf(cells.category, benefitCategoryWords, 'category_unknown')),
    tier: read('tier', oneOf(cells.tier, tierWords, 'tier_unknown')),
    points: read('points', whole(cells.points, { from: 1, to: 100_000_000 })),
    stock: read('stock', whole(cells.stock, { from: 0, to: 10_000_000 })),
    startsAt,
    endsAt,
    limitPerPerson: read('limit_per_person', whole(cells.limit_per_person, { from: 1, to: 1_000 })),
    validDays: read('valid_days', whole(cells.valid_days, { from: 1, to: 3_650 })),
    description: read('description', paragraph(cells.description, 1_000)),
    steps: read('steps', steps(cells.steps, { most: 12, longest: 120 })),
    ...deliveryIn({ row, cells }, { read, suppliers }, problems),
    ...conditionsIn({ row, cells }, read, problems),
    position,
  }
  const late = endsAt && benefit.releases.find(({ at }) => at > endsAt)
  if (late) {
    const at = cells.releases.split(/[\n|]/)[benefit.releases.indexOf(late)]?.split('=')[0]?.trim() ?? ''
    problems.note({ file: 'benefits', row, column: 'releases', code: 'release_after_end' }, at)
  }
  const later = benefit.releases.reduce((sum, release) => sum + release.stock, 0)
  if (benefit.stock !== undefined && later > benefit.stock)
    problems.note({ file: 'benefits', row, column: 'releases', code: 'releases_above_stock' }, later)
  return problems.count === before ? (benefit as BenefitLine) : undefined
}

function idIn(text: string): Reading<string> {
  if (text === '') return { wrong: 'required', found: '' }
  return benefitId.safeParse(text).success ? { ok: text } : { wrong: 'benefit_id_invalid', found: text }
}
