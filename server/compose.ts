import { randomBytes } from 'node:crypto'
import type Koa from 'koa'
import { api } from '../shared/contract/api'
import { bankOverHttp } from './adapters/bank.http'
import { aesVault } from './adapters/vault.aes'
import { wechatOverHttp } from './adapters/wechat.http'
import type { Database } from './db/database'
import type { Environment } from './environment'
import { cardsRoutes } from './features/cards'
import { catalogueRoutes } from './features/catalogue'
import { entitlementRoutes } from './features/entitlements'
import { homeRoutes } from './features/home'
import { findSession, identityRoutes } from './features/identity'
import { notificationHandlers } from './features/notifications'
import {
  followSpend as followWithPoints,
  lockAccounts,
  pointsRoutes,
  standAlone as pointsStandAlone,
} from './features/points'
import { rulesRead } from './features/programmes'
import { redemptionRoutes } from './features/redemption'
import { claimWaiting, type Posting, spendRoutes } from './features/spend'
import {
  announceUpgrade,
  followSpend as followWithTiers,
  tierRoutes,
  standAlone as tiersStandAlone,
} from './features/tiers'
import { type AppParts, createApp } from './http/app'
import { attemptsInMemory } from './http/attempts'
import { bankGate } from './http/bankGate'
import { keyedAnswers } from './http/idempotency'
import type { Logger } from './http/logging'
import { createMetrics } from './http/metrics'
import { openapiOf } from './http/openapi'
import { serviceRoutes } from './http/service.routes'
import { type Jobs, startJobs } from './jobs/startJobs'
import type { Surroundings } from './ports/surroundings'
import type { Vault } from './ports/vault'
import { productVersion } from './version'

export interface Product {
  app: Koa
  vault: Vault
  posting: Posting
  /** Starts the background work; it goes on until it is stopped. */
  startJobs(): Jobs
}

/** The composition root: the one place that picks adapters and wires features to each other. */
export function compose({
  environment,
  database,
  logger,
  surroundings,
  files,
}: {
  environment: Environment
  database: Database
  logger: Logger
  surroundings: Surroundings
  files?: AppParts<typeof api>['files']
}): Product {
  const { defaultProgrammeId } = environment
  const { bank, wechat } = outsiders(environment, surroundings)
  const vault = vaultOf(environment)
  const posting = postingOf(surroundings)
  const attempts = attemptsInMemory()
  const metrics = createMetrics()
  const common = { database, surroundings, vault, attempts, defaultProgrammeId, posting }
  const openapi = openapiOf(api, { version: productVersion })
  const app = createApp({
    tree: treeFor(environment.role),
    handlers: {
      service: serviceRoutes({ database, metrics, openapi }),
      home: homeRoutes({ ...common, bank }),
      identity: identityRoutes({ ...common, wechat }),
      cards: cardsRoutes({
        ...common,
        bank,
        cardBound: (tx, { cardToken, ...owner }) => claimWaiting(tx, { owner, cardToken }, { posting, surroundings }),
      }),
      spend: spendRoutes(common),
      points: pointsRoutes(common),
      tiers: tierRoutes(common),
      catalogue: catalogueRoutes(common),
      redemption: redemptionRoutes(common),
      entitlements: entitlementRoutes(common),
    },
    gate: {
      findSession: findSession(common),
      answers: keyedAnswers({ database, now: surroundings.now }),
      verifyBank: bankGate({ secrets: environment.bank.eventSecrets, now: surroundings.now }),
    },
    logger,
    metrics,
    newId: surroundings.newId,
    trustProxy: environment.trustProxy,
    files,
  })
  const { redeemed: redemptionDelivered, tierUpgraded, tierEnding } = environment.wechat.templates
  const templates = { redemptionDelivered, tierUpgraded, tierEnding }
  const outbox = notificationHandlers({ reader: database.reader, vault, wechat, templates })
  return {
    app,
    vault,
    posting,
    startJobs: () => startJobs({ database, surroundings, posting, outbox, logger, metrics }),
  }
}

/** A worker takes no business, but it can be asked how it is. */
function treeFor(role: Environment['role']): typeof api {
  return role === 'worker' ? ({ service: api.service } as typeof api) : api
}

export function vaultOf({ dataKeys, fingerprintKey }: Pick<Environment, 'dataKeys' | 'fingerprintKey'>): Vault {
  return aesVault({ ...dataKeys, fingerprintKey })
}

/** What follows when spending becomes known: first the tiers, then the points, then word of upgrades. */
export function postingOf(surroundings: Surroundings): Posting {
  const rulesFor = rulesRead(surroundings)
  return {
    async begin(tx, programmeId, holders) {
      const accounts = await lockAccounts(tx, holders, surroundings.now())
      const rules = await rulesFor(tx, programmeId)
      return {
        async standAlone(candidates) {
          if (candidates.length === 0) return new Set()
          const inTier = await tiersStandAlone(tx, candidates, { rules, surroundings })
          const left = candidates.filter(({ who }) => inTier.has(who.cardholderId))
          return pointsStandAlone(tx, left, { rules, accounts })
        },
        async post(followed) {
          const tiers = await followWithTiers(tx, followed, { rules, surroundings })
          const posted = await followWithPoints(tx, followed, { rules, accounts, tiers, surroundings })
          for (const { who } of followed) {
            const change = tiers.get(who.cardholderId)?.change
            if (change) await announceUpgrade(tx, who, { change, surroundings })
          }
          return posted
        },
      }
    },
  }
}

const outsideTimeoutMs = 8_000

function outsiders({ bank, wechat }: Environment, { now }: Surroundings) {
  const nonce = () => randomBytes(16).toString('hex')
  const { baseUrl, clientId, secret } = bank
  return {
    bank: bankOverHttp({ baseUrl, clientId, secret, now, nonce, timeoutMs: outsideTimeoutMs }),
    wechat: wechatOverHttp({ ...wechat, now, timeoutMs: outsideTimeoutMs }),
  }
}
