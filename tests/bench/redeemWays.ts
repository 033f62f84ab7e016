import { randomBytes } from 'node:crypto'
import { DataSource } from 'typeorm'
import { vaultOf } from '../../server/compose'
import { processVariables, readEnvironment } from '../../server/environment'
import { redeemer } from '../../server/features/redemption'
import { inputHash } from '../../server/http/idempotency'
import { openDatabase } from '../../server/openDatabase'
import { entities } from '../../server/schema'
import { realSurroundings } from '../../server/surroundings'
import { testProgramme } from '../support/programme'
import { personId, priceOfAll } from '../support/sale'
import { createProcedure, redeemByCall } from './callRedeem'
import { answerQuestions } from './childProcess'
import { redeemThroughOrm } from './ormRedeem'

/** Redeeming without HTTP: in the product's batches, through the ORM, or by one stored call each. */
export interface WaySlice {
  way: 'batch' | 'orm' | 'call'
  connections: number
  seconds: number
  people: number
  benefits: string[]
}

export interface Redeemed {
  redeemed: number
  errors: number
  firstError: string | null
  seconds: number
}

const run = randomBytes(8).toString('hex')
let next = 0
const ways = open()

answerQuestions(async ({ way, connections, seconds, people, benefits }: WaySlice): Promise<Redeemed> => {
  const redeem = (await ways)[way]
  const outcome: Redeemed = { redeemed: 0, errors: 0, firstError: null, seconds: 0 }
  const started = performance.now()
  const caller = async () => {
    while (performance.now() - started < seconds * 1_000) {
      const at = next++
      const cardholderId = personId((at * 7_919) % people)
      const benefitId = benefits[(at * 31) % benefits.length] as string
      try {
        await redeem({ cardholderId, benefitId, key: `${run}-${at}` })
        outcome.redeemed += 1
      } catch (error) {
        outcome.errors += 1
        outcome.firstError ??= String((error as Error).stack ?? error)
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, caller))
  outcome.seconds = (performance.now() - started) / 1_000
  return outcome
})

type Redeem = (asked: { cardholderId: string; benefitId: string; key: string }) => Promise<unknown>

async function open(): Promise<Record<WaySlice['way'], Redeem>> {
  const environment = readEnvironment(processVariables())
  const database = await openDatabase(environment.databaseUrl, { chance: Math.random })
  const batch = redeemer({ database, surroundings: realSurroundings, vault: vaultOf(environment) })
  const source = await new DataSource({
    type: 'mariadb',
    url: environment.databaseUrl,
    entities,
    timezone: 'Z',
    charset: 'utf8mb4_bin',
    poolSize: 64,
  }).initialize()
  await createProcedure(source)
  return {
    batch({ cardholderId, benefitId, key }) {
      const agreed = { benefitId, points: priceOfAll }
      const endpointId = 'redemption.confirm'
      const who = { programmeId: testProgramme.id, cardholderId }
      return batch({
        who,
        agreed,
        key: { ownerId: cardholderId, key, endpointId, inputHash: inputHash(endpointId, agreed) },
      })
    },
    orm: (asked) => redeemThroughOrm(source, asked),
    call: (asked) => redeemByCall(source, { ...asked, id: realSurroundings.newId() }),
  }
}
