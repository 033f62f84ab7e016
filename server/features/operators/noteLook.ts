import { firstIdAt } from '../../../shared/values/ids'
import { hasLookedSince } from './audit.store'
import type { DeskDeps } from './executeRequest'
import type { Looking } from './supportDeps'
import { writeLook } from './writeLook'

/** Who looks on within this time is looking still. */
const sameLookMs = 10 * 60_000

/**
 * Writes down that somebody reads on about a cardholder, unless the log has them at it within the last minutes: a page asks
 * for many things, and its parts belong to the look that began it.
 */
export async function noteLook(
  deps: Pick<DeskDeps, 'database' | 'surroundings'>,
  looking: Looking,
  { cardholderId, what, id }: { cardholderId: string; what: string; id: string | null },
): Promise<void> {
  const { programmeId, operator } = looking
  const since = firstIdAt(new Date(deps.surroundings.now().getTime() - sameLookMs))
  const about = { programmeId, subject: cardholderId }
  if (await hasLookedSince(deps.database.reader, { ...about, operatorId: operator.operatorId, since })) return
  const changes = [{ field: what, before: null, after: id }]
  await writeLook(deps, looking, { action: 'cardholder.viewed', subject: cardholderId, reason: null, changes })
}
