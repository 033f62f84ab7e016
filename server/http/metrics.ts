import type { Context, Next } from 'koa'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The figures that `/metrics` shows. */
export interface Metrics {
  count: (ctx: Context, next: Next) => Promise<void>
  /** Work of the background jobs, by job. */
  jobRan(job: string, done: number): void
  jobFailed(job: string): void
  /** The benefits of which no more is left than their mark: those of the call before that are not among them go. */
  stockIsLow(benefits: readonly { programmeId: string; benefitId: string }[]): void
  /** Orders that suppliers have not ended yet; those of the call before go. */
  ordersOpen(counts: readonly { supplier: string; state: string; orders: number }[]): void
  /** Redemptions that are held for a person, and how many of them for longer than was promised. */
  reviewsWait(counts: readonly { programmeId: string; waiting: number; late: number }[]): void
  /** A try that a limit refused. */
  tryRefused(refusal: { door: string; rule: string; lane: string }): void
  /** Whether the counters that processes share answer. */
  sharedCountersAnswer(answers: boolean): void
  /** An attempt that came to a verifier of the bank, or was kept from it. */
  atVerifier(attempt: { door: string; lane: string; outcome: string }): void
  /** What the bank said when it was asked whether it knows a phone. */
  phoneAsked(heard: string): void
  text(): Promise<string>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'kaquan_request_seconds',
    help: 'Duration of requests in seconds, by endpoint and status',
    labelNames: ['endpoint', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const refusals = new Counter({
    name: 'kaquan_refusals_total',
    help: 'Refused requests, by endpoint and code',
    labelNames: ['endpoint', 'code'],
    registers: [registry],
  })
  const jobs = new Counter({
    name: 'kaquan_job_items_total',
    help: 'Items that background jobs worked on, by job',
    labelNames: ['job'],
    registers: [registry],
  })
  const jobFailures = new Counter({
    name: 'kaquan_job_failures_total',
    help: 'Runs of background jobs that failed, by job',
    labelNames: ['job'],
    registers: [registry],
  })
  return {
    async count(ctx, next) {
      const stop = requests.startTimer()
      await next()
      const endpoint = ctx.state.endpointId ?? 'none'
      stop({ endpoint, status: ctx.status })
      if (ctx.state.refusal) refusals.inc({ endpoint, code: ctx.state.refusal })
    },
    jobRan: (job, done) => jobs.inc({ job }, done),
    jobFailed: (job) => jobFailures.inc({ job }),
    ...metricsOfQueues(registry),
    ...metricsOfTries(registry),
    text: () => registry.metrics(),
  }
}

function metricsOfTries(
  registry: Registry,
): Pick<Metrics, 'tryRefused' | 'sharedCountersAnswer' | 'atVerifier' | 'phoneAsked'> {
  const tries = new Counter({
    name: 'kaquan_tries_refused_total',
    help: 'Tries that a limit refused, by door, rule and risk lane',
    labelNames: ['door', 'rule', 'lane'],
    registers: [registry],
  })
  const shared = new Gauge({
    name: 'kaquan_shared_counters',
    help: '1 while the counters in Redis answer, 0 while each process counts for itself; absent without Redis',
    labelNames: [],
    registers: [],
  })
  const verifier = new Counter({
    name: 'kaquan_verifier_attempts_total',
    help: "Attempts at the bank's verifiers, by door, risk lane and whether they reached it",
    labelNames: ['door', 'lane', 'outcome'],
    registers: [registry],
  })
  const phones = new Counter({
    name: 'kaquan_phone_questions_total',
    help: 'How often the bank was asked whether it knows a phone, by what it said: known, unknown or nothing',
    labelNames: ['heard'],
    registers: [registry],
  })
  return {
    tryRefused: ({ door, rule, lane }) => tries.inc({ door, rule, lane }),
    sharedCountersAnswer(answers) {
      if (!registry.getSingleMetric('kaquan_shared_counters')) registry.registerMetric(shared)
      shared.set(answers ? 1 : 0)
    },
    atVerifier: ({ door, lane, outcome }) => verifier.inc({ door, lane, outcome }),
    phoneAsked: (heard) => phones.inc({ heard }),
  }
}

function metricsOfQueues(registry: Registry): Pick<Metrics, 'stockIsLow' | 'ordersOpen' | 'reviewsWait'> {
  const lowStock = new Gauge({
    name: 'kaquan_benefit_low_stock',
    help: '1 for each benefit of which no more is left than its mark, by programme and benefit',
    labelNames: ['programme', 'benefit'],
    registers: [registry],
  })
  const openOrders = new Gauge({
    name: 'kaquan_supplier_orders',
    help: 'Orders at suppliers that have not ended, by supplier and state',
    labelNames: ['supplier', 'state'],
    registers: [registry],
  })
  const reviews = new Gauge({
    name: 'kaquan_risk_reviews',
    help: 'Redemptions that are held for a person: those waiting, and of these the late ones, by programme',
    labelNames: ['programme', 'state'],
    registers: [registry],
  })
  return {
    stockIsLow(benefits) {
      lowStock.reset()
      for (const { programmeId, benefitId } of benefits) lowStock.set({ programme: programmeId, benefit: benefitId }, 1)
    },
    ordersOpen(counts) {
      openOrders.reset()
      for (const { supplier, state, orders } of counts) openOrders.inc({ supplier, state }, orders)
    },
    reviewsWait(counts) {
      for (const { programmeId: programme, waiting, late } of counts) {
        reviews.set({ programme, state: 'waiting' }, waiting)
        reviews.set({ programme, state: 'late' }, late)
      }
    },
  }
}
