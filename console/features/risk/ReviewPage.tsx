import { Button, Card, Descriptions, Flex, Skeleton, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { RiskDecision, RiskReview } from '../../../shared/contract/risk'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { useWishKey } from '../../server/useWishKey'
import { DeskPage } from '../../ui/DeskPage'
import { Points } from '../../ui/Figures'
import { ReasonModal } from '../../ui/ReasonModal'
import { formatMoment } from '../../words/moments'
import { factLines, placeOf, ruleSentence } from './factWords'
import { isLate } from './late'
import { LaneTag, ReasonTags } from './RiskTags'
import { riskTexts } from './words'

type Shown = ReplyOf<Api['riskDesk']['review']>
type Outcome = 'release' | 'refuse'

/** One held redemption with all that there is to decide it by. */
export function ReviewPage({ redemptionId, mayDecide }: { redemptionId: string; mayDecide: boolean }) {
  const texts = riskTexts()
  const ask = () => server.riskDesk.review({ params: { redemptionId }, query: {} })
  const { data, error, reload } = useAnswer(redemptionId, ask)
  const [deciding, setDeciding] = useState<Outcome>()
  const isOpen = mayDecide && data?.review.state === 'waiting'
  const actions = (
    <Flex gap={8} align="center">
      <Link href="/">{texts.back}</Link>
      {isOpen && (
        <>
          <Button danger onClick={() => setDeciding('refuse')}>
            {texts.refuse}
          </Button>
          <Button type="primary" onClick={() => setDeciding('release')}>
            {texts.release}
          </Button>
        </>
      )}
    </Flex>
  )
  return (
    <DeskPage title={data?.review.title ?? texts.review} actions={actions} error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && (
        <Flex vertical gap={16}>
          <About shown={data} />
          <Why shown={data} />
          <Card title={texts.facts} size="small">
            <Descriptions size="small" column={{ xs: 1, lg: 2 }} items={factLines(data.decision.facts)} />
          </Card>
          <Card title={texts.earlier} size="small">
            <Earlier decisions={data.earlier} />
          </Card>
        </Flex>
      )}
      {deciding && (
        <Decide redemptionId={redemptionId} outcome={deciding} onDone={reload} onClose={() => setDeciding(undefined)} />
      )}
    </DeskPage>
  )
}

interface Deciding {
  redemptionId: string
  outcome: Outcome
  onDone: () => Promise<void>
  onClose: () => void
}

function Decide({ redemptionId, outcome, onDone, onClose }: Deciding) {
  const texts = riskTexts()
  const keyOf = useWishKey()
  const decide = async (reason: string) => {
    const body = { outcome, reason }
    await server.riskDesk.decide({ params: { redemptionId }, body, key: keyOf({ redemptionId, ...body }) })
    onClose()
    await onDone()
  }
  return (
    <ReasonModal
      title={texts[outcome]}
      okText={texts[outcome]}
      danger={outcome === 'refuse'}
      onReason={decide}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">
        {outcome === 'release' ? texts.releaseText : texts.refuseText}
      </Typography.Paragraph>
    </ReasonModal>
  )
}

const stateColours: Record<RiskReview['state'], string> = {
  waiting: 'blue',
  released: 'green',
  refused: 'red',
  cleared: 'green',
}

function About({ shown: { review, phoneMasked, accountMasked } }: { shown: Shown }) {
  const texts = riskTexts()
  const { state, decidedAt, decidedBy, decisionReason } = review
  const ended = decidedAt && formatMoment(decidedAt)
  const items = [
    {
      key: 'state',
      label: texts.state,
      children: (
        <>
          <Tag color={stateColours[state]}>{texts.states[state]}</Tag>
          {isLate(review) && <Tag color="red">{texts.late}</Tag>}
        </>
      ),
    },
    { key: 'points', label: texts.points, children: <Points amount={review.points} /> },
    { key: 'held', label: texts.heldAt, children: formatMoment(review.heldAt) },
    { key: 'promised', label: texts.promised, children: formatMoment(review.promisedBy) },
    { key: 'who', label: texts.cardholder, children: <span className="figures">{review.cardholderId}</span> },
    { key: 'phone', label: texts.phone, children: phoneMasked ?? '–' },
    ...(accountMasked ? [{ key: 'account', label: texts.account, children: accountMasked }] : []),
    { key: 'clear', label: texts.clearBy, children: texts.clears[review.clearBy] },
    ...(ended
      ? [
          {
            key: 'end',
            label: texts.states[state],
            children: `${decidedBy ? texts.decidedBy(decidedBy.name, ended) : texts.clearedSelf(ended)} ${decisionReason ?? ''}`,
          },
        ]
      : []),
  ]
  return (
    <Card size="small">
      <Descriptions size="small" column={{ xs: 1, lg: 2 }} items={items} />
    </Card>
  )
}

function Why({ shown: { review, decision, ruleSet, alike } }: { shown: Shown }) {
  const texts = riskTexts()
  const sentenceOf = (id: string) => {
    const rule = ruleSet.rules.find((one) => one.id === id)
    return rule ? ruleSentence(rule) : texts.ruleGone(id)
  }
  return (
    <Card title={texts.why} size="small">
      <Flex vertical gap={8}>
        <ReasonTags reasons={review.reasons} />
        <Typography.Text type="secondary">{texts.rulesHit}</Typography.Text>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {decision.rules.map((id) => (
            <li key={id}>{sentenceOf(id)}</li>
          ))}
        </ul>
        <Typography.Text>{texts.alikeText(alike.cardholdersOnAddress, alike.cardholdersOnNetwork)}</Typography.Text>
      </Flex>
    </Card>
  )
}

function Earlier({ decisions }: { decisions: readonly RiskDecision[] }) {
  const texts = riskTexts()
  if (decisions.length === 0) return <Typography.Text type="secondary">{texts.noEarlier}</Typography.Text>
  return (
    <Table<RiskDecision>
      rowKey={({ id }) => id}
      size="small"
      pagination={false}
      dataSource={[...decisions]}
      columns={[
        { title: texts.at, className: 'figures', width: 180, render: (_, { at }) => formatMoment(at) },
        { title: texts.point, width: 120, render: (_, { point }) => texts.pointNames[point] },
        { title: texts.lane, width: 120, render: (_, { lane }) => <LaneTag lane={lane} /> },
        { title: texts.region, render: (_, { facts }) => placeOf(facts) },
      ]}
    />
  )
}
