import { Alert, Skeleton, Typography } from 'antd'
import { Route, Switch } from 'wouter'
import type { OperatorRole } from '../../../shared/contract/roles'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import type { SignedIn } from '../door/useStanding'
import { AttackPanel } from './AttackPanel'
import { BenefitPanel } from './BenefitPanel'
import { DayList } from './DayList'
import { EndedList } from './EndedList'
import { LoopPanel } from './LoopPanel'
import { PointsPanel } from './PointsPanel'
import { RangeChoice } from './RangeChoice'
import { StockPanel } from './StockPanel'
import { SupplierPanel } from './SupplierPanel'
import { useRange } from './useRange'
import { dashboardWords } from './words'

/** How the programme does; every number leads to its list. */
export function Dashboard({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/redemptions">
        <EndedList />
      </Route>
      <Route path="/days">
        <DayList />
      </Route>
      <Route>
        <Overview who={who} opensLists={who.operator.roles.some((role) => listRoles.includes(role))} />
      </Route>
    </Switch>
  )
}

/** Who has orders and catalogue in the menu; to others their numbers are numbers. */
const listRoles: readonly OperatorRole[] = ['maker', 'checker', 'auditor']

function Overview({ who, opensLists }: { who: SignedIn; opensLists: boolean }) {
  const texts = dashboardWords()
  const { range, last, choose } = useRange()
  const { from, until, isWrong } = range
  const { data, error, reload } = useAnswer(`insights ${from} ${until}`, () =>
    isWrong ? Promise.resolve(undefined) : server.insights.dashboard({ query: { from, until } }),
  )
  return (
    <DeskPage title={texts.title} error={error} onRetry={reload}>
      <RangeChoice range={range} onLast={last} onChoose={choose} />
      {isWrong && <Alert type="warning" showIcon title={texts.rangeWrong} style={{ marginBottom: 16 }} />}
      {!data && !isWrong && error === undefined && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && !isWrong && (
        <>
          <Typography.Paragraph type="secondary">{texts.fresh(data.countedUntil)}</Typography.Paragraph>
          <PointsPanel shown={data} />
          <LoopPanel loop={data.loop} />
          <AttackPanel from={from} until={until} opensLists={who.operator.roles.includes('auditor')} />
          <SupplierPanel shown={data} opensLists={opensLists} />
          <BenefitPanel shown={data} />
          <StockPanel stock={data.stock} opensLists={opensLists} />
        </>
      )}
    </DeskPage>
  )
}
