import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { WireError } from '../simulatorApp'

/** Everything that this supplier can do wrong, by name. `docs/wire.md` §9 tells each. */
export const faultNames = [
  'deliver_then_hang',
  'hang',
  'error_after_delivery',
  'reset',
  'truncated_answer',
  'reject',
  'slow',
  'accepted_first',
  'late_query',
  'contradictory_query',
  'query_error',
  'no_deduplication',
  'callback',
  'callback_twice',
  'callback_forged',
  'callback_before_answer',
  'statement_wrong_total',
] as const
export type Fault = (typeof faultNames)[number]

const probability = z.coerce.number().check(z.minimum(0), z.maximum(1))
const milliseconds = z.coerce.number().check(z.minimum(0), z.maximum(600_000))
const byName = Object.fromEntries(faultNames.map((name) => [name, z.optional(probability)]))

/** What is left out is as at the start. The faults of a form are fields of their own. */
export const faultsAsk = z.object({
  seed: z._default(z.coerce.number(), 1),
  faults: z.optional(z.strictObject(byName)),
  slowMs: z._default(milliseconds, 1_500),
  hangMs: z._default(milliseconds, 60_000),
  laterMs: z._default(milliseconds, 1_000),
  whileMs: z._default(milliseconds, 3_000),
  ...byName,
})

export type FaultSettings = {
  seed: number
  faults: Partial<Record<Fault, number>>
  /** How long a slow answer takes. */
  slowMs: number
  /** How long a connection is left without an answer, before it is cut. */
  hangMs: number
  /** When an order that was accepted first is delivered. */
  laterMs: number
  /** How long queries stay wrong after an order came. */
  whileMs: number
}

export function settingsOf(asked: z.infer<typeof faultsAsk>): FaultSettings {
  const { seed, faults = {}, slowMs, hangMs, laterMs, whileMs, ...fields } = asked
  return { seed, faults: { ...fields, ...faults } as FaultSettings['faults'], slowMs, hangMs, laterMs, whileMs }
}

export const calm: FaultSettings = settingsOf(faultsAsk.parse({}))

type Ordered = { order_no: string; sku: string; account?: string }
type Draws = { about: string; draws: number }

/**
 * Draws faults by seed and by what an order is about, never by its number or by the clock: the same run meets the same
 * faults again, whatever numbers it gives its orders, and in whatever order those of different accounts arrive.
 */
export class FaultDice {
  settings: FaultSettings = calm
  private readonly drawn = new Map<string, Draws>()
  /** How many were about the same, so that each has draws of its own. */
  private readonly alike = new Map<string, number>()

  use(settings: FaultSettings): void {
    this.settings = settings
    this.drawn.clear()
    this.alike.clear()
  }

  /** The faults of this coming of an order. Those that its sku names happen at its first coming. */
  drawFor({ order_no, sku, account = '' }: Ordered): Set<Fault> {
    const { about, draws } = this.nextDraw(order_no, `${sku}|${account}`)
    const drawn = faultNames.filter((name) => this.chance(about, draws, name) < (this.settings.faults[name] ?? 0))
    return new Set([...(draws === 1 ? namedIn(sku) : []), ...drawn])
  }

  /** Whether it happens to this question about an order, or about a day. */
  happens(fault: Fault, what: string): boolean {
    const { about, draws } = this.nextDraw(`${fault} ${what}`, this.drawn.get(what)?.about ?? what)
    return this.chance(about, draws, fault) < (this.settings.faults[fault] ?? 0)
  }

  /** Heads or tails at the latest coming of an order, for a fault that can go two ways. */
  coin({ order_no }: Ordered, what: string): boolean {
    const { about, draws } = this.drawn.get(order_no) ?? { about: order_no, draws: 0 }
    return this.chance(about, draws, what) < 0.5
  }

  private nextDraw(key: string, about: string): Draws {
    const known = this.drawn.get(key)
    if (known) {
      known.draws += 1
      return known
    }
    const alike = (this.alike.get(about) ?? 0) + 1
    this.alike.set(about, alike)
    const first = { about: `${about}|${alike}`, draws: 1 }
    this.drawn.set(key, first)
    return first
  }

  private chance(about: string, draw: number, what: string): number {
    const hash = createHash('sha256').update(`${this.settings.seed}|${about}|${draw}|${what}`).digest()
    return hash.readUIntBE(0, 6) / 2 ** 48
  }
}

/** `video-month!hang+late_query` asks for two of them; a name that is not there is a mistake of whoever asks. */
export function namedIn(sku: string): Fault[] {
  const [, names = ''] = sku.split('!')
  return names
    .split('+')
    .filter(Boolean)
    .map((name) => {
      const fault = faultNames.find((each) => each === name)
      if (fault === undefined) throw new WireError(400, 'input_invalid', `there is no fault ${name}`)
      return fault
    })
}
