import type { Tx } from '../../db/database'
import type { Bench } from '../points'
import { type Judged, judge, type Waiting, waitingOf } from '../risk'
import type { RedemptionRequest } from './redemptionRequest'

/** On which lane each request of a batch is, as far as its programme has rules. */
export interface BatchLanes {
  /** Null where nothing is decided. */
  judgedOf(request: RedemptionRequest): Judged | null
  /** Nothing more of this cardholder, or of anybody, can be held for a person now. */
  isFull(request: RedemptionRequest): boolean
}

/** Of one cardholder, so that nobody fills the queue alone; and of a programme, so that people keep what was promised. */
const heldAtMost = { ofOne: 3, ofAll: 2_000 }

/**
 * Decides on the lanes of a batch, under the locks of its accounts. The database is asked only where something would be held.
 */
export async function readLanes(
  tx: Tx,
  requests: readonly RedemptionRequest[],
  { benchOf, now }: { benchOf(request: RedemptionRequest): Bench; now: Date },
): Promise<BatchLanes> {
  const watched = requests.filter(({ risk }) => risk)
  if (watched.length === 0) return { judgedOf: () => null, isFull: () => false }
  const judged = new Map<RedemptionRequest, Judged>()
  for (const request of watched) {
    const { risk, agreed } = request
    const { boundSince } = benchOf(request).account
    if (risk) judged.set(request, judge(risk, { boundSince, points: agreed.points, now }))
  }
  const waiting = await waitingAmong(
    tx,
    watched.filter((request) => judged.get(request)?.lane === 'quarantine'),
  )
  return {
    judgedOf: (request) => judged.get(request) ?? null,
    isFull: ({ who }) =>
      waiting.of(who.cardholderId) >= heldAtMost.ofOne || waiting.in(who.programmeId) >= heldAtMost.ofAll,
  }
}

function waitingAmong(tx: Tx, quarantined: readonly RedemptionRequest[]): Promise<Waiting> {
  return waitingOf(tx, {
    cardholderIds: quarantined.map(({ who }) => who.cardholderId),
    programmeIds: [...new Set(quarantined.map(({ who }) => who.programmeId))],
  })
}
