import { Route, Switch } from 'wouter'
import type { SignedIn } from '../door/useStanding'
import { BenefitPage } from './BenefitPage'
import { VersionList } from './VersionList'
import { VersionPage } from './VersionPage'

/** The versions of the catalogue: the list, one of them, and one benefit of a draft. */
export function Catalogue({ who }: { who: SignedIn }) {
  return (
    <Switch>
      <Route path="/:versionId/benefits/:benefitId?">
        {({ versionId, benefitId }) => (
          <BenefitPage key={`${versionId} ${benefitId}`} versionId={versionId} benefitId={benefitId} />
        )}
      </Route>
      <Route path="/:versionId">
        {({ versionId }) => <VersionPage key={versionId} versionId={versionId} who={who} />}
      </Route>
      <Route>
        <VersionList who={who} />
      </Route>
    </Switch>
  )
}
