import { hash } from 'node:crypto'
import type { Arithmetic } from './arithmetic'

/**
 * Arithmetic as it is kept. What many purchases have in common (rule, rate, bonuses, tier) is written once, under a name
 * that follows from its content; beside a transfer stands that name, and whatever is not as usual.
 */
type Basis = Pick<
  Arithmetic,
  'ruleVersion' | 'rateBasisPoints' | 'category' | 'bonuses' | 'tier' | 'tierMultiplier' | 'rounding'
>
type Rest = Omit<Arithmetic, keyof Basis>

/** Collects what the transfers of one transaction have in common. */
export class BasisBook {
  private readonly names = new Map<string, string>()
  private readonly texts = new Map<string, string>()

  /** What stands beside a transfer of so many points. */
  entryOf(arithmetic: Arithmetic, amount: number): { basis_id: string; arithmetic: string | null } {
    const { firstPurchasePoints, uncapped, limitedBy, points, bonusesCut } = arithmetic
    const isUsual = firstPurchasePoints === 0 && limitedBy === null && uncapped === amount && points === amount
    const rest: Rest = { firstPurchasePoints, uncapped, limitedBy, points, ...(bonusesCut && { bonusesCut }) }
    return { basis_id: this.nameOf(arithmetic), arithmetic: isUsual ? null : JSON.stringify(rest) }
  }

  rows(): { basis_id: string; definition: string }[] {
    return [...this.texts].map(([definition, basis_id]) => ({ basis_id, definition }))
  }

  /** Looked up by a short key first, since thousands of purchases have the same one. */
  private nameOf(basis: Basis): string {
    const { ruleVersion, rateBasisPoints, category, tier, tierMultiplier, rounding, bonuses } = basis
    const own = bonuses.length === 0 ? '' : JSON.stringify(bonuses)
    const key = `${ruleVersion}|${rateBasisPoints}|${category}|${tier}|${tierMultiplier}|${rounding}|${own}`
    const known = this.names.get(key)
    if (known !== undefined) return known
    const text = JSON.stringify({
      ...{ ruleVersion, rateBasisPoints, category, bonuses, tier, tierMultiplier },
      ...(rounding && { rounding }),
    } satisfies Basis)
    const name = hash('sha256', text, 'hex').slice(0, 26)
    this.names.set(key, name)
    this.texts.set(text, name)
    return name
  }
}

/** The arithmetic of a transfer that was earned, from what is kept of it; null where nothing is. */
export function keptArithmeticOf({
  definition,
  arithmetic,
  amount,
}: {
  definition: string | null
  arithmetic: string | null
  amount: number
}): Arithmetic | null {
  if (definition === null && arithmetic === null) return null
  const usual: Rest = { firstPurchasePoints: 0, uncapped: amount, limitedBy: null, points: amount }
  const basis = definition === null ? {} : (JSON.parse(definition) as Basis)
  const rest = arithmetic === null ? {} : (JSON.parse(arithmetic) as Partial<Arithmetic>)
  return { ...usual, ...basis, ...rest } as Arithmetic
}
