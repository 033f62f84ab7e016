import { Route, Switch } from 'wouter'
import type { SignedIn } from '../door/useStanding'
import { RequestList } from './RequestList'
import { RequestPage } from './RequestPage'

/** What one asks and another decides: the list, and one of them. */
export function Requests({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/:requestId">{({ requestId }) => <RequestPage requestId={requestId} who={who} />}</Route>
      <Route>
        <RequestList who={who} />
      </Route>
    </Switch>
  )
}
