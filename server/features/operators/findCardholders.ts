import type { Change } from '../../../shared/contract/requests'
import type { CardholderAtDesk, Lookup } from '../../../shared/contract/support'
import { maskPhone } from '../../../shared/values/masks'
import type { Reader } from '../../db/database'
import { holdersByTail } from '../cards'
import { cardholdersByPhone } from '../identity'
import { redemptionByNumber } from '../redemption'
import { shownCardholders } from './shownCardholder'
import type { Looking, SupportDeps } from './supportDeps'
import { writeLook } from './writeLook'

/** More than these nobody reads to somebody on the phone. */
const shownAtMost = 20

/** Nobody's: it is asked for in the place of a cardholder who was not found, so that both take as long. */
const nobody = '0'.repeat(26)

/**
 * Cardholders by what they can tell of themselves, masked. Known or not, the same questions are asked of the database, one
 * row is written down, and the try is counted: neither the answer's time nor its price tells who is known to us.
 * @throws Refused too_many_requests
 */
export async function findCardholders(
  deps: SupportDeps,
  looking: Looking,
  lookup: Lookup,
): Promise<{ cardholders: CardholderAtDesk[]; hasMore: boolean }> {
  await deps.attempts.count('deskLookup', { operator: looking.operator.operatorId })
  const ids = await idsOf(deps, looking.programmeId, lookup)
  const asked = ids.length > 0 ? ids.slice(0, shownAtMost) : [nobody]
  const cardholders = await shownCardholders(deps, { programmeId: looking.programmeId, ids: asked })
  const [only] = cardholders
  await writeLook(deps, looking, {
    action: 'cardholder.looked_up',
    subject: only && cardholders.length === 1 ? only.cardholderId : lookup.by,
    reason: null,
    changes: whatWasAsked(lookup, cardholders.length),
  })
  return { cardholders, hasMore: ids.length > shownAtMost }
}

async function idsOf(
  { database: { reader }, vault }: SupportDeps,
  programmeId: string,
  lookup: Lookup,
): Promise<readonly string[]> {
  const limit = shownAtMost + 1
  if (lookup.by === 'cardholder') return [lookup.cardholderId]
  if (lookup.by === 'phone') {
    const phoneFingerprints = vault.fingerprints('phone', lookup.phone)
    return cardholdersByPhone(reader, { programmeId, phoneFingerprints, limit })
  }
  if (lookup.by === 'redemption') return ownerOf(reader, { programmeId, number: lookup.number })
  const { last4, product } = lookup
  return holdersByTail(reader, { programmeId, last4, product, limit })
}

async function ownerOf(reader: Reader, asked: { programmeId: string; number: string }): Promise<string[]> {
  const cardholderId = await redemptionByNumber(reader, asked)
  return cardholderId === null ? [] : [cardholderId]
}

/** As it may stand in the log: a phone masked like everywhere. */
function whatWasAsked(lookup: Lookup, found: number): Change[] {
  return [
    { field: `asked.${lookup.by}`, before: null, after: askedText(lookup) },
    { field: 'found', before: null, after: found },
  ]
}

function askedText(lookup: Lookup): string {
  if (lookup.by === 'phone') return maskPhone(lookup.phone)
  if (lookup.by === 'card') return [lookup.last4, lookup.product].filter(Boolean).join(' ')
  return lookup.by === 'redemption' ? lookup.number : lookup.cardholderId
}
