import { Form, Input, Select } from 'antd'
import type { BenefitColumn, VersionRowShown } from '../../../shared/contract/versions'
import { optionsOf } from './cellText'
import { columnName } from './columnWords'
import { formTexts } from './formWords'
import { versionTexts } from './words'

const needed: ReadonlySet<BenefitColumn> = new Set([
  'benefit_id',
  'title',
  'points',
  'stock',
  'starts_at',
  'ends_at',
  'limit_per_person',
  'valid_days',
  'description',
  'steps',
])
const paragraphs: Partial<Record<BenefitColumn, number>> = { description: 4, steps: 4, releases: 2 }
const numbers: ReadonlySet<BenefitColumn> = new Set([
  'points',
  'stock',
  'low_stock_at',
  'valid_days',
  'limit_per_person',
  'limit_per_day',
  'limit_per_week',
  'limit_per_month',
  'campaign_limit',
])

/** One cell of a benefit. What it may hold is the server's to say, by the rules of a file; here only what is empty. */
export function BenefitField({ column, row }: { column: BenefitColumn; row: VersionRowShown | null }) {
  const { hints, issued } = formTexts()
  const isFixed = column === 'benefit_id' && row !== null
  const hint = column === 'stock' && row?.live ? issued(row.live.issued) : isFixed ? undefined : hints[column]
  const rules = needed.has(column) ? [{ required: true, whitespace: true, message: versionTexts().required }] : []
  return (
    <Form.Item name={column} label={columnName(column)} rules={rules} extra={hint}>
      <Entry column={column} isFixed={isFixed} />
    </Form.Item>
  )
}

/** What the form hands on, as `value`, `onChange` and `id`, is handed on once more. */
function Entry({ column, isFixed, ...handed }: { column: BenefitColumn; isFixed: boolean }) {
  const options = optionsOf(column)
  if (options) return <Select {...handed} options={options} allowClear={column === 'account'} />
  const rows = paragraphs[column]
  if (rows) return <Input.TextArea {...handed} rows={rows} />
  return (
    <Input
      {...handed}
      disabled={isFixed}
      autoComplete="off"
      className={numbers.has(column) ? 'figures' : undefined}
      inputMode={numbers.has(column) ? 'numeric' : undefined}
    />
  )
}
