import { Refused } from '../../http/refused'
import { giveBackVersion, versionOf } from '../catalogue'
import { changeAsMaker, type MakerDoing } from './changeAsMaker'
import { withdrawRequest } from './decideRequest'
import type { DeskDeps } from './executeRequest'

/**
 * Takes a version back: one in review with the request that it waits for, which only its maker can do; one that waits for
 * its time by any maker, since to stop something needs one person.
 * @throws Refused not_found, role_required, version_not_submitted, request_of_another, request_decided
 */
export async function withdrawVersion(
  deps: DeskDeps,
  doing: Omit<MakerDoing, 'programmeId' | 'key'>,
  { programmeId, versionId, reason }: { programmeId: string; versionId: string; reason: string | null },
): Promise<void> {
  const version = await versionOf(deps.database.reader, { programmeId, versionId })
  if (!version) throw new Refused('not_found')
  if (version.state === 'in_review' && version.requestId !== null) {
    const { operatorId: ownerId } = doing.operator
    // To withdraw twice is refused by its state, so that the caller needs no key of their own.
    const key = { ownerId, key: deps.surroundings.newId(), endpointId: 'versions.withdraw', inputHash: versionId }
    await withdrawRequest(deps, { ...doing, key }, { id: version.requestId, reason })
    return
  }
  await changeAsMaker(deps, { ...doing, programmeId, key: undefined }, async (tx, { now }) => {
    await giveBackVersion(tx, { programmeId, versionId }, { from: 'scheduled', now })
    const publishAt = version.publishAt?.toISOString() ?? null
    const changes = [{ field: 'catalogue.publishAt', before: publishAt, after: null }]
    return { reply: {}, audited: { action: 'version.given_back', subject: versionId, changes, reason } }
  })
}
