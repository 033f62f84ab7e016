import type { CardholderAtDesk } from '../../../shared/contract/support'
import { maskPhone } from '../../../shared/values/masks'
import { Refused } from '../../http/refused'
import { cardsAtDesk } from '../cards'
import { cardholdersAtDesk } from '../identity'
import type { DeskDeps } from './executeRequest'

/** Those of these ids that are cardholders of the programme, masked. */
export async function shownCardholders(
  { database: { reader }, vault }: Pick<DeskDeps, 'database' | 'vault'>,
  { programmeId, ids }: { programmeId: string; ids: readonly string[] },
): Promise<CardholderAtDesk[]> {
  const [found, cards] = await Promise.all([cardholdersAtDesk(reader, { programmeId, ids }), cardsAtDesk(reader, ids)])
  return found.map(({ cardholderId, level, phoneSealed, since, isDeleted }) => ({
    cardholderId,
    phoneMasked: phoneSealed === null ? null : maskPhone(vault.open(phoneSealed)),
    level,
    since: since.toISOString(),
    isDeleted,
    cards: (cards.get(cardholderId) ?? []).map(({ boundAt, unboundAt, ...card }) => ({
      ...card,
      boundAt: boundAt.toISOString(),
      unboundAt: unboundAt?.toISOString() ?? null,
    })),
  }))
}

/** @throws Refused not_found, also for a cardholder of another programme */
export async function refuseUnknown(
  { database: { reader } }: Pick<DeskDeps, 'database'>,
  { programmeId, cardholderId }: { programmeId: string; cardholderId: string },
): Promise<{ phoneSealed: string | null }> {
  const [found] = await cardholdersAtDesk(reader, { programmeId, ids: [cardholderId] })
  if (!found) throw new Refused('not_found')
  return found
}
