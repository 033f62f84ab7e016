import type { LedgerRow, Rounding } from '../../../shared/contract/points'
import { formatFen } from '../../../shared/values/fen'
import { formatPoints } from '../../../shared/values/points'
import { formatDay, formatMoment } from '../../words/dates'
import { pointsPerYuan } from '../../words/pointsPerYuan'
import { tierName } from '../../words/tierName'
import { say } from '../../words/words'
import { ledgerWords } from './words'

export interface Explanation {
  title: string
  subtitle: string | undefined
  lines: { name: string; value: string }[]
  note?: string
}

/** What a row of the statement says of itself: where it comes from, how it was worked out and how long it lives. */
export function explainRow(row: LedgerRow): Explanation {
  return {
    title: titleOf(row),
    subtitle: subtitleOf(row),
    lines: [...spendLines(row), ...arithmeticLines(row), ...redemptionLines(row), ...lotLines(row), posted(row)],
    note: noteOf(row),
  }
}

function titleOf(row: LedgerRow): string {
  const kind = ledgerWords().kinds[row.kind]
  if (row.redemption) return row.redemption.title
  if (row.reachedTier) return ledgerWords().upgradeTo(tierName(row.reachedTier))
  if (!row.spend) return kind
  return row.kind === 'earn' ? row.spend.merchant : `${kind} · ${row.spend.merchant}`
}

function subtitleOf(row: LedgerRow): string | undefined {
  const words = ledgerWords()
  if (row.spend) return `${say(row.spend.category)} · ${words.last4(row.spend.cardLast4)}`
  return row.redemption ? words.kinds[row.kind] : undefined
}

function spendLines({ spend }: LedgerRow) {
  if (!spend) return []
  const words = ledgerWords()
  return [
    { name: words.category, value: `${say(spend.category)} (MCC ${spend.mcc})` },
    {
      name: spend.type === 'purchase' ? words.spend : words.refund,
      value: `${words.yuan(formatFen(spend.amountFen))} · ${formatDay(spend.postedOn)}`,
    },
  ]
}

type Arithmetic = NonNullable<LedgerRow['arithmetic']>

function arithmeticLines({ arithmetic }: LedgerRow) {
  if (!arithmetic) return []
  const words = ledgerWords()
  const { refundedFen, ruleVersion, bonuses, firstPurchasePoints } = arithmetic
  return [
    { name: words.rule, value: formula(arithmetic) },
    ...bonuses.map((bonus) => ({ name: words.bonus, value: words.perYuan(pointsPerYuan(bonus.extraBasisPoints)) })),
    ...(firstPurchasePoints > 0 ? [{ name: words.firstPurchase, value: `+${formatPoints(firstPurchasePoints)}` }] : []),
    ...limitLines(arithmetic),
    ...(refundedFen > 0 ? [{ name: words.refunded, value: words.yuan(formatFen(refundedFen)) }] : []),
    { name: words.version, value: ruleVersion },
  ]
}

/** A purchase that a cap cut says so, since its formula alone would promise more. */
function limitLines({ limitedBy, points }: Arithmetic) {
  if (!limitedBy?.startsWith('cap_')) return []
  const words = ledgerWords()
  const said: Partial<Record<typeof limitedBy, (count: string) => string>> = {
    cap_bonus: words.limitedByBonus,
    cap_rule: words.limitedByRule,
  }
  return [{ name: words.limited, value: (said[limitedBy] ?? words.limitedTo)(formatPoints(points)) }]
}

function formula(arithmetic: Arithmetic): string {
  const { amountFen, rateBasisPoints, bonuses, tierMultiplier, limitedBy, rounding = 'down' } = arithmetic
  const words = ledgerWords()
  if (limitedBy === 'category') return words.excludedCategory
  if (limitedBy === 'below_minimum') return words.belowMinimum
  if (limitedBy === 'budget') return words.budgetUsedUp
  const rate = bonuses.reduce((sum, bonus) => sum + bonus.extraBasisPoints, rateBasisPoints)
  const raw = (amountFen * rate * tierMultiplier) / 100_000_000
  const shown = words.formula({
    yuan: formatFen(amountFen),
    rate: pointsPerYuan(rate),
    multiplier: tierMultiplier === 10_000 ? undefined : String(tierMultiplier / 10_000),
    raw: String(Number(raw.toFixed(4))),
    points: formatPoints(roundings[rounding](raw)),
    rounding,
  })
  return limitedBy === 'below_one_point' ? `${shown} · ${words.belowOnePoint}` : shown
}

const roundings: Record<Rounding, (raw: number) => number> = {
  down: Math.floor,
  half_up: Math.round,
  half_even: (raw) => (raw % 1 === 0.5 && Math.floor(raw) % 2 === 0 ? Math.floor(raw) : Math.round(raw)),
}

function redemptionLines({ redemption }: LedgerRow) {
  return redemption ? [{ name: ledgerWords().benefit, value: redemption.title }] : []
}

function lotLines({ lot, pendingUntil }: LedgerRow) {
  const words = ledgerWords()
  const waiting = pendingUntil ? [{ name: words.available, value: formatDay(pendingUntil) }] : []
  if (!lot) return waiting
  return [
    ...waiting,
    { name: words.lot, value: words.lotExpires(formatDay(lot.expiresOn)) },
    { name: words.lotRemaining, value: words.points(formatPoints(lot.remaining)) },
  ]
}

function posted(row: LedgerRow) {
  return { name: ledgerWords().postedAt, value: formatMoment(row.postedAt) }
}

function noteOf({ kind }: LedgerRow): string | undefined {
  const words = ledgerWords()
  if (kind === 'clawback' || kind === 'clawback_correction') return words.refundNote
  if (kind === 'expire') return words.expireNote
  if (kind === 'hold') return words.holdNote
  if (kind === 'release') return words.releaseNote
  if (kind === 'adjust') return words.adjustNote
  if (kind === 'debt_write_off') return words.writeOffNote
  if (kind === 'debt_moved') return words.debtMovedNote
  if (kind === 'reinstate') return words.reinstateNote
  if (kind === 'tier_upgrade') return words.upgradeNote
  return kind === 'debt_repayment' ? words.debtNote : undefined
}
