import { Tabs } from 'antd'
import { Route, Switch, useLocation } from 'wouter'
import { DeskPage } from '../../ui/DeskPage'
import type { SignedIn } from '../door/useStanding'
import { Differences } from './Differences'
import { ManualOrders } from './ManualOrders'
import { orderTexts } from './words'

/** Orders at suppliers that wait for a person, and what suppliers say otherwise than we have it. */
export function Orders({ who }: { who: SignedIn }) {
  const texts = orderTexts()
  const [place, open] = useLocation()
  const items = [
    { key: '/', label: texts.tabs.orders },
    { key: '/differences', label: texts.tabs.differences },
  ]
  return (
    <DeskPage title={texts.title}>
      <Tabs items={items} activeKey={place === '/differences' ? place : '/'} onChange={(key) => open(key)} />
      <Switch>
        <Route path="/differences">
          <Differences />
        </Route>
        <Route>
          <ManualOrders isMaker={who.operator.roles.includes('maker')} />
        </Route>
      </Switch>
    </DeskPage>
  )
}
