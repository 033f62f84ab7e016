import { Alert, Button, Card, Dropdown, Flex, Skeleton, Statistic, Tabs, Tag, Typography } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import type { SignedIn } from '../door/useStanding'
import { AdjustPoints, ExtendExpiry, WriteOffDebt } from '../requests/AskForms'
import { requestTexts } from '../requests/words'
import { CardTags } from './FindPage'
import { Lots } from './Lots'
import { Redemptions } from './Redemptions'
import { Timeline } from './Timeline'
import { Unmask } from './Unmask'
import { cardholderTexts } from './words'

type Person = ReplyOf<Api['support']['person']>

/** One cardholder: who they are, masked, what they have, and everything that happened. */
export function PersonPage({ cardholderId, who }: { cardholderId: string; who: SignedIn }) {
  const texts = cardholderTexts()
  const [search, setSearch] = useSearchParams()
  const { data, error, reload } = useAnswer(cardholderId, () =>
    server.support.person({ params: { cardholderId }, query: {} }),
  )
  const isMaker = who.operator.roles.includes('maker')
  const tabs = [
    { key: 'timeline', label: texts.tabs.timeline, children: <Timeline cardholderId={cardholderId} /> },
    { key: 'lots', label: texts.tabs.lots, children: <Lots cardholderId={cardholderId} isMaker={isMaker} /> },
    {
      key: 'redemptions',
      label: texts.tabs.redemptions,
      children: <Redemptions cardholderId={cardholderId} roles={who.operator.roles} />,
    },
  ]
  return (
    <DeskPage
      title={data?.cardholder.phoneMasked ?? texts.title}
      actions={
        <>
          {data && isMaker && <AskMenu person={data} />}
          <Link href="/">
            <Button>{texts.back}</Button>
          </Link>
        </>
      }
      error={error}
      onRetry={reload}
    >
      {!data && error === undefined && <Skeleton active />}
      {data && (
        <>
          <Summary person={data} who={who} />
          <Tabs
            items={tabs}
            activeKey={search.get('tab') ?? 'timeline'}
            destroyOnHidden
            onChange={(tab) => setSearch(tab === 'timeline' ? {} : { tab })}
          />
        </>
      )}
    </DeskPage>
  )
}

function Summary({ person: { cardholder, points, standing }, who }: { person: Person; who: SignedIn }) {
  const texts = cardholderTexts()
  const { cardholderId, phoneMasked, level, since, isDeleted, cards } = cardholder
  const { available, pending, held, debt, expiringNext } = points
  const maySee = who.operator.roles.includes('support') && phoneMasked !== null
  const figure = (title: string, value: number) => <Statistic key={title} title={title} value={value} />
  return (
    <Card style={{ marginBottom: 16 }}>
      {isDeleted && <Alert type="info" showIcon title={texts.deletedText} style={{ marginBottom: 16 }} />}
      <Flex gap={8} align="center" wrap style={{ marginBottom: 16 }}>
        <Tag>{isDeleted ? texts.deleted : texts.levels[level]}</Tag>
        <CardTags cards={cards} />
        {maySee && <Unmask cardholderId={cardholderId} />}
        <Typography.Text type="secondary" className="figures" copyable={{ text: cardholderId, tooltips: texts.copied }}>
          {cardholderId}
        </Typography.Text>
        <Typography.Text type="secondary">
          {texts.since} {formatMoment(since)}
        </Typography.Text>
      </Flex>
      <Flex gap={40} wrap align="flex-end">
        {figure(texts.available, available)}
        {figure(texts.pending, pending)}
        {figure(texts.held, held)}
        {figure(texts.debt, debt)}
        <Statistic title={texts.tier} value={say(tierWords[standing.tier])} />
        {figure(texts.growth, standing.growth)}
        {expiringNext && (
          <Typography.Text type="secondary">
            {texts.expiringNext(formatPoints(expiringNext.amount), expiringNext.on)}
          </Typography.Text>
        )}
      </Flex>
    </Card>
  )
}

type Asking = 'adjust_points' | 'write_off_debt' | 'extend_expiry'

function AskMenu({ person: { cardholder, points } }: { person: Person }) {
  const { cardholderId } = cardholder
  const { kinds } = requestTexts()
  const [asking, setAsking] = useState<Asking>()
  const open = { cardholderId, onClose: () => setAsking(undefined) }
  const offered: Asking[] = [
    'adjust_points',
    'extend_expiry',
    ...(points.debt > 0 ? (['write_off_debt'] as const) : []),
  ]
  const items = offered.map((kind) => ({ key: kind, label: kinds[kind], onClick: () => setAsking(kind) }))
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="primary">{cardholderTexts().actions}</Button>
      </Dropdown>
      {asking === 'adjust_points' && <AdjustPoints {...open} />}
      {asking === 'extend_expiry' && <ExtendExpiry {...open} />}
      {asking === 'write_off_debt' && <WriteOffDebt {...open} debt={points.debt} />}
    </>
  )
}
