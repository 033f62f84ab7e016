import type { Lane } from '../../../shared/contract/riskRules'
import type { Attempts } from '../../http/attempts'
import { Refused } from '../../http/refused'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'

/** Whether the bank knows the caller's own phone as a cardholder's; null where it does not say. */
export type IsPhoneKnown = (asked: OwnPhone) => Promise<boolean | null>

export interface OwnPhone {
  programmeId: string
  phone: string
  /** By which it is remembered. */
  phoneFingerprint: string
  lane: Lane
}

interface Parts {
  bank: BankPort
  attempts: Attempts
  surroundings: Pick<Surroundings, 'now'>
  /** Told once for each time that the bank is asked. */
  heardOfPhone: (heard: 'known' | 'unknown' | 'nothing') => void
  atMost?: number
}

/** A new card is known within minutes; one that is given back keeps nobody from anything. */
const rememberedMs = { known: 24 * 3_600_000, unknown: 10 * 60_000 }
/** So long a bank that said nothing is left alone: it may not have the question, or be slow. */
const silenceMs = 10_000
/** Some 200 bytes each. */
const phonesAtMost = 50_000

interface Remembered {
  answer: Promise<boolean | null>
  until: number
}

/**
 * Asks the bank about a phone and remembers what it said, in this process: with several of them, each asks for itself. What was
 * forgotten is asked again, and a bank that says nothing changes nothing.
 */
export function phonesAtBank(parts: Parts): IsPhoneKnown {
  const { surroundings, atMost = phonesAtMost } = parts
  const remembered = new Map<string, Remembered>()
  const ask = askerOf(parts)
  const listen = async (asked: OwnPhone, key: string) => {
    const known = await ask(asked).finally(() => remembered.delete(key))
    if (known === null) return null
    const until = surroundings.now().getTime() + rememberedMs[known ? 'known' : 'unknown']
    remembered.set(key, { answer: Promise.resolve(known), until })
    return known
  }
  return async (asked) => {
    const now = surroundings.now().getTime()
    const key = `${asked.programmeId} ${asked.phoneFingerprint}`
    const before = remembered.get(key)
    if (before && now < before.until) return before.answer
    const [oldest] = remembered.size < atMost ? [] : remembered.keys()
    if (oldest !== undefined) remembered.delete(oldest)
    const answer = listen(asked, key)
    // Whoever asks at the same moment waits for the same answer.
    remembered.set(key, { answer, until: now + rememberedMs.unknown })
    return answer
  }
}

/** Asks while there is something left to ask with, and not again at once where nothing was said. */
function askerOf({ bank, attempts, surroundings, heardOfPhone }: Parts): IsPhoneKnown {
  const silentUntil = new Map<string, number>()
  return async ({ programmeId, phone, lane }) => {
    const now = () => surroundings.now().getTime()
    if (now() < (silentUntil.get(programmeId) ?? 0)) return null
    if (!(await mayAsk(attempts, lane))) return null
    const known = await bank.knowsPhone({ programmeId, phone })
    if (known === null) silentUntil.set(programmeId, now() + silenceMs)
    heardOfPhone(known === null ? 'nothing' : known ? 'known' : 'unknown')
    return known
  }
}

async function mayAsk(attempts: Attempts, lane: Lane): Promise<boolean> {
  try {
    await attempts.count('phoneQuestion', { lane })
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
