import { Route, Switch } from 'wouter'
import type { SignedIn } from '../door/useStanding'
import { CheckPage } from './CheckPage'
import { CodesPage } from './CodesPage'
import { StartPage } from './StartPage'

/** Files on their way into the catalogue: benefits by a draft, codes by a request. */
export function Imports({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/codes/:importId">
        {({ importId }) => <CodesPage key={importId} importId={importId} who={who} />}
      </Route>
      <Route path="/codes">
        <StartPage key="codes" kind="codes" who={who} />
      </Route>
      <Route path="/:importId">{({ importId }) => <CheckPage key={importId} importId={importId} who={who} />}</Route>
      <Route>
        <StartPage key="benefits" kind="benefits" who={who} />
      </Route>
    </Switch>
  )
}
