import { demoVariables } from '../../scripts/demoVariables'
import { regionsOfIp2region } from '../../server/adapters/regions.ip2region'
import { velocityInMemory } from '../../server/adapters/velocity.memory'
import { vaultOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import { readEnvironment } from '../../server/environment'
import { verifyBooks } from '../../server/features/points'
import { redemptionRoutes } from '../../server/features/redemption'
import { type Observe, observeAttempts } from '../../server/features/risk'
import { inputHash } from '../../server/http/idempotency'
import type { Session } from '../../server/http/sessions'
import { realSurroundings } from '../../server/surroundings'
import type { RiskCondition, RiskRuleSet } from '../../shared/contract/riskRules'
import { installTestProgramme, testProgramme } from '../support/programme'
import { openSale, personId, priceOfAll } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { round } from './figures'

const people = 20_000
const callers = [64, 256]
const redemptionsPerSlice = 1_024
const pairsPerRound = 4
const endpointId = 'redemption.confirm'

/**
 * What deciding on a lane costs a redemption: the handler with twenty rules, velocity and a decision kept of each, against the
 * same handler without, in turns on one database, without HTTP, which would hide most of it.
 */
export async function benchRisk([rounds = '8']: string[]): Promise<Record<string, unknown>> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  try {
    const { database } = opened
    const vault = vaultOf(readEnvironment(demoVariables({ DATABASE_URL: opened.url })))
    await installTestProgramme(database, { risk: twentyRules })
    const benefits = [
      { id: 'HOT', codes: 2 * callers.length * redemptionsPerSlice * (Number(rounds) * pairsPerRound + 1) },
    ]
    await openSale(database, { people, benefits, hasLedger: false }, vault)
    const observe = observeAttempts({
      reader: database.reader,
      surroundings: realSurroundings,
      vault,
      regions: regionsOfIp2region(),
      velocity: velocityInMemory(),
    })
    const deps = { database, surroundings: realSurroundings, vault }
    const sides = { without: sideOf(deps), with: sideOf({ ...deps, observe }) }
    return { ...(await turns(sides, Number(rounds))), ...(await kept(database)) }
  } finally {
    await opened.close()
  }
}

type Side = (at: number) => Promise<unknown>

/** The handler, as one of many devices that are at home asks it. */
function sideOf(deps: Parameters<typeof redemptionRoutes>[0] & { observe?: Observe }): Side {
  const { confirm } = redemptionRoutes(deps)
  const blank = { requestId: 'bench', params: undefined, query: undefined }
  const startedAt = new Date(Date.now() - 30 * 86_400_000)
  const device = { startedAt, trustedAt: null, wechatRank: 0, wechatRankAt: new Date() }
  return (at) => {
    const cardholderId = personId((at * 7_919) % people)
    const session: Session = {
      cardholderId,
      programmeId: testProgramme.id,
      sessionId: cardholderId,
      level: 'cardholder',
      device,
    }
    const body = { benefitId: 'HOT', points: priceOfAll }
    const key = {
      ownerId: cardholderId,
      key: `risk-${at}-000000`,
      endpointId,
      inputHash: inputHash(endpointId, { body }),
    }
    return confirm({ ...blank, session, body, key, address: addressOf(at) })
  }
}

/** Eight thousand addresses of one province. */
function addressOf(at: number): string {
  return `60.${176 + (at % 8)}.${(at >> 3) % 250}.${1 + (at % 4)}`
}

let next = 0

interface Slice {
  seconds: number
  processor: number
}

/**
 * The sides take turns in slices of as many redemptions each, and every slice is compared with its neighbour: whatever else the
 * machine does meanwhile comes to both. Who is first changes from turn to turn.
 */
async function turns(sides: Record<'with' | 'without', Side>, rounds: number): Promise<Record<string, unknown>> {
  const pairs = new Map(callers.map((connections) => [connections, [] as { with: Slice; without: Slice }[]]))
  for (let turn = 0; turn <= rounds * pairsPerRound; turn++) {
    for (const connections of callers) {
      const isFirst = turn % 2 === 0
      const before = await slice(sides[isFirst ? 'without' : 'with'], connections)
      const after = await slice(sides[isFirst ? 'with' : 'without'], connections)
      // The first one warms up.
      if (turn > 0)
        pairs.get(connections)?.push(isFirst ? { with: after, without: before } : { with: before, without: after })
    }
  }
  const ratios = (of: keyof Slice) =>
    [...pairs].map(([connections, each]) => ({
      connections,
      ratio: median(each.map((pair) => pair.with[of] / pair.without[of])),
    }))
  const mean = (of: keyof Slice) => round(ratios(of).reduce((sum, { ratio }) => sum + ratio, 0) / callers.length, 3)
  const named = (of: keyof Slice) =>
    Object.fromEntries(ratios(of).map(({ connections, ratio }) => [connections, round(ratio, 3)]))
  const shown = (of: keyof Slice, show: (middle: number) => number) =>
    Object.fromEntries(
      [...pairs].flatMap(([connections, each]) =>
        (['with', 'without'] as const).map((name) => [
          `${name} ${connections}`,
          Math.round(show(median(each.map((pair) => pair[name][of])))),
        ]),
      ),
    )
  return {
    time_ratio: mean('seconds'),
    time_ratio_by_callers: named('seconds'),
    // Of this process alone: with the embedded database that is all of it.
    processor_ratio: mean('processor'),
    processor_ratio_by_callers: named('processor'),
    per_second: shown('seconds', (middle) => 1 / middle),
    processor_us: shown('processor', (middle) => middle * 1e6),
    pairs: rounds * pairsPerRound,
    rules: twentyRules.rules.length,
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Answers the seconds of one redemption, by the clock and of the processor. */
async function slice(side: Side, connections: number): Promise<Slice> {
  const started = performance.now()
  const usedBefore = process.cpuUsage()
  let left = redemptionsPerSlice
  const caller = async () => {
    while (left-- > 0) await side(next++)
  }
  await Promise.all(Array.from({ length: connections }, caller))
  const { user, system } = process.cpuUsage(usedBefore)
  return {
    seconds: (performance.now() - started) / 1_000 / redemptionsPerSlice,
    processor: (user + system) / 1e6 / redemptionsPerSlice,
  }
}

async function kept(database: Database): Promise<Record<string, unknown>> {
  const count = async (table: string) => {
    const [row] = await database.reader.rows<{ n: string | number }>(`SELECT COUNT(*) AS n FROM ${table}`)
    return Number(row?.n)
  }
  const { checks } = await verifyBooks(database.reader)
  return {
    redemptions: await count('redemption'),
    decisions: await count('risk_decision'),
    // The benefit's balances were put there without a ledger, so that only the checks of what was done here can hold.
    unbalanced: checks.filter(({ ok }) => !ok).map(({ name }) => name),
  }
}

const newDevice: RiskCondition = { fact: 'deviceHours', below: 24 }
const strange: RiskCondition = { fact: 'deviceTrusted', is: false }
const rates = (['cardholder', 'device', 'card', 'address', 'network'] as const).flatMap((per) =>
  (['tenMinutes', 'hour'] as const).map((within): RiskCondition[] => [
    { fact: 'velocity', per, within, atLeast: 1_000_000 },
    strange,
  ]),
)
const conditions: RiskCondition[][] = [
  ...rates,
  [{ fact: 'regionKind', in: ['away'] }, strange, newDevice],
  [{ fact: 'regionKind', in: ['abroad'] }, strange, newDevice],
  [{ fact: 'regionKind', in: ['hosting'] }, strange, newDevice],
  [{ fact: 'regionKind', in: ['abroad', 'hosting'] }, strange, { fact: 'points', atLeast: 5_000 }],
  [
    { fact: 'bindingHours', below: 24 },
    { fact: 'points', atLeast: 2_000 },
  ],
  [{ fact: 'bindingHours', below: 24 }, strange, { fact: 'points', atLeast: 5_000 }],
  [{ fact: 'wechatRank', atLeast: 3 }],
  [{ fact: 'wechatRank', atLeast: 4 }, strange],
  [{ fact: 'hour', from: 0, to: 6 }, newDevice, { fact: 'points', atLeast: 2_000 }],
  [{ fact: 'points', atLeast: 50_000 }, strange],
]
const twentyRules: RiskRuleSet = {
  version: 'bench-20',
  homeRegions: [{ province: '浙江省' }, { province: '上海市' }],
  reviewHours: 24,
  rules: conditions.map((when, at) => ({
    id: `rule-${at}`,
    points: ['redeem'],
    when,
    lane: at % 2 === 0 ? 'step_up' : 'quarantine',
    reason: 'many_attempts',
    clearBy: 'step_up',
  })),
}
