import { Tag, Typography } from 'antd'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import { supplierOf } from './supplierOf'
import { orderTexts } from './words'

type Difference = ReplyOf<Api['operators']['supplierDifferences']>['differences'][number]
const kinds = ['unknown_order', 'closed_otherwise', 'other_serial', 'delivered_twice', 'other_sku', 'missing'] as const

export function Differences() {
  const texts = orderTexts()
  const options = kinds.map((kind) => ({ value: kind, label: texts.kinds[kind] }))
  return (
    <ListPage<Difference>
      name="supplier-differences"
      source="operators.supplierDifferences"
      title=""
      rowKey={({ id }) => id}
      empty={texts.noDifferences}
      columns={columns()}
      filters={[
        { kind: 'text', name: 'supplier', placeholder: texts.supplierFilter },
        { kind: 'choice', name: 'kind', label: texts.kind, options },
      ]}
      ask={async ({ filters, sort, cursor }) => {
        const kind = kinds.find((one) => one === filters.kind)
        const query = {
          supplier: supplierOf(filters.supplier),
          kind,
          sort: sortAs(sort, ['seenAt', 'day', 'supplier']),
          cursor,
        }
        const { differences, next } = await server.operators.supplierDifferences({ query })
        return { items: differences, next }
      }}
    >
      <Typography.Paragraph type="secondary">{texts.differencesAbout}</Typography.Paragraph>
    </ListPage>
  )
}

function columns(): ListColumn<Difference>[] {
  const texts = orderTexts()
  const text = (key: string, title: string, of: (row: Difference) => string | null): ListColumn<Difference> => ({
    key,
    title,
    render: of,
    cell: of,
  })
  return [
    { ...text('day', texts.day, ({ day }) => day), width: 120, sort: 'server' },
    { ...text('supplier', texts.supplier, ({ supplier }) => supplier), width: 120, sort: 'server' },
    {
      key: 'kind',
      title: texts.kind,
      width: 150,
      render: ({ kind }) => <Tag color="red">{texts.kinds[kind]}</Tag>,
      cell: ({ kind }) => texts.kinds[kind],
    },
    text('order', texts.order, ({ orderNo }) => orderNo),
    text('ours', texts.ours, ({ ours }) => ours),
    text('theirs', texts.theirs, ({ theirs }) => theirs),
    { ...text('source', texts.source, ({ source }) => texts.sources[source]), width: 120 },
    { ...text('seenAt', texts.seenAt, ({ seenAt }) => formatMoment(seenAt)), width: 190, sort: 'server' },
  ]
}
