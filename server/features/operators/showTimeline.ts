import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { TimelineItem, TimelineKind } from '../../../shared/contract/support'
import { addDays, type BusinessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import { merchantCategory } from '../../../shared/words/merchantCategories'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { cardsEver } from '../cards'
import { changesByDay, type LedgerTransaction } from '../points'
import { redeliveriesAtDesk, redemptionShown, redemptionsAtDesk } from '../redemption'
import { spendKey, spendsAtDesk } from '../spend'
import { stepKey, stepsAtDesk } from '../tiers'
import type { SupportDeps } from './supportDeps'
import { cursorOf, mergedPage, positionsOf, type Source } from './timeline.rules'

const itemsPerPage = 50

/**
 * What happened to a cardholder, the newest first: each of six sources goes on where it was, and the next item is the latest
 * of their first ones.
 * @throws Refused input_invalid for a cursor that is none of ours
 */
export async function showTimeline(
  { database: { reader }, surroundings, noticesAtDesk }: SupportDeps,
  { cardholderId, kind, cursor }: { cardholderId: string; kind: TimelineKind | undefined; cursor: string | undefined },
): Promise<ReplyOf<Api['support']['timeline']>> {
  const positions = positionsOf(cursor)
  if (!positions) throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'not a cursor' }] })
  const limit = itemsPerPage + 1
  const read: { [Kind in TimelineKind]: (after: string | undefined) => Promise<Source<TimelineItem>['items']> } = {
    spend: (after) => spends(reader, cardholderId, { after, limit }),
    points: (after) => entries(reader, cardholderId, { after, limit }),
    tier: (after) => steps(reader, cardholderId, { after, limit }),
    async redemption(after) {
      const found = await redemptionsAtDesk(reader, cardholderId, { before: after, limit })
      return found.map((one) => {
        const redemption = redemptionShown(one, surroundings.now())
        return { key: one.id, item: { kind: 'redemption', at: redemption.redeemedAt, redemption } }
      })
    },
    async redelivery(after) {
      const found = await redeliveriesAtDesk(reader, cardholderId, { before: after, limit })
      return found.map(({ at, maskedBefore: before, maskedAfter: masked, ...rest }) => {
        const redelivery = { ...rest, before, after: masked }
        return { key: rest.id, item: { kind: 'redelivery', at: at.toISOString(), redelivery } }
      })
    },
    async notice(after) {
      const found = await noticesAtDesk(reader, cardholderId, { before: after, limit })
      return found.map((item) => ({ key: item.notice.id, item }))
    },
  }
  const kinds = kind ? [kind] : (Object.keys(read) as TimelineKind[])
  const sources = await Promise.all(
    kinds.map(async (name) => ({ name, position: positions[name], items: await read[name](positions[name]) })),
  )
  const page = mergedPage(sources, itemsPerPage)
  return { items: page.items, next: page.hasMore ? cursorOf({ ...positions, ...page.positions }) : null }
}

interface Part {
  after: string | undefined
  limit: number
}

async function spends(reader: Reader, cardholderId: string, part: Part) {
  const [facts, cards] = await Promise.all([spendsAtDesk(reader, cardholderId, part), cardsEver(reader, cardholderId)])
  return facts.map((fact) => {
    const { transactionId, type, merchant, mcc, amountFen, postedOn, cardId, occurredAt } = fact
    const cardLast4 = cards.get(cardId)?.last4 ?? ''
    const spend = {
      transactionId,
      type,
      merchant,
      mcc,
      category: merchantCategory(mcc),
      amountFen,
      postedOn,
      cardLast4,
    }
    return { key: spendKey(fact), item: { kind: 'spend' as const, at: occurredAt.toISOString(), spend } }
  })
}

async function entries(reader: Reader, cardholderId: string, { after, limit }: Part) {
  const [day, transactionId] = after?.split('|') ?? []
  const behind = day && transactionId ? { day, transactionId } : null
  const found = await changesByDay(reader, cardholderId, { after: behind, limit })
  return found.map((one) => ({
    key: `${one.effectiveOn}|${one.transactionId}`,
    item: { kind: 'points' as const, at: heldSince(one.effectiveOn, one.createdAt), entry: shownEntry(one) },
  }))
}

function shownEntry({ transactionId, kind, reference, amount, effectiveOn, createdAt }: LedgerTransaction) {
  return { transactionId, kind, reference, amount, effectiveOn, postedAt: createdAt.toISOString() }
}

async function steps(reader: Reader, cardholderId: string, part: Part) {
  const found = await stepsAtDesk(reader, cardholderId, part)
  return found.map((one) => {
    const { id, kind, from, to, reachedOn, growth, threshold } = one
    const step = { id, kind, from, to, reachedOn, growth, threshold }
    return { key: stepKey(one), item: { kind: 'tier' as const, at: heldSince(reachedOn, one.evaluatedAt), step } }
  })
}

/** What came to be known later is put at the end of the day that it is about, behind what made it. */
function heldSince(day: BusinessDay, knownAt: Date): string {
  const moment = businessDayOf(knownAt) === day ? knownAt : new Date(startOfDay(addDays(day, 1)).getTime() - 1)
  return moment.toISOString()
}
