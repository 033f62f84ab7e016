import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import type { TierId } from '../../../shared/contract/tiers'
import { businessDayOf, endOfMonth, monthOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { type Benefit, benefitCard, benefitsNamed } from '../catalogue'
import { redemptionShown, redemptionsNamed } from '../redemption'
import { standingOf } from '../tiers'
import type { Who } from './chooseEntitlement'
import type { Choice, EntitlementSet } from './entitlementSet'
import { choicesLeft, nextOffer, setOn, stateOf } from './entitlements.rules'
import { choicesOf, choicesOfMany, setsOf } from './entitlements.store'

/** What the cardholder may choose this month, has chosen, and could choose in a higher tier. */
export async function showEntitlements(reader: Reader, who: Who, now: Date): Promise<Entitlements> {
  const { cardholderId } = who
  const day = businessDayOf(now)
  const month = monthOf(day)
  const [{ tier, growth, table }, sets, choices] = await Promise.all([
    standingOf(reader, who, day),
    setsOf(reader, who.programmeId),
    choicesOf(reader, { cardholderId, month }),
  ])
  const set = setOn(sets, { tier, day })
  const next = nextOffer(sets, { tier, growth, table, day })
  const ids = choices.map(({ redemptionId }) => redemptionId)
  const asked = { programmeId: who.programmeId, choices, now }
  const [options, nextOptions, redemptions] = await Promise.all([
    optionsOf(reader, set, asked),
    optionsOf(reader, next?.set ?? null, asked),
    redemptionsNamed(reader, { cardholderId, ids }),
  ])
  return {
    today: day,
    month,
    lapsesOn: endOfMonth(day),
    tier,
    version: set?.version ?? null,
    choose: set?.choose ?? 0,
    left: choicesLeft(set, choices.length),
    options,
    chosen: redemptions
      .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
      .map((redemption) => redemptionShown(redemption, now)),
    next: next && { ...placeOf(next), options: nextOptions },
  }
}

function placeOf({ set, threshold, missing }: { set: EntitlementSet; threshold: number; missing: number }) {
  return { tier: set.tier, threshold, missing, choose: set.choose }
}

/**
 * How many a cardholder may choose now in a tier: 0 also when nothing of the list can be had, so that nobody is sent to look
 * in vain. Asked for several cardholders together.
 * @param benefitsOf the benefits of a programme by id, as the caller has them
 */
export async function openChoices(
  reader: Reader,
  choosers: readonly Who[],
  { now, benefitsOf }: { now: Date; benefitsOf: (programmeId: string) => Promise<ReadonlyMap<string, Benefit>> },
): Promise<(who: Who, tier: TierId) => number> {
  const day = businessDayOf(now)
  const programmes = [...new Set(choosers.map(({ programmeId }) => programmeId))]
  const [choices, offers] = await Promise.all([
    choicesOfMany(reader, { cardholderIds: choosers.map(({ cardholderId }) => cardholderId), month: monthOf(day) }),
    Promise.all(
      programmes.map(async (id) => {
        const [sets, benefits] = await Promise.all([setsOf(reader, id), benefitsOf(id)])
        return [id, { sets, benefits }] as const
      }),
    ),
  ])
  const offerBy = new Map(offers)
  return ({ programmeId, cardholderId }, tier) => {
    const { sets, benefits } = offerBy.get(programmeId) as (typeof offers)[number][1]
    const set = setOn(sets, { tier, day })
    const chosen = (choices.get(cardholderId) ?? []).map(({ benefitId }) => benefitId)
    const open = (set?.benefits ?? []).filter((id) => {
      const benefit = benefits.get(id)
      return benefit !== undefined && stateOf(benefit, { chosen, now }) === 'available'
    })
    return Math.min(choicesLeft(set, chosen.length), open.length)
  }
}

/** Whether any tier of the programme offers or has ever offered anything. */
export async function hasEntitlements(reader: Reader, programmeId: string): Promise<boolean> {
  return (await setsOf(reader, programmeId)).length > 0
}

/** In the order of the set. */
async function optionsOf(
  reader: Reader,
  set: EntitlementSet | null,
  { programmeId, choices, now }: { programmeId: string; choices: Choice[]; now: Date },
): Promise<EntitlementOption[]> {
  if (!set) return []
  const benefits = await benefitsNamed(reader, { programmeId, benefitIds: set.benefits })
  const chosen = choices.map(({ benefitId }) => benefitId)
  const place = (id: string) => set.benefits.indexOf(id)
  return benefits
    .sort((one, other) => place(one.id) - place(other.id))
    .map((benefit) => ({
      benefit: benefitCard(benefit, now),
      validDays: benefit.validDays,
      state: stateOf(benefit, { chosen, now }),
    }))
}
