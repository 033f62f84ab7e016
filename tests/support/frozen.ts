import type { Database } from '../../server/db/database'

/** Freezes what a cardholder may redeem, or lifts it, as they would by their security lock. */
export function freeze(
  database: Database,
  { cardholderId, programmeId }: { cardholderId: string; programmeId: string },
  isFrozen = true,
): Promise<void> {
  const lock = { frozen: isFrozen, daily_limit_points: null, night_lock: false, changed_at: new Date(0) }
  const row = { cardholder_id: cardholderId, programme_id: programmeId, ...lock }
  return database.inTransaction((tx) => tx.upsert('security_lock', [row], { key: ['cardholder_id'] }))
}
