import { Route, Switch } from 'wouter'
import type { SignedIn } from '../door/useStanding'
import { FindPage } from './FindPage'
import { PersonPage } from './PersonPage'

/** Who is on the phone, and everything that happened to them. */
export function Cardholders({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/:cardholderId">
        {({ cardholderId }) => <PersonPage key={cardholderId} cardholderId={cardholderId} who={who} />}
      </Route>
      <Route>
        <FindPage />
      </Route>
    </Switch>
  )
}
