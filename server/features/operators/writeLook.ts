import { type Audited, insertAudit } from './audit.store'
import type { Looking, SupportDeps } from './supportDeps'

/** Writes down that somebody looked, before they are told what they see. */
export function writeLook(
  { database, surroundings }: Pick<SupportDeps, 'database' | 'surroundings'>,
  { operator, programmeId, requestId, address }: Looking,
  look: Pick<Audited, 'action' | 'subject' | 'reason' | 'changes'>,
): Promise<void> {
  const who = { operatorId: operator.operatorId, programmeId, requestId, address }
  const when = { id: surroundings.newId(), at: surroundings.now() }
  return database.inTransaction((tx) => insertAudit(tx, { ...when, ...who, ...look }))
}
