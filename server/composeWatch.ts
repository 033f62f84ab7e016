import { redisCounters } from './adapters/redis'
import { regionsOfIp2region } from './adapters/regions.ip2region'
import { velocityInMemory } from './adapters/velocity.memory'
import { velocityInRedis } from './adapters/velocity.redis'
import type { Database } from './db/database'
import type { Environment } from './environment'
import {
  type Observe,
  observeAttempts,
  type RiskDeps,
  regionKinds,
  type WechatRanks,
  wechatRanks,
} from './features/risk'
import { type Attempts, attemptsWith } from './http/attempts'
import { type EvenTime, evenTime } from './http/evenTime'
import type { Logger } from './http/logging'
import type { Metrics } from './http/metrics'
import { type NoteAtVerifier, verifierDaysIn } from './http/verifierDays'
import type { RegionsPort } from './ports/regions'
import type { Surroundings } from './ports/surroundings'
import type { Vault } from './ports/vault'
import type { Velocity } from './ports/velocity'
import type { WechatPort } from './ports/wechat'

/** What watching over attempts needs. */
interface Parts {
  environment: Environment
  database: Database
  logger: Logger
  surroundings: Surroundings
  vault: Vault
  metrics: Metrics
}

interface Counting {
  attempts: Attempts
  verifier: NoteAtVerifier
  evenly: EvenTime
  velocity: Velocity
  stopCounting(): Promise<void>
}

/** Limits on tries and velocity, with the counts that processes share where there are any, and the sums of what came to verifiers. */
export function countingOf(parts: Parts): Counting {
  const { environment, database, logger, surroundings, metrics } = parts
  const shared = sharedCounters(parts)
  const failed = (err: unknown) => logger.error({ err }, 'sums of attempts at verifiers could not be written yet')
  const days = verifierDaysIn({ database, now: surroundings.now, failed })
  return {
    attempts: attemptsWith({ shared, refused: metrics.tryRefused }),
    evenly: evenTime(environment.evenAnswerMs, realPause),
    velocity: shared ? velocityInRedis(shared, velocityInMemory()) : velocityInMemory(),
    verifier(attempt) {
      metrics.atVerifier(attempt)
      days.note(attempt)
    },
    async stopCounting() {
      await Promise.all([shared?.close(), days.stop()])
    },
  }
}

function sharedCounters({ environment: { redisUrl }, logger, vault, metrics }: Parts) {
  if (redisUrl === null) return undefined
  return redisCounters({
    url: redisUrl,
    disguise: (key) => vault.fingerprint('token', key),
    told(answers, why) {
      metrics.sharedCountersAnswer(answers)
      if (answers) logger.info('the counters in Redis answer')
      else logger.warn({ why }, 'the counters in Redis do not answer: each process counts for itself')
    },
  })
}

const realPause = {
  elapsed: () => performance.now(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
}

/** What is known of an attempt when its lane is decided. */
export function observingOf({
  database,
  logger,
  surroundings,
  vault,
  wechat,
  velocity,
}: Parts & { wechat: WechatPort; velocity: Velocity }): {
  observe: Observe
  loggedIn: WechatRanks['ask']
  regionKindFrom: RiskDeps['regionKindFrom']
} {
  const ranks = wechatRanks({
    database,
    wechat,
    vault,
    surroundings,
    failed: (err) => logger.debug({ err }, 'WeChat did not say how risky it finds somebody'),
  })
  const look = observeAttempts({
    reader: database.reader,
    surroundings,
    vault,
    regions: regionsRead(),
    velocity,
  })
  const observe: Observe = (attempt) => {
    ranks.refresh(attempt.session, attempt.address)
    return look(attempt)
  }
  const regionKindFrom = regionKinds({ reader: database.reader, surroundings, regions: regionsRead() })
  return { observe, loggedIn: ranks.ask, regionKindFrom }
}

let regions: RegionsPort | null = null

/** Some eleven megabytes, read once in a process, however many products it composes. */
function regionsRead(): RegionsPort {
  regions ??= regionsOfIp2region()
  return regions
}
