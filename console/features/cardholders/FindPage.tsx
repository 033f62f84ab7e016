import { Alert, Input, type InputRef, Table, Tag, Typography } from 'antd'
import { useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CardholderAtDesk } from '../../../shared/contract/support'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { DeskPage } from '../../ui/DeskPage'
import { EmptyState } from '../../ui/EmptyState'
import { NotDone } from '../../ui/NotDone'
import { useSlash } from '../../ui/useSlash'
import { formatMoment } from '../../words/moments'
import { lookupsOf } from './lookups'
import { cardholderTexts } from './words'

interface Found {
  cardholders: CardholderAtDesk[]
  hasMore: boolean
}

/** Finds a cardholder by what they can tell. What was typed stands in no address, since addresses are kept. */
export function FindPage() {
  const texts = cardholderTexts()
  const field = useRef<InputRef>(null)
  useSlash(() => field.current?.focus())
  const [, open] = useLocation()
  const [found, setFound] = useState<Found>()
  const [isUnclear, setUnclear] = useState(false)
  const { act, isActing, sentence } = useAction(async (typed: string) => {
    const lookups = lookupsOf(typed)
    setUnclear(lookups.length === 0)
    setFound(undefined)
    let answer: Found | undefined
    for (const lookup of lookups) {
      answer = await server.support.find({ body: { lookup } })
      if (answer.cardholders.length > 0) break
    }
    const [only, ...others] = answer?.cardholders ?? []
    if (only && others.length === 0) open(`/${only.cardholderId}`)
    else setFound(answer)
  })
  return (
    <DeskPage title={texts.title}>
      <Typography.Paragraph type="secondary">{texts.searchText}</Typography.Paragraph>
      <Input.Search
        ref={field}
        autoFocus
        enterButton
        size="large"
        loading={isActing}
        placeholder={texts.search}
        aria-label={texts.search}
        autoComplete="off"
        onSearch={act}
        style={{ maxWidth: 640, marginBottom: 16 }}
      />
      {isUnclear && <Alert type="info" showIcon title={texts.notUnderstood} style={{ marginBottom: 16 }} />}
      <NotDone sentence={sentence} />
      {found?.hasMore && <Alert type="warning" showIcon title={texts.many} style={{ marginBottom: 16 }} />}
      {found && <FoundTable cardholders={found.cardholders} />}
    </DeskPage>
  )
}

function FoundTable({ cardholders }: { cardholders: CardholderAtDesk[] }) {
  const texts = cardholderTexts()
  return (
    <Table<CardholderAtDesk>
      rowKey="cardholderId"
      tableLayout="fixed"
      dataSource={cardholders}
      pagination={false}
      locale={{ emptyText: <EmptyState text={texts.nobody} /> }}
      columns={[
        {
          title: texts.phone,
          width: 160,
          render: (_, { cardholderId, phoneMasked }) => (
            <Link href={`/${cardholderId}`} className="figures">
              {phoneMasked ?? texts.noPhone}
            </Link>
          ),
        },
        { title: texts.cards, render: (_, { cards }) => <CardTags cards={cards} /> },
        {
          title: texts.kind,
          width: 140,
          render: (_, { level, isDeleted }) => (isDeleted ? <Tag>{texts.deleted}</Tag> : texts.levels[level]),
        },
        { title: texts.since, width: 190, className: 'figures', render: (_, { since }) => formatMoment(since) },
      ]}
    />
  )
}

export function CardTags({ cards }: { cards: CardholderAtDesk['cards'] }) {
  const texts = cardholderTexts()
  return cards.map(({ last4, product, boundAt, unboundAt }) => (
    <Tag key={`${last4} ${boundAt}`} color={unboundAt ? undefined : 'green'}>
      {texts.ending(last4)} · {product}
      {unboundAt && ` · ${texts.unbound}`}
    </Tag>
  ))
}
