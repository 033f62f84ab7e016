import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'

export type OwnAccount = ReplyOf<Api['desk']['account']>
export type AccountEvent = OwnAccount['events'][number]

const keptAs = 'kaquan-console-account-seen'

/** What others did with this account since its owner last said that they have read it in this browser, the newest first. */
export function unseenEvents({ events }: OwnAccount, ownerId: string): AccountEvent[] {
  const seen = keptFor(ownerId)
  // What led to the account as its owner set it up is no news to them.
  const setUp = events.findIndex(({ action }) => action === 'operator.enrolled')
  const since = setUp === -1 ? events : events.slice(0, setUp)
  // Ids carry their time.
  return since.filter(({ id, isOwn }) => !isOwn && (seen === null || id > seen))
}

export function markSeen({ events }: OwnAccount, ownerId: string): void {
  const [newest] = events
  if (newest) localStorage.setItem(keptAs, JSON.stringify({ ownerId, seen: newest.id }))
}

function keptFor(ownerId: string): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keptAs) ?? 'null') as { ownerId?: unknown; seen?: unknown } | null
    return kept?.ownerId === ownerId && typeof kept.seen === 'string' ? kept.seen : null
  } catch {
    return null
  }
}
