import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type Koa from 'koa'
import { type Api, api } from '../shared/contract/api'
import { bankOverHttp } from './adapters/bank.http'
import { sm2Thread } from './adapters/sm2Thread'
import { suppliersOverHttp } from './adapters/suppliers.http'
import { keyedVault } from './adapters/vault'
import { wechatOverHttp } from './adapters/wechat.http'
import { countingOf, observingOf } from './composeWatch'
import type { Database } from './db/database'
import type { Environment } from './environment'
import { type CardBound, cardsRoutes, ownersOf, phonesAtBank } from './features/cards'
import { catalogueRoutes, emptyShelves, type LineOfImports, lineOfImports, type Shelves } from './features/catalogue'
import { type DeliveryDeps, productionPace, suppliersRoutes } from './features/delivery'
import { entitlementRoutes } from './features/entitlements'
import { homeRoutes, listSigner, type SignList } from './features/home'
import { findSession, identityRoutes } from './features/identity'
import { insightsRoutes } from './features/insights'
import {
  eraseNotices,
  type NotificationDeps,
  noticesAtDesk,
  notificationHandlers,
  notificationRoutes,
  ownNewsSettings,
  ownNotices,
  ownSubscriptions,
} from './features/notifications'
import {
  deskRoutes,
  findOperator,
  importsRoutes,
  operatorsRoutes,
  programmeMeant,
  riskDeskRoutes,
  stockRoutes,
  supportRoutes,
  versionsRoutes,
} from './features/operators'
import {
  followSpend as followWithPoints,
  keepBoundSince,
  lockAccounts,
  moveDebt,
  pointsRoutes,
  standAlone as pointsStandAlone,
  upgradeRoute,
} from './features/points'
import { type OwnKeeper, privacyRoutes } from './features/privacy'
import { programmesRoutes, rulesRead } from './features/programmes'
import { planExpiringRoute, redeemableBy, redemptionRoutes, riskRoutes } from './features/redemption'
import { laneAtBinding, type Observe, type RiskDeps, securityRoutes, type WechatRanks } from './features/risk'
import { claimWaiting, type Posting, spendRoutes } from './features/spend'
import { tastesRoutes } from './features/tastes'
import {
  announceUpgrade,
  followSpend as followWithTiers,
  tierRoutes,
  standAlone as tiersStandAlone,
} from './features/tiers'
import { type AppParts, createApp } from './http/app'
import type { Attempts } from './http/attempts'
import { bankGate } from './http/bankGate'
import { consolePages } from './http/consolePages'
import { countLaneRefusals, countMisses } from './http/countMisses'
import type { EvenTime } from './http/evenTime'
import { keyedAnswers } from './http/idempotency'
import type { Logger } from './http/logging'
import { createMetrics, type Metrics } from './http/metrics'
import { monitorGate } from './http/monitor'
import type { HandlersOf } from './http/mount'
import { openapiOf } from './http/openapi'
import type { OperatorSession } from './http/operators'
import { serviceRoutes } from './http/service.routes'
import type { NoteAtVerifier } from './http/verifierDays'
import { type Jobs, startJobs } from './jobs/startJobs'
import { eventKeyOf } from './ports/bankEvent'
import type { Surroundings } from './ports/surroundings'
import type { Vault } from './ports/vault'
import { consoleTree, publicTree } from './trees'
import { productVersion } from './version'

export interface Product {
  app: Koa
  /** What operators reach, on a listener of its own; null where none is asked for. */
  consoleApp: Koa | null
  vault: Vault
  posting: Posting
  /** Starts the background work; it goes on until it is stopped. */
  startJobs(): Jobs
  /** Writes down what was only counted, and lets go of what is outside the database. */
  stop(): Promise<void>
}

/** The composition root: the one place that picks adapters and wires features to each other. */
export function compose({
  environment,
  database,
  logger,
  surroundings,
  files,
  delivery: changed = {},
}: {
  environment: Environment
  database: Database
  logger: Logger
  surroundings: Surroundings
  files?: AppParts<typeof api>['files']
  /** What a test has otherwise: a faster pace, or suppliers of its own. */
  delivery?: Partial<Pick<DeliveryDeps, 'suppliers' | 'pace'>>
}): Product {
  const { defaultProgrammeId } = environment
  const outside = outsiders(environment, surroundings)
  const vault = vaultOf(environment)
  const posting = postingOf(surroundings)
  const metrics = createMetrics()
  const base = { environment, database, logger, surroundings, vault, metrics }
  const { attempts, verifier, evenly, velocity, stopCounting } = countingOf(base)
  const shelves = emptyShelves({ reader: database.reader, now: surroundings.now })
  const suppliers = suppliersOf(environment, surroundings)
  const delivery: DeliveryDeps = { database, surroundings, vault, logger, suppliers, pace: productionPace, ...changed }
  const templates = templatesOf(environment)
  const supplierNames = new Set(environment.suppliers.keys())
  const observing = observingOf({ ...base, wechat: outside.wechat, velocity })
  const common = { database, surroundings, vault, attempts, defaultProgrammeId, posting, shelves, supplierNames }
  const imports = { line: lineOfImports(), failed: (err: unknown) => logger.error({ err }, 'a check of a file failed') }
  const parts = {
    handlers: handlersOf({
      ...common,
      ...outside,
      ...imports,
      ...observing,
      noteAtVerifier: verifier,
      evenly,
      delivery,
      templates,
      metrics,
      appId: environment.wechat.appId,
      signList: signerOf(environment),
    }),
    gate: {
      findSession: findSession(common),
      findOperator: findOperator(common),
      admitMonitor: monitorGate(environment.metricsToken),
      answers: keyedAnswers({ database, now: surroundings.now }),
      verifyBank: eventsGate(environment, surroundings),
    },
    logger,
    metrics,
    newId: surroundings.newId,
    trustedProxies: environment.trustedProxies,
    oldestClient: environment.minClientVersion,
  }
  const hasConsole = environment.consolePort !== null && environment.role !== 'worker'
  const notifications = { database, surroundings, vault, wechat: outside.wechat, templates }
  const outbox = notificationHandlers(notifications)
  return {
    app: createApp({ ...parts, tree: publicTree(environment.role), files }),
    consoleApp: hasConsole ? createApp({ ...parts, tree: consoleTree(), files: consolePages(builtConsole) }) : null,
    vault,
    posting,
    stop: stopCounting,
    startJobs: () => startJobs({ ...common, outbox, notifications, delivery, logger, metrics, notices }),
  }
}

/** By the names that notifications have for them. */
function templatesOf({ wechat: { templates } }: Environment): NotificationDeps['templates'] {
  const { redeemed: redemptionDelivered, ...others } = templates
  return { redemptionDelivered, ...others }
}

interface Wiring extends ReturnType<typeof outsiders> {
  database: Database
  surroundings: Surroundings
  vault: Vault
  attempts: Attempts
  defaultProgrammeId: string
  posting: Posting
  shelves: Shelves
  supplierNames: ReadonlySet<string>
  line: LineOfImports
  failed: (error: unknown) => void
  delivery: DeliveryDeps
  observe: Observe
  loggedIn: WechatRanks['ask']
  noteAtVerifier: NoteAtVerifier
  regionKindFrom: RiskDeps['regionKindFrom']
  evenly: EvenTime
  templates: NotificationDeps['templates']
  metrics: Metrics
  appId: string
  signList: SignList | null
}

const notices: OwnKeeper = {
  sections: { notices: ownNotices, newsSettings: ownNewsSettings, subscriptions: ownSubscriptions },
  erase: eraseNotices,
}

function handlersOf(wiring: Wiring): { [F in keyof Api]: HandlersOf<Api[F]> } {
  const { posting, surroundings } = wiring
  return {
    service: serviceRoutes({ ...wiring, openapi: openapiOf(api, { version: productVersion }) }),
    home: homeRoutes(wiring),
    identity: identityRoutes(wiring),
    cards: countLaneRefusals(
      wiring.attempts,
      cardsRoutes({
        ...wiring,
        cardBound: cardBoundOf(posting, surroundings),
        cardUnbound: (tx, who) => keepBoundSince(tx, who, surroundings.now()),
        laneOf: laneAtBinding(wiring),
        isPhoneKnown: phonesAtBank({ ...wiring, heardOfPhone: wiring.metrics.phoneAsked }),
      }),
      ['verify'],
    ),
    privacy: privacyRoutes({ ...wiring, serverVersion: productVersion, notices }),
    spend: spendRoutes(wiring),
    points: pointsRoutes(wiring),
    tiers: { ...tierRoutes(wiring), upgrade: upgradeRoute(wiring) },
    catalogue: catalogueRoutes({
      ...wiring,
      redeemableBy: (cardholderId, now) => redeemableBy(wiring.database.reader, cardholderId, now),
    }),
    tastes: tastesRoutes(wiring),
    redemption: {
      ...countLaneRefusals(
        wiring.attempts,
        countMisses(wiring.attempts, redemptionRoutes(wiring), ['one', 'markUsed', 'proof', 'reveal']),
        ['confirm'],
      ),
      planExpiring: planExpiringRoute(wiring),
    },
    entitlements: countLaneRefusals(wiring.attempts, entitlementRoutes(wiring), ['choose']),
    operators: operatorsRoutes(wiring),
    versions: versionsRoutes(wiring),
    imports: importsRoutes(wiring),
    stock: stockRoutes(wiring),
    desk: deskRoutes(wiring),
    insights: insightsRoutes({ ...wiring, programmeMeant: meantBy(wiring.defaultProgrammeId) }),
    programmes: programmesRoutes({ ...wiring, programmeMeant: meantBy(wiring.defaultProgrammeId) }),
    risk: countMisses(wiring.attempts, riskRoutes(wiring), ['clear']),
    riskDesk: riskDeskRoutes(wiring),
    security: securityRoutes(wiring),
    notifications: notificationRoutes(wiring),
    suppliers: suppliersRoutes(wiring.delivery),
    support: supportRoutes({ ...wiring, noticesAtDesk }),
  }
}

/** The account is locked first of all; then what the card owes from before, so that what is claimed for it then repays that. */
export function cardBoundOf(posting: Posting, surroundings: Surroundings): CardBound {
  return async (tx, { cardToken, ...owner }) => {
    const { programmeId, cardholderId, cardId } = owner
    await keepBoundSince(tx, owner, surroundings.now())
    const owners = (await ownersOf(tx, programmeId, [cardToken])).get(cardToken)
    await moveDebt(tx, { programmeId, from: owners?.everOwnedBy ?? [], to: { cardholderId, cardId } }, surroundings)
    return claimWaiting(tx, { owner, cardToken }, { posting, surroundings })
  }
}

function signerOf({ jumpListKey: seed, wechat: { appId } }: Environment): SignList | null {
  return seed && listSigner({ seed, appId })
}

function meantBy(otherwise: string) {
  return (operator: OperatorSession, asked: string | undefined) => programmeMeant(operator, { asked, otherwise })
}

/** The threads that check SM2 keep nothing alive, so that nobody has to end them. */
function eventsGate({ bank }: Environment, { now }: Surroundings) {
  const keys = new Map([...bank.eventSecrets].map(([id, configured]) => [id, eventKeyOf(configured)]))
  const publicKeys = [...keys.values()].flatMap((key) => (key.algorithm === 'sm2' ? [key.publicKey] : []))
  return bankGate({ keys, verifySm2: sm2Thread(publicKeys).verify, now })
}

export function vaultOf({
  dataCipher: cipher,
  dataKeys: data,
  fingerprintKeys: fingerprints,
}: Pick<Environment, 'dataCipher' | 'dataKeys' | 'fingerprintKeys'>): Vault {
  return keyedVault({ cipher, data, fingerprints })
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

/** Where `npm run build` puts the console. */
const builtConsole = path.resolve(__dirname, '../dist/console')

const outsideTimeoutMs = 8_000

function suppliersOf({ suppliers }: Environment, { now }: Surroundings) {
  const nonce = () => randomBytes(16).toString('hex')
  return suppliersOverHttp(suppliers, { now, nonce, timeoutMs: outsideTimeoutMs })
}

function outsiders({ bank, wechat }: Environment, { now }: Surroundings) {
  const nonce = () => randomBytes(16).toString('hex')
  const { baseUrl, clientId, secret } = bank
  return {
    bank: bankOverHttp({ baseUrl, clientId, secret, now, nonce, timeoutMs: outsideTimeoutMs }),
    wechat: wechatOverHttp({ ...wechat, now, timeoutMs: outsideTimeoutMs }),
  }
}
