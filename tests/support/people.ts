import type { Database } from '../../server/db/database'
import demoProgramme from '../../server/demo/programme.json'
import { type CardsDeps, phonesAtBank } from '../../server/features/cards'
import { findSession, type IdentityDeps, privacyTextInForce } from '../../server/features/identity'
import { logIn } from '../../server/features/identity/logIn'
import { verifyPhone } from '../../server/features/identity/verifyPhone'
import { insertProgramme, programmeSettings } from '../../server/features/programmes'
import type { RiskDeps } from '../../server/features/risk'
import { attemptsInMemory } from '../../server/http/attempts'
import type { IdempotencyKey } from '../../server/http/idempotency'
import type { Session } from '../../server/http/sessions'
import { type ScriptedBank, scriptedBank } from './scriptedBank'
import { scriptedWechat } from './scriptedWechat'
import { type HeldSurroundings, heldSurroundings } from './surroundings'
import { testVault } from './testVault'

export const programmeId = demoProgramme.id
export const otherProgrammeId = 'other-programme'

/** Agrees to the text on privacy that is in force. */
export const agreed = { version: privacyTextInForce.version }

export interface People extends IdentityDeps, CardsDeps, Pick<RiskDeps, 'regionKindFrom'> {
  surroundings: HeldSurroundings
  bank: ScriptedBank
  /** Logs in, verifies a phone, and gives the session as a request would carry it. */
  enter(openid: string, options?: { programmeId?: string; phone?: string }): Promise<Session>
  /** Verifies another phone, as often as a test likes. */
  takePhone(session: Session, phone: string): Promise<void>
}

/** What identity and cards need, around a database, with nobody there yet and no attempt counted. */
export async function peopleOn(database: Database): Promise<People> {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  await database.inTransaction(async (tx) => {
    for (const id of [programmeId, otherProgrammeId]) {
      await insertProgramme(tx, programmeSettings.parse({ ...demoProgramme, id }), surroundings.now())
    }
  })
  return peopleAmong({ database, surroundings, vault, bank: scriptedBank() })
}

/** The same where there are programmes already. */
export function peopleAmong(parts: Pick<People, 'database' | 'surroundings' | 'vault' | 'bank'>): People {
  const attempts = attemptsInMemory()
  const people: People = {
    ...parts,
    wechat: scriptedWechat(),
    attempts,
    isPhoneKnown: phonesAtBank({ ...parts, attempts, heardOfPhone: () => undefined }),
    defaultProgrammeId: programmeId,
    cardBound: async () => ({ spends: 0, points: 0 }),
    cardUnbound: async () => undefined,
    laneOf: async () => ({ lane: 'normal', regionKind: 'home' }),
    noteAtVerifier: () => undefined,
    regionKindFrom: async () => 'home',
    evenly: (act) => act(),
    async takePhone(session, phone) {
      const uncounted = { ...people, attempts: attemptsInMemory() }
      await verifyPhone(uncounted, { session, body: { code: `phone:${phone}` }, address: session.sessionId })
    },
    async enter(openid, { programmeId: id, phone = '13800000000' } = {}) {
      const body = {
        code: `openid:${openid}`,
        programmeId: id,
        validity: 'month' as const,
        device: '',
        consent: agreed,
      }
      const { token } = await logIn(people, { body, address: '127.0.0.1' })
      const session = await sessionOf(people, token)
      await verifyPhone(people, { session, body: { code: `phone:${phone}` }, address: openid })
      return sessionOf(people, token)
    },
  }
  return people
}

// One key for the whole run, as in a product that is started again on its database.
const vault = testVault()

export async function sessionOf(people: IdentityDeps, token: string): Promise<Session> {
  const session = await findSession(people)(token)
  if (!session) throw new Error('the session has ended')
  return session
}

let keys = 0
/** A key as a client makes one. */
export function newKey(session: Session, endpointId: string): IdempotencyKey {
  const key = `test-key-${String(++keys).padStart(12, '0')}`
  return { ownerId: session.cardholderId, key, endpointId, inputHash: key }
}
