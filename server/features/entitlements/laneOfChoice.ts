import type { RefusalCode } from '../../../shared/contract/refusals'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { trustDevices } from '../identity'
import type { Account } from '../points'
import { insertDecisions, judge, type NewDecision, type Observed, spendProof } from '../risk'

export interface Proving {
  /** What lanes are decided by; none where the programme has no rules. */
  risk: Observed | null | undefined
  stepUp: string | undefined
  key: string
  benefitId: string
  account: Pick<Account, 'boundSince'>
}

/** On which lane a choice is, and what that asks for; `id` is of the redemption that it leads to. */
export interface LaneOfChoice {
  refusal: RefusalCode | null
  /** Keeps the decision: with the redemption, or also for whom was refused. */
  keep(tx: Tx, id: string | null): Promise<void>
}

/**
 * Decides on the lane of a choice, under its account's lock. Nothing costs points here that could be held for a person: who is
 * isolated passes by a second proof where one is enough, and else is told what gets them out.
 */
export async function laneOfChoice(
  tx: Tx,
  session: Session,
  {
    risk,
    stepUp,
    key,
    benefitId,
    account,
    surroundings,
    vault,
  }: Proving & { surroundings: Surroundings; vault: Vault },
): Promise<LaneOfChoice> {
  if (!risk) return { refusal: null, keep: async () => {} }
  const now = surroundings.now()
  const judged = judge(risk, { boundSince: account.boundSince, points: 0, now })
  const keep = (within: Tx, redemptionId: string | null) => {
    const id = redemptionId ?? surroundings.newId()
    const decision: NewDecision = { id, hasRedemption: redemptionId !== null, decided: judged.decision }
    return insertDecisions(within, [decision])
  }
  if (judged.lane === 'normal') return { refusal: null, keep }
  if (judged.lane === 'quarantine' && judged.clearBy === 'person') return { refusal: 'choice_restricted', keep }
  const purpose = { for: 'redemption', key, benefitId, points: 0, accountPrint: null } as const
  const refusal = await spendProof(tx, session, { purpose, stepUp, vault, now }).then(() => null, codeOf)
  if (refusal === null) await trustDevices(tx, [session], { now, newId: surroundings.newId })
  return { refusal, keep }
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refused) return error.code
  throw error
}
