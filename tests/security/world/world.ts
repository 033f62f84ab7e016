import { vaultOf } from '../../../server/compose'
import type { Database } from '../../../server/db/database'
import demoProgramme from '../../../server/demo/programme.json'
import type { Environment } from '../../../server/environment'
import { loadCatalogue } from '../../../server/features/catalogue'
import { loadEntitlements } from '../../../server/features/entitlements'
import { createOperator } from '../../../server/features/operators'
import { insertProgramme, programmeSettings } from '../../../server/features/programmes'
import { createLogger } from '../../../server/http/logging'
import { cardTokenOf } from '../../../server/simulators/bank/simulatorKey'
import { startServer } from '../../../server/startServer'
import type { Level } from '../../../shared/contract/identity'
import type { OperatorRole } from '../../../shared/contract/roles'
import { bankKey, type ComposedServer, callAt } from '../../contract/composedServer'
import { type DeskPerson, deskPerson } from '../../contract/deskPerson'
import { benefitsCsv, csv } from '../../support/catalogueFiles'
import { testEnvironment } from '../../support/environment'
import { otherProgrammeId, type People, peopleAmong, programmeId } from '../../support/people'
import { scriptedBank } from '../../support/scriptedBank'
import { type HeldSurroundings, heldSurroundings } from '../../support/surroundings'
import { type Outside, playOutside } from './outside'
import { type Planted, plantPerson } from './plantedOwner'

export const homeProgramme = programmeId
export const otherProgramme = otherProgrammeId

/** The whole server with the simulators behind it, on real HTTP, as `npm start` composes it, and two programmes in it. */
export interface World extends Pick<ComposedServer, 'managing' | 'callDesk'> {
  database: Database
  environment: Environment
  surroundings: HeldSurroundings
  outside: Outside
  url: string
  deskUrl: string
  /** Lines of the log that tell of a fault, so far. */
  faults(): string[]
  forgetFaults(): void
  /** Everything that was logged so far. */
  log(): string
  plant(who: { name: string; level: Level; programmeId?: string }): Promise<Planted & { cardToken: string }>
  hire(roles: readonly OperatorRole[], programmeId?: string): Promise<{ id: string; token: string }>
  /** Somebody with these roles, set up and signed in at the console as a person is. */
  signIn(
    roles: readonly OperatorRole[],
    options?: { programmeId?: string; headers?: Record<string, string> },
  ): Promise<DeskPerson>
  /** The address that a request says it comes from: each its own, so that none is refused for those before it. */
  fromElsewhere(): Record<string, string>
  stop(): Promise<void>
}

export async function openWorld(database: Database, changes: Record<string, string> = {}): Promise<World> {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const outside = await playOutside(surroundings.now, homeProgramme)
  const environment = testEnvironment({ ...outside.variables, ...variables, ...changes })
  await fillProgrammes(database, { surroundings, environment })
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  const server = await startServer({ environment, database, logger, surroundings })
  outside.tellServer(server.url)
  const deskUrl = server.consoleUrl ?? ''
  const managing = { database, surroundings, vault: vaultOf(environment) }
  const desk: Pick<World, 'managing' | 'callDesk'> = { managing, callDesk: (request) => callAt(deskUrl, request) }
  const people = peopleOn(managing)
  let made = 0
  let forgotten = 0
  let addresses = 0
  const fromElsewhere = () => ({ 'X-Forwarded-For': addressOf(++addresses) })
  return {
    database,
    environment,
    surroundings,
    outside,
    url: server.url,
    deskUrl,
    ...desk,
    faults: () => lines.filter((line, at) => at >= forgotten && /"level":[56]0/.test(line)),
    forgetFaults: () => {
      forgotten = lines.length
    },
    log: () => lines.join(''),
    async plant({ name, level, programmeId = homeProgramme }) {
      // Of cards that the bank knows there are not as many as people in a long run.
      // The last sixty are left for those who bind one by a request.
      const planted4 = outside.cards.slice(0, -60)
      const round = Math.floor(made / planted4.length)
      const last4 = planted4[made++ % planted4.length] as string
      const cardToken = cardTokenOf({ programmeId, last4 }) + (round === 0 ? '' : `x${round}`)
      const planted = await plantPerson(people(cardToken), {
        name,
        level,
        programmeId,
        last4,
        address: addressOf(++addresses),
      })
      return { ...planted, cardToken }
    },
    async hire(roles, programmeId = homeProgramme) {
      const hired = await createOperator(managing, { name: `${roles.join('+')} ${++made}`, roles, programmeId })
      if (!hired) throw new Error('the name is taken')
      return { id: hired.operator.id, token: hired.token }
    },
    signIn: (roles, { programmeId = homeProgramme, headers } = {}) =>
      deskPerson(desk, roles, { programmeId, headers: { ...fromElsewhere(), ...headers } }),
    fromElsewhere,
    async stop() {
      await server.stop()
      await outside.stop()
    },
  }
}

/** Each in a network of its own. */
function addressOf(at: number): string {
  return `${11 + ((at >> 16) & 63)}.${(at >> 8) & 255}.${at & 255}.7`
}

const variables = {
  BANK_EVENT_SECRETS: `${bankKey.id}:${bankKey.secret}`,
  CONSOLE_PORT: '0',
  TRUSTED_PROXIES: '127.0.0.1',
  SUPPLIERS: 'forms',
  SUPPLIER_FORMS_PROTOCOL: 'form',
}

/** Cardholders enter past bank and WeChat, with cards that the simulated bank knows, so that it answers for them later. */
function peopleOn(parts: Omit<Parameters<typeof peopleAmong>[0], 'bank'>): (cardToken: string) => People {
  const bank = scriptedBank()
  return (cardToken) =>
    peopleAmong({
      ...parts,
      bank: {
        ...bank,
        async confirmOtp(asked) {
          const answer = await bank.confirmOtp(asked)
          return answer.ok ? { ...answer, cardToken } : answer
        },
      },
    })
}

type Parts = { surroundings: HeldSurroundings; environment: Environment }

async function fillProgrammes(database: Database, { surroundings, environment }: Parts): Promise<void> {
  const deps = { database, surroundings, vault: vaultOf(environment), suppliers: new Set(environment.suppliers.keys()) }
  for (const id of [homeProgramme, otherProgramme]) {
    const settings = programmeSettings.parse({ ...demoProgramme, id })
    await database.inTransaction((tx) => insertProgramme(tx, settings, surroundings.now()))
    const loaded = await loadCatalogue(deps, { programmeId: id, ...catalogueOf(id) })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
    const set = { version: '2024-01', since: '2024-01-01', tier: 'silver', choose: 1, benefits: ['CODE'] }
    const file = Buffer.from(JSON.stringify([set]))
    const offered = await loadEntitlements(deps, { programmeId: id, file })
    if (!offered.ok) throw new Error(JSON.stringify(offered.problems))
  }
}

const common = { points: 10, limit_per_person: 1_000 }
const ordered = { ...common, category: 'telecom', delivery: 'topup', account: 'phone', sku: 'P10', stock: 5_000 }

function catalogueOf(programmeId: string) {
  const own = (text: string) => `${text} of ${programmeId}`
  return {
    benefits: benefitsCsv(
      { ...common, benefit_id: 'CODE', stock: 2_000, title: own('code') },
      { ...common, benefit_id: 'KEPT', stock: 2_000, title: own('kept code') },
      { ...ordered, benefit_id: 'KEPT-TOPUP', supplier: 'default', title: own('kept topup') },
      { ...ordered, benefit_id: 'TOPUP', supplier: 'default', title: own('topup') },
      { ...ordered, benefit_id: 'FORM', supplier: 'forms', title: own('form') },
      { ...common, benefit_id: 'GONE', ends_at: '2025-01-01', title: own('gone') },
    ),
    codes: csv(
      Array.from({ length: 4_000 }, (_, at) => ({
        benefit_id: at < 2_000 ? 'CODE' : 'KEPT',
        code: `${codeStem(programmeId)}${at}`,
      })),
    ),
  }
}

/** With what every code of a programme begins. */
export function codeStem(programmeId: string): string {
  return `SEALED-${programmeId === homeProgramme ? 'HOME' : 'OTHER'}-CODE-`
}
