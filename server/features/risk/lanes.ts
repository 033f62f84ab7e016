import type { Lane, RegionKind, RiskFacts, RiskPoint, RiskRuleSet } from '../../../shared/contract/riskRules'
import { shanghaiHour } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { addressKey, networkKey } from '../../http/networks'
import type { Session } from '../../http/sessions'
import { onceByName } from '../../ports/onceByName'
import type { RegionsPort } from '../../ports/regions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { Velocity } from '../../ports/velocity'
import type { NewDecision } from './decisions.store'
import type { RiskDeps } from './dependencies'
import { decideLane, type LaneDecided } from './lane.rules'
import { liveRules, type RulesNow } from './liveRules'
import { regionKindOf, regionText } from './region.rules'

export interface LanesDeps {
  reader: Reader
  surroundings: Pick<Surroundings, 'now'>
  vault: Vault
  regions: RegionsPort
  velocity: Velocity
}

/** Somebody is about to do something that lanes are decided for. */
export interface Attempt {
  point: RiskPoint
  session: Session
  address: string
  /** What cards are told apart by, where one is named. */
  card?: string
  /** Somebody looks at what they have: that counts for no velocity. */
  isLook?: boolean
}

/** All that is known of an attempt before its transaction begins. */
export interface Observed {
  programmeId: string
  cardholderId: string
  sessionId: string
  rules: RulesNow
  facts: Omit<RiskFacts, 'bindingHours' | 'points' | 'hour'>
  /** Where the address is, seen from the home regions of the draft in shadow mode. */
  shadowRegion: RiskFacts['regionKind']
  addressFingerprint: string
  networkFingerprint: string
}

/** A lane, with the rest of its reasons for who holds something, and the decision as it is kept. */
export interface Judged extends LaneDecided {
  /** Within this time a person decides on what is held. */
  reviewHours: number
  /** `redemptionId` is known later, if there will be one. */
  decision: NewDecision['decided']
}

/**
 * Looks at an attempt and counts it. Nothing here waits for anybody outside, and the database is asked every few seconds only.
 * Answers null where the programme has no rules and tries none out: then there is nothing to decide, and nothing is kept.
 */
export type Observe = (attempt: Attempt) => Promise<Observed | null>

export function observeAttempts({ reader, surroundings, vault, regions, velocity }: LanesDeps): Observe {
  const rulesOf = liveRules({ reader, now: surroundings.now })
  const traceOf = addressTraces(vault, regions)
  return async ({ point, session, address, card, isLook = false }) => {
    const { programmeId, cardholderId, sessionId, device } = session
    const rules = await rulesOf(programmeId)
    if (rules.live.rules.length === 0 && rules.shadow === null) return null
    const now = surroundings.now()
    const trace = traceOf(address)
    const kind = `${programmeId} ${point}`
    const names = [
      `${kind} c ${cardholderId}`,
      `${kind} d ${sessionId}`,
      `${kind} a ${trace.address}`,
      `${kind} n ${trace.network}`,
    ]
    if (card) names.push(`${kind} k ${card}`)
    const regionKind = kindOf(trace, rules.live)
    const rates = isLook ? [] : await velocity.count(names, now)
    const [perCardholder, perDevice, perAddress, perNetwork, perCard] = rates
    return {
      programmeId,
      cardholderId,
      sessionId,
      rules,
      addressFingerprint: trace.address,
      networkFingerprint: trace.network,
      shadowRegion: rules.shadow ? regionKindOf(trace.region, rules.shadow.homeRegions) : regionKind,
      facts: {
        point,
        regionKind,
        region: trace.text,
        deviceTrusted: (device?.trustedAt ?? null) !== null,
        deviceHours: device ? hoursBetween(device.startedAt, now) : null,
        wechatRank: device?.wechatRank ?? null,
        perCardholder: perCardholder ?? none,
        perDevice: perDevice ?? none,
        perCard: perCard ?? none,
        perAddress: perAddress ?? none,
        perNetwork: perNetwork ?? none,
      },
    }
  }
}

/** Where addresses are, for who looks at no attempt and counts none. */
export function regionKinds({
  reader,
  surroundings,
  regions,
}: Pick<LanesDeps, 'reader' | 'surroundings' | 'regions'>): RiskDeps['regionKindFrom'] {
  const rulesOf = liveRules({ reader, now: surroundings.now })
  return async (programmeId, address) => {
    const { live } = await rulesOf(programmeId)
    return regionKindOf(regions.regionOf(address), live.homeRegions)
  }
}

const none = { tenMinutes: 0, hour: 0 }

/** What is known only under the locks of what is asked for. */
export interface KnownLater {
  /** Since when the card is bound that was bound first, of those bound now. */
  boundSince: Date | null
  points: number
  now: Date
}

/** Decides on the lane of an attempt: pure, so that a transaction that is run again decides the same. */
export function judge(observed: Observed, { boundSince, points, now }: KnownLater): Judged {
  const { rules, facts: seen, programmeId, cardholderId, addressFingerprint, networkFingerprint } = observed
  // Written out: this is done for every redemption, and spreading costs more than all the rules together.
  const facts: RiskFacts = {
    point: seen.point,
    regionKind: seen.regionKind,
    region: seen.region,
    deviceTrusted: seen.deviceTrusted,
    deviceHours: seen.deviceHours,
    bindingHours: boundSince && hoursBetween(boundSince, now),
    points,
    hour: shanghaiHour(now),
    wechatRank: seen.wechatRank,
    perCardholder: seen.perCardholder,
    perDevice: seen.perDevice,
    perCard: seen.perCard,
    perAddress: seen.perAddress,
    perNetwork: seen.perNetwork,
  }
  const { lane, rules: applied, reasons, clearBy } = decideLane(rules.live, facts)
  return {
    lane,
    rules: applied,
    reasons,
    clearBy,
    reviewHours: rules.live.reviewHours,
    decision: {
      programmeId,
      cardholderId,
      lane,
      rules: applied,
      version: rules.live.version,
      facts,
      addressFingerprint,
      networkFingerprint,
      shadow: rules.shadow && shadowOf(rules.shadow, { ...facts, regionKind: observed.shadowRegion }),
    },
  }
}

function shadowOf(draft: RiskRuleSet, facts: RiskFacts): { version: string; lane: Lane } {
  return { version: draft.version, lane: decideLane(draft, facts).lane }
}

/** Never below nothing, since the clocks of two processes differ. */
function hoursBetween(since: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / 3_600_000))
}

interface AddressTrace {
  /** Keyed hashes: of the address, and of the network around it. */
  address: string
  network: string
  region: ReturnType<RegionsPort['regionOf']>
  text: string
  /** Where it is by the rules that it was seen by last. */
  seen: { by: RiskRuleSet; kind: RegionKind } | null
}

/** The same rules count for some seconds, and going through the names of networks takes longer than the rest. */
function kindOf(trace: AddressTrace, rules: RiskRuleSet): RegionKind {
  if (trace.seen?.by !== rules) trace.seen = { by: rules, kind: regionKindOf(trace.region, rules.homeRegions) }
  return trace.seen.kind
}

const tracesAtMost = 20_000
/** Of a keyed hash: 120 bits and more, for telling addresses apart. There are two in every decision. */
const traceLength = 32

/** The same addresses ask again and again, and their hashes cost more than all the rest of a decision. */
function addressTraces(vault: Vault, regions: RegionsPort): (address: string) => AddressTrace {
  const once = onceByName<AddressTrace>(tracesAtMost)
  const hashed = (text: string) => vault.fingerprint('address', text).slice(0, traceLength)
  const look = (address: string): AddressTrace => {
    const region = regions.regionOf(address)
    const [ofAddress, network] = [hashed(addressKey(address)), hashed(networkKey(address))]
    return { address: ofAddress, network, region, text: regionText(region), seen: null }
  }
  return (address) => once(address, () => look(address))
}
