import { Tag, Typography } from 'antd'
import { useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import { type RiskReview, reviewState } from '../../../shared/contract/risk'
import { riskReasonWords } from '../../../shared/words/risk'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { language } from '../../words/language'
import { formatMoment } from '../../words/moments'
import type { SignedIn } from '../door/useStanding'
import { isLate } from './late'
import { ReviewPage } from './ReviewPage'
import { ReasonTags } from './RiskTags'
import { riskTexts } from './words'

/** Redemptions that are held for a person, what is promised first first. */
export function Reviews({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/:redemptionId">
        {({ redemptionId }) => (
          <ReviewPage redemptionId={redemptionId} mayDecide={who.operator.roles.includes('risk')} />
        )}
      </Route>
      <Route>
        <Queue />
      </Route>
    </Switch>
  )
}

function Queue() {
  const texts = riskTexts()
  const [counts, setCounts] = useState({ waiting: 0, late: 0 })
  const options = reviewState.options.map((value) => ({ value, label: texts.states[value] }))
  return (
    <ListPage<RiskReview>
      name="reviews"
      source="riskDesk.reviews"
      title={texts.reviews}
      rowKey={({ redemptionId }) => redemptionId}
      columns={columns()}
      empty={texts.nothingWaits}
      filters={[{ kind: 'choice', name: 'state', label: texts.state, options, initial: 'waiting' }]}
      ask={async ({ filters, cursor }) => {
        const state = reviewState.safeParse(filters.state).data ?? 'waiting'
        const { reviews, waiting, late, next } = await server.riskDesk.reviews({ query: { state, cursor } })
        setCounts({ waiting, late })
        return { items: reviews, next }
      }}
    >
      <Typography.Paragraph type={counts.late > 0 ? 'danger' : 'secondary'}>
        {texts.counts(counts.waiting, counts.late)}
      </Typography.Paragraph>
    </ListPage>
  )
}

function columns(): ListColumn<RiskReview>[] {
  const texts = riskTexts()
  return [
    {
      key: 'promised',
      title: texts.promised,
      width: 230,
      render: (review) => <Promised review={review} />,
      cell: ({ promisedBy }) => formatMoment(promisedBy),
    },
    {
      key: 'benefit',
      title: texts.benefit,
      render: ({ redemptionId, title }) => <Link href={`/${redemptionId}`}>{title}</Link>,
      cell: ({ title }) => title,
    },
    {
      key: 'points',
      title: texts.points,
      width: 100,
      align: 'right',
      render: ({ points }) => <Points amount={points} />,
      cell: ({ points }) => points,
    },
    {
      key: 'reasons',
      title: texts.reasons,
      render: ({ reasons }) => <ReasonTags reasons={reasons} />,
      cell: ({ reasons }) => reasons.map((reason) => riskReasonWords[reason][language()]).join('、'),
    },
    {
      key: 'clearBy',
      title: texts.clearBy,
      width: 180,
      render: ({ clearBy }) => texts.clears[clearBy],
      cell: ({ clearBy }) => texts.clears[clearBy],
    },
    {
      key: 'heldAt',
      title: texts.heldAt,
      width: 170,
      hidden: true,
      render: ({ heldAt }) => <span className="figures">{formatMoment(heldAt)}</span>,
      cell: ({ heldAt }) => formatMoment(heldAt),
    },
    {
      key: 'redemption',
      title: 'ID',
      hidden: true,
      render: ({ redemptionId }) => <span className="figures">{redemptionId}</span>,
      cell: ({ redemptionId }) => redemptionId,
    },
  ]
}

function Promised({ review }: { review: RiskReview }) {
  return (
    <>
      <span className="figures">{formatMoment(review.promisedBy)}</span>
      {isLate(review) && (
        <Tag color="red" style={{ marginInlineStart: 8 }}>
          {riskTexts().late}
        </Tag>
      )}
    </>
  )
}
