import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Fact, Statement } from './fact'
import { keepMatches } from './matches.store'
import { openPurchasesOf } from './openPurchases.rules'
import type { Posting } from './posting'
import { insertRuling, rulingsOf } from './refundRulings.store'
import { factsOfCardholders } from './spend.store'
import { statementOf } from './statement.rules'

export interface Ruling {
  programmeId: string
  cardholderId: string
  refundId: string
  /** The purchase that the refund takes back; null closes the refund without one. */
  purchaseId: string | null
  /** The request of two operators that decided it. */
  requestId: string
}

/**
 * Rules on a refund that matches nothing. The ruling is a fact like those of the bank: the statement is computed with it
 * from now on, as if the refund had named its purchase, and what follows is posted at once.
 * @throws Refused refund_not_open, purchase_not_open
 */
export async function ruleOnRefund(
  tx: Tx,
  { programmeId, cardholderId, ...ruling }: Ruling,
  { posting, decidedAt }: { posting: Posting; decidedAt: Date },
): Promise<void> {
  const who = { programmeId, cardholderId }
  // First of all that is locked or read, so that no fact comes in between.
  const round = await posting.begin(tx, programmeId, [who])
  const facts = (await factsOfCardholders(tx, [cardholderId])).get(cardholderId) ?? []
  const refund = facts.find((fact) => fact.transactionId === ruling.refundId)
  if (!refund) throw new Refused('refund_not_open')
  const before = (await rulingsOf(tx, [cardholderId])).get(cardholderId)
  refuseWhatIsNotOpen(statementOf(facts, before), { refund, purchaseId: ruling.purchaseId })
  if (!(await insertRuling(tx, who, { ...ruling, decidedAt }))) throw new Refused('refund_not_open')
  if (ruling.purchaseId === null) return
  const statement = statementOf(facts, (await rulingsOf(tx, [cardholderId])).get(cardholderId))
  const followed = { who, statement, isAlone: false, isNew: false }
  await keepMatches(tx, [followed], decidedAt)
  await round.post([followed])
}

function refuseWhatIsNotOpen(
  statement: Statement,
  { refund, purchaseId }: { refund: Fact; purchaseId: string | null },
): void {
  // A cancelled refund is in no match at all, and takes back nothing anyway.
  if (statement.matches.get(refund.transactionId) !== null) throw new Refused('refund_not_open')
  if (purchaseId === null) return
  const isOpen = openPurchasesOf(statement).some(({ purchase }) => purchase.transactionId === purchaseId)
  if (!isOpen) throw new Refused('purchase_not_open')
}
