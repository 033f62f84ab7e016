import { vaultOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import demoProgramme from '../../server/demo/programme.json'
import { setLevel } from '../../server/features/identity'
import { logIn } from '../../server/features/identity/logIn'
import { createOperator } from '../../server/features/operators'
import { insertProgramme, programmeSettings } from '../../server/features/programmes'
import { attemptsInMemory } from '../../server/http/attempts'
import { createLogger } from '../../server/http/logging'
import { bankEventHeaders, signEvent } from '../../server/ports/bankEvent'
import { startServer } from '../../server/startServer'
import type { Level } from '../../shared/contract/identity'
import type { OperatorRole } from '../../shared/contract/roles'
import { testEnvironment } from '../support/environment'
import { agreed } from '../support/people'
import { scriptedWechat } from '../support/scriptedWechat'
import { type HeldSurroundings, heldSurroundings } from '../support/surroundings'

export interface Answer {
  status: number
  type: string
  headers: Headers
  json: { code?: string; detail?: string }
}

export interface ComposedServer {
  surroundings: HeldSurroundings
  call(request: { method: string; path: string; headers?: Record<string, string>; body?: string }): Promise<Answer>
  /** The token of somebody new with this level. */
  tokenOf(level: Level): Promise<string>
  /** Calls the operators' own listener. */
  callDesk: ComposedServer['call']
  /** An operator with these roles, who works for the demo programme unless it is said otherwise. */
  hire(roles: readonly OperatorRole[], programmeId?: string): Promise<{ id: string; token: string }>
  managing: Parameters<typeof createOperator>[0]
  stop(): Promise<void>
}

export const bankKey = { id: 'bank-key', secret: 'a secret of the bank' }

/** The whole server as `npm start` composes it, on real HTTP; nobody answers where bank and WeChat should be. */
export async function composedServer(database: Database): Promise<ComposedServer> {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const environment = testEnvironment({
    BANK_EVENT_SECRETS: `${bankKey.id}:${bankKey.secret}`,
    CONSOLE_PORT: '0',
    // So that a test can say which address a call comes from.
    TRUSTED_PROXIES: '127.0.0.1',
  })
  await database.inTransaction((tx) => insertProgramme(tx, programmeSettings.parse(demoProgramme), surroundings.now()))
  const logger = createLogger({ level: 'silent' })
  const server = await startServer({ environment, database, logger, surroundings })
  const identity = {
    database,
    surroundings,
    vault: vaultOf(environment),
    wechat: scriptedWechat(),
    attempts: attemptsInMemory(),
    defaultProgrammeId: environment.defaultProgrammeId,
  }
  const managing = { database, surroundings, vault: identity.vault }
  let people = 0
  return {
    surroundings,
    stop: server.stop,
    call: (request) => callAt(server.url, request),
    callDesk: (request) => callAt(server.consoleUrl ?? '', request),
    managing,
    async hire(roles, programmeId = demoProgramme.id) {
      const made = await createOperator(managing, { name: `${roles.join('+')} ${++people}`, roles, programmeId })
      if (!made) throw new Error('the name is taken')
      return { id: made.operator.id, token: made.token }
    },
    async tokenOf(level) {
      const openid = `person-${++people}`
      const body = { code: `openid:${openid}`, validity: 'month' as const, device: '', consent: agreed }
      const { token, me } = await logIn(identity, { body, address: openid })
      await database.inTransaction((tx) => setLevel(tx, me.cardholderId, level))
      return token
    },
  }
}

export async function callAt(
  url: string,
  { method, path, headers = {}, body }: Parameters<ComposedServer['call']>[0],
): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const response = await fetch(url + path, { method, headers: { ...type, ...headers }, body })
  const contentType = response.headers.get('Content-Type') ?? ''
  const text = await response.text()
  return {
    status: response.status,
    type: contentType,
    headers: response.headers,
    json: contentType.includes('json') ? JSON.parse(text) : {},
  }
}

let nonces = 0

/** The headers with which the bank sends `rawBody`; a test says what is wrong with them. */
export function bankSigned(
  rawBody: string,
  { at, ...wrong }: { at: Date; secret?: string; keyId?: string; nonce?: string },
): Record<string, string> {
  const timestamp = String(at.getTime())
  const { secret = bankKey.secret, keyId = bankKey.id, nonce = `nonce-${++nonces}-of-the-bank` } = wrong
  return {
    [bankEventHeaders.keyId]: keyId,
    [bankEventHeaders.timestamp]: timestamp,
    [bankEventHeaders.nonce]: nonce,
    [bankEventHeaders.signature]: signEvent(secret, { timestamp, nonce, rawBody }),
  }
}
