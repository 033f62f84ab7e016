import type { AuditAction } from '../../../shared/contract/audit'
import type { Database, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import {
  giveBackVersion,
  publishableVersion,
  publishVersion,
  type Shelves,
  shelfChanged,
  versionOf,
  versionsDue,
} from '../catalogue'
import { insertAudit } from './audit.store'
import { changesOf } from './versionChanges'

export interface PublishDueDeps {
  database: Database
  surroundings: Surroundings
  supplierNames?: ReadonlySet<string>
  shelves?: Shelves
  signal?: AbortSignal
}

/**
 * Makes versions live whose time has come, each in a transaction of its own: killed anywhere, it has done all of one or
 * nothing, and of two that run at once the second finds it done. What cannot go live any more is a draft again, with what
 * stood against it.
 * @returns how many were dealt with
 */
export async function publishDue(programmeId: string, deps: PublishDueDeps): Promise<number> {
  const { database, surroundings, shelves, signal } = deps
  let done = 0
  for (const versionId of await versionsDue(database.reader, { programmeId, now: surroundings.now() })) {
    if (signal?.aborted) break
    if (await publishOne({ programmeId, versionId }, deps)) done += 1
  }
  if (done > 0 && shelves) shelfChanged(shelves, programmeId)
  return done
}

interface Key {
  programmeId: string
  versionId: string
}

async function publishOne(key: Key, deps: PublishDueDeps): Promise<boolean> {
  const { database, surroundings, supplierNames: suppliers } = deps
  const now = surroundings.now()
  try {
    await database.inTransaction(async (tx) => {
      const asked = { now, newId: surroundings.newId, suppliers }
      const publishable = await publishableVersion(tx, key, { ...asked, from: 'scheduled' })
      await publishVersion(tx, publishable, asked)
      await audit(tx, { ...key, ...deps, action: 'version.published', changes: changesOf(publishable.differences) })
    })
    return true
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return database.inTransaction(async (tx) => {
      // Another process was quicker, or somebody has taken it back.
      if ((await versionOf(tx, key))?.state !== 'scheduled') return false
      await giveBackVersion(tx, key, { from: 'scheduled', failure: error.code, now })
      const changes = [{ field: 'version.failure', before: null, after: error.code }]
      await audit(tx, { ...key, ...deps, action: 'version.failed', changes })
      return true
    })
  }
}

async function audit(
  tx: Tx,
  {
    programmeId,
    versionId,
    surroundings,
    ...done
  }: Key & Pick<PublishDueDeps, 'surroundings'> & { action: AuditAction; changes: ReturnType<typeof changesOf> },
): Promise<void> {
  const { action, changes } = done
  const what = { id: surroundings.newId(), at: surroundings.now(), action, subject: versionId, changes }
  await insertAudit(tx, { ...what, operatorId: null, programmeId, reason: null, requestId: null, address: null })
}
