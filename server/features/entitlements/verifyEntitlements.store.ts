import type { Reader } from '../../db/database'

const shownAtMost = 100

/**
 * Proves that entitlements and choices are two sides of the same thing: each redemption that a tier gave has its choice,
 * each choice has its redemption, and none lies beyond what its version allowed.
 * @returns one English sentence for each that is out of order, a hundred of either kind at most
 */
export async function entitlementsOutOfOrder(reader: Reader): Promise<string[]> {
  const unchosen = await reader.rows<{ id: string }>(
    `SELECT r.id FROM redemption r
     LEFT JOIN entitlement_choice c ON c.cardholder_id = r.cardholder_id AND c.redemption_id = r.id
       AND c.programme_id = r.programme_id AND c.benefit_id = r.benefit_id AND c.chosen_at = r.created_at
     WHERE r.origin = 'entitlement' AND c.redemption_id IS NULL LIMIT ${shownAtMost}`,
  )
  const ungiven = await reader.rows<Place>(
    `SELECT c.cardholder_id, c.month, c.slot FROM entitlement_choice c
     LEFT JOIN redemption r ON r.cardholder_id = c.cardholder_id AND r.id = c.redemption_id
       AND r.programme_id = c.programme_id AND r.benefit_id = c.benefit_id AND r.origin = 'entitlement'
     WHERE r.id IS NULL LIMIT ${shownAtMost}`,
  )
  const beyond = await reader.rows<Place>(
    `SELECT c.cardholder_id, c.month, c.slot FROM entitlement_choice c
     LEFT JOIN entitlement_set s ON s.programme_id = c.programme_id AND s.tier = c.tier AND s.version = c.version
     WHERE s.version IS NULL OR c.slot < 1 OR c.slot > s.choose LIMIT ${shownAtMost}`,
  )
  return [
    ...unchosen.map(({ id }) => `redemption ${id} was given by a tier without a choice`),
    ...ungiven.map((place) => `${named(place)} has no redemption of its own`),
    ...beyond.map((place) => `${named(place)} is more than its tier allowed`),
  ]
}

interface Place {
  cardholder_id: string
  month: string
  slot: number
}

function named({ cardholder_id, month, slot }: Place): string {
  return `choice ${slot} of ${month} of cardholder ${cardholder_id}`
}
