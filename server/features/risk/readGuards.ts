import type { LockSettings } from '../../../shared/contract/security'
import type { Reader } from '../../db/database'
import type { Vault } from '../../ports/vault'
import { trustedAmong } from '../identity'
import { findProgramme } from '../programmes'
import { boundTo, isFrozen, isStrange, needsStepUp, type ProgrammeGuard } from './lock.rules'
import { locksOf } from './locks.store'
import { type StepUp, stepUpsBehind } from './stepUps.store'

/** A redemption that somebody asks for. */
export interface Guarded {
  programmeId: string
  cardholderId: string
  key: string
  benefitId: string
  points: number
  /** Keyed hashes of the account that is topped up, by each key that is known; none where none is. */
  accountPrints?: readonly string[]
  /** Of the device that asks. */
  sessionId?: string
  /** Of the token of a step-up, by each key that is known, as `tokenFingerprints` makes them. */
  stepUp?: readonly string[]
}

/** What stands between a cardholder's points and whoever holds the phone. */
export interface Guards {
  isFrozen(asked: Guarded): boolean
  /** Its owner redeems on trusted devices only, and this is none of them. */
  isStrange(asked: Guarded): boolean
  needsStepUp(asked: Guarded, day: { redeemedToday: number; now: Date }): boolean
  /** The step-up that was made for exactly this: to be used up with it. */
  stepUpFor(asked: Guarded, now: Date): StepUp | null
}

/** Asks for the guards of several redemptions together, in one trip; under the locks of their accounts what it finds holds. */
export async function readGuards(reader: Reader, all: readonly Guarded[]): Promise<Guards> {
  const tokens = all.flatMap(({ cardholderId, stepUp = [] }) =>
    stepUp.map((fingerprint) => ({ cardholderId, fingerprint })),
  )
  const [lockOf, programmeOf, stepUps] = await Promise.all([
    locksOf(
      reader,
      all.map(({ cardholderId }) => cardholderId),
    ),
    programmeGuards(reader, [...new Set(all.map(({ programmeId }) => programmeId))]),
    stepUpsBehind(reader, tokens),
  ])
  const trusted = await trustedDevices(
    reader,
    all.filter(({ cardholderId }) => lockOf(cardholderId).trustedOnly),
  )
  const stepUpFor: Guards['stepUpFor'] = (asked, now) => {
    const stepUp = foundBy(stepUps, asked.stepUp ?? [])
    if (stepUp?.cardholderId !== asked.cardholderId) return null
    const isFor = (asked.accountPrints ?? [null]).some((accountPrint) => {
      return stepUp.boundTo === boundTo({ for: 'redemption', ...asked, accountPrint })
    })
    return isFor && stepUp.expiresAt > now ? stepUp : null
  }
  const lockFor = ({ cardholderId }: Guarded): LockSettings => lockOf(cardholderId)
  return {
    isFrozen: (asked) => isFrozen(lockFor(asked)),
    isStrange: (asked) => isStrange(lockFor(asked), { trusted: trusted.has(asked.sessionId ?? '') }),
    needsStepUp(asked, { redeemedToday, now }) {
      const isSteppedUp = stepUpFor(asked, now) !== null
      const about = { points: asked.points, redeemedToday, now, isSteppedUp }
      return needsStepUp(lockFor(asked), programmeOf(asked.programmeId), about)
    },
    stepUpFor,
  }
}

/** Asked about those only who want it so: the others need no further trip. */
function trustedDevices(reader: Reader, asking: readonly Guarded[]): Promise<Set<string>> {
  const keys = asking.flatMap(({ cardholderId, sessionId }) => (sessionId ? [{ cardholderId, sessionId }] : []))
  return trustedAmong(reader, keys)
}

/** What is stored of a token. */
export function tokenFingerprint(vault: Vault, stepUp: string): string {
  return vault.fingerprint('token', stepUp)
}

/** What finds it again, also where another process made it by the key before or after this one's. */
export function tokenFingerprints(vault: Vault, stepUp: string): readonly string[] {
  return vault.fingerprints('token', stepUp)
}

/** The step-up behind one of these. */
export function foundBy(stepUps: ReadonlyMap<string, StepUp>, fingerprints: readonly string[]): StepUp | undefined {
  return fingerprints.map((fingerprint) => stepUps.get(fingerprint)).find((stepUp) => stepUp !== undefined)
}

/** What programmes ask of everybody. */
export async function programmeGuards(
  reader: Reader,
  programmeIds: readonly string[],
): Promise<(programmeId: string) => ProgrammeGuard> {
  const programmes = await Promise.all(programmeIds.map((id) => findProgramme(reader, id)))
  const guards = new Map(programmes.map((programme) => [programme?.id, programme?.stepUp ?? {}]))
  return (programmeId) => guards.get(programmeId) ?? {}
}
