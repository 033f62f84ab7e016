import { randomBytes, randomInt } from 'node:crypto'
import { Router } from '@koa/router'
import { Exchanges } from '../exchanges'
import { signedRequests } from '../signedRequests'
import { type Simulator, startSimulator } from '../simulatorApp'
import { addBankControls, type BankControls } from './bankControls'
import { bankPage } from './bankPage'
import { addBankWire, addPhoneQuestion } from './bankWire'
import { cardsOf } from './cards'
import { bankRules, type ChallengeRules, Challenges } from './challenges'
import { demoDir, publishedFilesOf } from './demoFiles'
import { Spending } from './spending'

export type BankSimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  programmeId: string
  /** Whose signed requests are answered. */
  clientId: string
  clientSecret: string
  /** With what the events are signed. */
  eventKeyId: string
  eventSecret: string
  /** Signs them by SM2 in place of the secret. */
  eventSm2PrivateKey?: string
  /** The server's `/bank/events`, where a push goes unless it says otherwise. */
  eventsUrl?: string
  /** A folder of published files named YYYY-MM.csv; the shipped months by default. */
  publishedDir?: string
  rules?: Partial<ChallengeRules>
  /** Whether it has the question about phones, which a bank need not have; it has unless this is false. */
  tellsOfPhones?: boolean
  /** What the next one-time password is; six random digits by default. */
  newCode?: () => string
  now?: () => Date
}

/** The bank, played on real HTTP. Nothing is kept but in memory; ids, tokens and phones are the same after a restart. */
export async function startBankSimulator(options: BankSimulatorOptions): Promise<Simulator> {
  const { programmeId, eventsUrl, now = () => new Date() } = options
  const files = publishedFilesOf(options.publishedDir ?? demoDir)
  const rules = { ...bankRules, ...options.rules }
  const exchanges = new Exchanges(now)
  const bank: BankControls = {
    programmeId,
    eventsUrl,
    rules,
    cards: cardsOf(files, programmeId),
    challenges: new Challenges(rules, now, {
      newId: () => `ch_${randomBytes(16).toString('hex')}`,
      newCode: options.newCode ?? (() => String(randomInt(1_000_000)).padStart(6, '0')),
    }),
    spending: new Spending(files, programmeId),
    sender: {
      keyId: options.eventKeyId,
      secret: options.eventSecret,
      sm2PrivateKey: options.eventSm2PrivateKey,
      now,
      exchanges,
    },
    byHand: [],
    lastPush: undefined,
  }
  const routes = new Router()
  routes.use('/v1', signedRequests({ clientId: options.clientId, secret: options.clientSecret }, now))
  addBankWire(routes, bank)
  if (options.tellsOfPhones !== false) addPhoneQuestion(routes, bank)
  addBankControls(routes, bank)
  return startSimulator({ port: options.port, routes, exchanges, page: () => bankPage(bank) })
}
