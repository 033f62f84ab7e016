import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type StockShown, stockWorry } from '../../../shared/contract/stock'
import { server } from '../../server/server'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import type { SignedIn } from '../door/useStanding'
import { Batches } from './Batches'
import { stockColumns } from './stockColumns'
import { stockTexts } from './words'

/** What is left of each benefit, what to look after first, and batches of codes with their last days. */
export function Stock({ who }: { who: SignedIn }) {
  const texts = stockTexts()
  const [counts, setCounts] = useState({ low: 0, out: 0, expiring: 0 })
  const isMaker = who.operator.roles.includes('maker')
  const options = stockWorry.options.map((value) => ({
    value,
    label: texts.counted(texts.worries[value], counts[value]),
  }))
  const actions = isMaker && (
    <Link href="~/console/import/codes">
      <Button>{texts.importCodes}</Button>
    </Link>
  )
  return (
    <ListPage<StockShown>
      name="stock"
      source="stock.list"
      title={texts.title}
      rowKey={({ benefitId }) => benefitId}
      columns={stockColumns()}
      filters={[
        { kind: 'choice', name: 'worry', label: texts.worry, options },
        { kind: 'text', name: 'q', placeholder: texts.search },
      ]}
      actions={actions}
      expanded={(line) => <Batches line={line} />}
      ask={async ({ filters, sort, cursor }) => {
        const query = {
          worry: stockWorry.safeParse(filters.worry).data,
          q: filters.q || undefined,
          sort: sortAs(sort, ['benefit', 'left', 'issued', 'free']),
          cursor,
        }
        const { lines, counts: counted, next } = await server.stock.list({ query })
        setCounts(counted)
        return { items: lines, next }
      }}
    />
  )
}
