import type { Tx } from '../../db/database'
import type { DeskOutcome } from './deskBench'
import type { Who } from './points.store'

/** Writes down which lots got another last day, by which request; the lots themselves have the new one. */
export async function insertExtensions(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { lastDays, requestId, decidedAt }: Pick<DeskOutcome, 'lastDays'> & { requestId: string; decidedAt: Date },
): Promise<void> {
  const rows = lastDays.flatMap(({ lotId, before, after }) =>
    before === null
      ? []
      : [
          {
            cardholder_id: cardholderId,
            lot_id: lotId,
            request_id: requestId,
            programme_id: programmeId,
            expired_on: before,
            expires_on: after,
            decided_at: decidedAt,
          },
        ],
  )
  await tx.insert('lot_extension', rows)
}
