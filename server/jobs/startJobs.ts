import { setMaxListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Database } from '../db/database'
import type { OutboxHandlers } from '../db/outboxTopics'
import { expireBatches, type Shelves } from '../features/catalogue'
import { type DeliveryDeps, deliveryJobs } from '../features/delivery'
import { countDays, countLoops } from '../features/insights'
import { type NotificationDeps, sendDueNotices } from '../features/notifications'
import { publishDue } from '../features/operators'
import { ageAccounts, announceExpiring, followDebts, lockAccount, watchBudgets } from '../features/points'
import { type OwnKeeper, sweepDeletions } from '../features/privacy'
import { allProgrammeIds } from '../features/programmes'
import { claimStragglers, type Posting } from '../features/spend'
import { type EvaluateTiers, evaluateTiers } from '../features/tiers'
import type { Logger } from '../http/logging'
import type { Metrics } from '../http/metrics'
import type { Surroundings } from '../ports/surroundings'
import type { Vault } from '../ports/vault'
import { deliverOutbox } from './deliverOutbox'
import { forgetOld } from './forgetOld'
import { orderWatch } from './orderWatch'
import { reviewWatch } from './reviewWatch'
import { stockWatch } from './stockWatch'

export interface JobDeps {
  database: Database
  surroundings: Surroundings
  posting: Posting
  outbox: OutboxHandlers
  notifications: NotificationDeps
  delivery: DeliveryDeps
  logger: Logger
  metrics: Metrics
  vault: Vault
  notices: OwnKeeper
  supplierNames: ReadonlySet<string>
  shelves: Shelves
}

export interface Jobs {
  /** Lets what is running finish, and starts nothing more. */
  stop(): Promise<void>
}

interface Job {
  name: string
  everyMs: number
  /** Answers how many items it worked on. */
  run(signal: AbortSignal): Promise<number>
}

/** Starts the clock-driven work. Every job may be killed anywhere, and may run in several processes at once. */
export function startJobs(deps: JobDeps): Jobs {
  const stopping = new AbortController()
  // Every job waits on it: as many as there are is no leak.
  setMaxListeners(0, stopping.signal)
  const running = jobsOf(deps).map((job) => runAgainAndAgain(job, deps, stopping.signal))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

function jobsOf(deps: JobDeps): Job[] {
  const { database, surroundings, posting, outbox } = deps
  const forEachProgramme = (work: (programmeId: string) => Promise<number>) => inEachProgramme(database, work)
  const lock: EvaluateTiers['lock'] = async (tx, who) => {
    await lockAccount(tx, who, surroundings.now())
  }
  return [
    {
      name: 'deliver_outbox',
      everyMs: 500,
      async run(signal) {
        const { delivered } = await deliverOutbox({ database, surroundings, handlers: outbox, signal })
        return delivered
      },
    },
    ...deliveryJobs(deps.delivery),
    { name: 'watch_orders', everyMs: 60_000, run: orderWatch(deps) },
    { name: 'watch_reviews', everyMs: 60_000, run: reviewWatch(deps) },
    {
      name: 'age_points',
      everyMs: 30_000,
      run: (signal) => forEachProgramme((id) => ageAccounts(id, { database, surroundings, signal })),
    },
    {
      name: 'announce_expiring',
      everyMs: 1_800_000,
      run: (signal) => forEachProgramme((id) => announceExpiring(id, { database, surroundings, signal })),
    },
    { name: 'send_notices', everyMs: 30_000, run: (signal) => sendDueNotices(deps.notifications, signal) },
    {
      name: 'evaluate_tiers',
      everyMs: 60_000,
      run: (signal) => forEachProgramme((id) => evaluateTiers(id, { database, surroundings, lock, signal })),
    },
    {
      name: 'watch_budgets',
      everyMs: 60_000,
      run: () => forEachProgramme((id) => watchBudgets(id, { database, surroundings })),
    },
    {
      name: 'claim_waiting_spend',
      everyMs: 60_000,
      run: () => forEachProgramme((id) => claimStragglers(id, { database, posting, surroundings })),
    },
    ...catalogueJobs(deps),
    {
      name: 'count_days',
      everyMs: 300_000,
      run: (signal) => forEachProgramme((id) => countDays(id, { database, surroundings, signal })),
    },
    {
      name: 'count_loop',
      everyMs: 60_000,
      run: (signal) => forEachProgramme((id) => countLoops(id, { database, surroundings, signal })),
    },
    { name: 'follow_debts', everyMs: 300_000, run: (signal) => followDebts({ database, surroundings, signal }) },
    { name: 'sweep_deletions', everyMs: 60_000, run: () => sweepDeletions(deps) },
    {
      name: 'forget_old',
      everyMs: 3_600_000,
      run: (signal) =>
        forgetOld({
          database,
          surroundings,
          signal,
          forgot: (table, rows) => deps.metrics.jobRan(`forget_old.${table}`, rows),
        }),
    },
  ]
}

function catalogueJobs(deps: JobDeps): Job[] {
  const { database, surroundings } = deps
  const forEachProgramme = (work: (programmeId: string) => Promise<number>) => inEachProgramme(database, work)
  return [
    {
      name: 'expire_code_batches',
      everyMs: 60_000,
      run: (signal) => forEachProgramme((id) => expireBatches(id, { database, surroundings, signal })),
    },
    {
      name: 'publish_versions',
      everyMs: 2_000,
      run: (signal) => forEachProgramme((id) => publishDue(id, { ...deps, signal })),
    },
    { name: 'watch_stock', everyMs: 60_000, run: stockWatch(deps) },
  ]
}

async function inEachProgramme(database: Database, work: (programmeId: string) => Promise<number>): Promise<number> {
  const failures: unknown[] = []
  let done = 0
  for (const id of await allProgrammeIds(database.reader)) {
    // What fails in one programme is no reason to leave the others undone.
    done += await work(id).catch((error: unknown) => {
      failures.push(error)
      return 0
    })
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} programmes had failures`)
  return done
}

async function runAgainAndAgain(job: Job, { logger, metrics }: JobDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      metrics.jobRan(job.name, await job.run(signal))
    } catch (error) {
      metrics.jobFailed(job.name)
      logger.error({ job: job.name, err: error }, 'a job failed and will run again')
    }
    // Ended early by the signal, and then for good.
    await setTimeout(job.everyMs, undefined, { signal }).catch(() => undefined)
  }
}
