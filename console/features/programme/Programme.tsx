import { Route, Switch } from 'wouter'
import type { SignedIn } from '../door/useStanding'
import { DraftPage } from './DraftPage'
import { VersionList } from './VersionList'

/** How the programme earns and holds its tiers: the versions, and a new one. */
export function Programme({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/draft/:kind">{({ kind }) => <DraftPage kind={kind === 'terms' ? 'terms' : 'rule'} />}</Route>
      <Route>
        <VersionList mayDraft={who.operator.roles.includes('maker')} />
      </Route>
    </Switch>
  )
}
