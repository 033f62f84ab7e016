import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type TimelineItem, timelineKind } from '../../../shared/contract/support'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { Explained, type Explaining } from './Explained'
import { changeOf, keyOf, sentenceOf } from './timelineWords'
import { cardholderTexts } from './words'

const colours: Record<TimelineItem['kind'], string> = {
  spend: 'blue',
  points: 'green',
  tier: 'gold',
  redemption: 'purple',
  redelivery: 'magenta',
  notice: 'default',
}

/** Everything that happened to a cardholder, the newest first, each with what explains it. */
export function Timeline({ cardholderId }: { cardholderId: string }) {
  const texts = cardholderTexts()
  const [explaining, setExplaining] = useState<Explaining>()
  const options = timelineKind.options.map((kind) => ({ value: kind, label: texts.kinds[kind] }))
  return (
    <>
      <ListPage<TimelineItem>
        name="timeline"
        source="support.timeline"
        title=""
        rowKey={keyOf}
        columns={columns((item) => setExplaining(explainingOf(item)))}
        filters={[{ kind: 'choice', name: 'kind', label: texts.kind, options }]}
        ask={async ({ filters, cursor }) => {
          const kind = timelineKind.safeParse(filters.kind).data
          const { items, next } = await server.support.timeline({ params: { cardholderId }, query: { kind, cursor } })
          return { items, next }
        }}
      />
      {explaining && (
        <Explained cardholderId={cardholderId} explaining={explaining} onClose={() => setExplaining(undefined)} />
      )}
    </>
  )
}

function columns(explain: (item: TimelineItem) => void): ListColumn<TimelineItem>[] {
  const texts = cardholderTexts()
  return [
    {
      key: 'at',
      title: texts.at,
      width: 190,
      render: ({ at }) => <span className="figures">{momentText(at)}</span>,
      cell: ({ at }) => momentText(at),
    },
    {
      key: 'kind',
      title: texts.kind,
      width: 90,
      render: ({ kind }) => <Tag color={colours[kind]}>{texts.kinds[kind]}</Tag>,
      cell: ({ kind }) => texts.kinds[kind],
    },
    { key: 'what', title: texts.what, render: sentenceOf, cell: sentenceOf },
    {
      key: 'change',
      title: texts.change,
      width: 120,
      align: 'right',
      render: (item) => {
        const change = changeOf(item)
        return change === null ? null : <Points amount={change} isChange />
      },
      cell: changeOf,
    },
    {
      key: 'explain',
      title: texts.details,
      width: 100,
      render: (item) =>
        explainingOf(item) && (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => explain(item)}>
            {texts.explain}
          </Button>
        ),
    },
  ]
}

/** What belongs to a day and not to a moment stands at its very end. */
function momentText(at: string): string {
  const text = formatMoment(at)
  return at.endsWith('T15:59:59.999Z') ? text.slice(0, 10) : text
}

function explainingOf(item: TimelineItem): Explaining | undefined {
  if (item.kind === 'points') return { what: 'entry', id: item.entry.transactionId }
  if (item.kind === 'tier') return { what: 'step', id: item.step.id }
  if (item.kind === 'redemption') return { what: 'redemption', id: item.redemption.id }
  return undefined
}
