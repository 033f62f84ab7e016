import type { Reader } from '../../db/database'

const shownAtMost = 100

/**
 * Proves that what waits for a person and what is held for one are the same redemptions, that what was decided on ended so,
 * and that of the codes of a benefit just as many are kept as its held redemptions need.
 * @returns one English sentence for each that is out of order, a hundred of each kind at most
 */
export async function reviewsOutOfOrder(reader: Reader): Promise<string[]> {
  return [...(await heldWithoutReview(reader)), ...(await endedOtherwise(reader)), ...(await reservedOtherwise(reader))]
}

async function heldWithoutReview(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    `SELECT r.id FROM redemption r
     LEFT JOIN risk_review v ON v.cardholder_id = r.cardholder_id AND v.redemption_id = r.id AND v.state = 'waiting'
     WHERE r.state = 'held' AND r.order_no IS NULL AND v.redemption_id IS NULL LIMIT ${shownAtMost}`,
  )
  return rows.map(({ id }) => `redemption ${id} is held, and neither ordered nor in review`)
}

async function endedOtherwise(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ redemption_id: string; state: string; redemption_state: string | null }>(
    `SELECT v.redemption_id, v.state, r.state AS redemption_state FROM risk_review v
     LEFT JOIN redemption r ON r.cardholder_id = v.cardholder_id AND r.id = v.redemption_id
     WHERE r.id IS NULL
       OR (v.state = 'waiting' AND (r.state <> 'held' OR r.order_no IS NOT NULL OR r.code_id IS NOT NULL))
       OR (v.state = 'refused' AND (r.state <> 'failed' OR r.order_no IS NOT NULL OR r.code_id IS NOT NULL))
       OR (v.state IN ('released', 'cleared') AND r.order_no IS NULL AND r.code_id IS NULL)
       OR (v.state <> 'waiting' AND (v.decided_at IS NULL OR v.account_cipher IS NOT NULL))
     LIMIT ${shownAtMost}`,
  )
  return rows.map(({ redemption_id, state, redemption_state }) => {
    return `the review of redemption ${redemption_id} is ${state}, and the redemption ${redemption_state ?? 'is not there'}`
  })
}

async function reservedOtherwise(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ benefit_id: string; reserved: number; held: number | string }>(
    `SELECT s.benefit_id, s.reserved, COUNT(r.id) AS held FROM benefit_stock s
     JOIN benefit b ON b.programme_id = s.programme_id AND b.benefit_id = s.benefit_id AND b.supplier IS NULL
     LEFT JOIN redemption r ON r.programme_id = s.programme_id AND r.benefit_id = s.benefit_id
       AND r.state = 'held' AND r.order_no IS NULL
     GROUP BY s.programme_id, s.benefit_id, s.reserved HAVING COUNT(r.id) <> s.reserved LIMIT ${shownAtMost}`,
  )
  return rows.map(({ benefit_id, reserved, held }) => {
    return `${reserved} codes of benefit ${benefit_id} are kept, and ${held} redemptions of it are held`
  })
}
