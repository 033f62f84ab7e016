import type { Tx } from '../../db/database'

export interface Reveal {
  requestId: string
  programmeId: string
  cardholderId: string
  redemptionId: string
  operatorId: string
  shownAt: Date
}

/** Writes down that the code of a request is shown; false when it was shown before. Its key lets just one be told so. */
export async function insertReveal(tx: Tx, reveal: Reveal): Promise<boolean> {
  const row = {
    request_id: reveal.requestId,
    programme_id: reveal.programmeId,
    cardholder_id: reveal.cardholderId,
    redemption_id: reveal.redemptionId,
    operator_id: reveal.operatorId,
    shown_at: reveal.shownAt,
  }
  return (await tx.insert('desk_reveal', [row], { ignoreKnown: true })) === 1
}
