import type { Api } from '../../../shared/contract/api'
import type { DeskSession } from '../../../shared/contract/desk'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { insertAudit } from './audit.store'
import { changePassword } from './changePassword'
import { endSession, findLiveSession, liveSessions } from './deskSessions.store'
import { drawEnrolment } from './drawEnrolment'
import { confirmEnrolment, enrol } from './enrol'
import { changeRoles, createAccount, disableAccount, listAccounts, renewEnrolment } from './manageAccounts'
import type { Manager } from './manager'
import { noteExport } from './noteExport'
import { findOperatorById } from './operators.store'
import { mayEnter } from './scope'
import { showAccount } from './showAccount'
import { type DoorDeps, signIn, unlock } from './signIn'

export interface DeskRoutesDeps extends DoorDeps {
  defaultProgrammeId: string
}

/** How operators come in, and who may. */
export function deskRoutes(deps: DeskRoutesDeps): HandlersOf<Api['desk']> {
  const { reader } = deps.database
  return {
    signIn: ({ body, ...arrival }) => signIn(deps, body, arrival),
    enrol: ({ body, ...arrival }) => enrol(deps, body, { ...arrival, agent: '' }),
    confirmEnrolment: ({ body, ...arrival }) => confirmEnrolment(deps, body, arrival),
    async current({ session: { operatorId: id, name, programmeId, roles, desk } }) {
      if (!desk) throw new Refused('not_found')
      const { sessionId, expiresAt, csrf, isLocked } = desk
      const operator = { id, name, programmeId, roles: [...roles] }
      return { operator, session: { id: sessionId, expiresAt: expiresAt.toISOString() }, csrf, isLocked }
    },
    unlock: ({ session, body, address, requestId }) => unlock(deps, session, { ...body, address, requestId }),
    changePassword: ({ session, body, address, requestId }) =>
      changePassword(deps, session, { ...body, address, requestId }),
    async sessions({ session, query }) {
      const operatorId = query.operatorId ?? session.operatorId
      await refuseUnlessTheirs(deps, session, operatorId)
      const sessions = await liveSessions(reader, operatorId, deps.surroundings.now())
      const { name = '' } = (await findOperatorById(reader, operatorId)) ?? {}
      return { sessions: sessions.map((one) => shown(one, { name, current: session.desk?.sessionId })) }
    },
    account: ({ session }) => showAccount(reader, session, deps.surroundings.now()),
    endSession: ({ session, params, ...rest }) => end(deps, session, { ...rest, sessionId: params.sessionId }),
    exported: ({ session: operator, body, requestId, address }) =>
      noteExport(deps, { operator, requestId, address }, body),
    operators: async ({ session }) => ({ operators: await listAccounts(deps.database, session) }),
    createOperator: ({ session, body: { reason, programmeId, ...account }, ...rest }) => {
      const theirs = session.programmeId === '*' ? '*' : session.programmeId
      return createAccount(deps, { ...account, programmeId: programmeId ?? theirs }, managerOf(session, reason, rest))
    },
    renewEnrolment: ({ session, params, body, ...rest }) =>
      renewEnrolment(deps, params.operatorId, managerOf(session, body.reason, rest)),
    drawEnrolment: ({ session: operator, params, requestId, address }) =>
      drawEnrolment(deps, params.requestId, { operator, reason: null, requestId, address }),
    changeRoles: ({ session, params, body, ...rest }) =>
      changeRoles(deps, { id: params.operatorId, roles: body.roles }, managerOf(session, body.reason, rest)),
    disableOperator: ({ session, params, body, ...rest }) =>
      disableAccount(deps, params.operatorId, managerOf(session, body.reason, rest)),
  }
}

function managerOf(
  operator: OperatorSession,
  reason: string,
  { requestId, address }: { requestId: string; address: string },
): Manager {
  return { operator, reason, requestId, address }
}

/** Everybody sees their own sessions; an administrator those of the operators whom they manage. */
async function refuseUnlessTheirs({ database }: DoorDeps, session: OperatorSession, operatorId: string): Promise<void> {
  if (operatorId === session.operatorId) return
  const operator = await findOperatorById(database.reader, operatorId)
  const mayLook = session.roles.includes('admin') && operator && mayEnter(session, operator.programmeId)
  if (!mayLook) throw new Refused('not_found')
}

async function end(
  deps: DoorDeps,
  session: OperatorSession,
  { sessionId, requestId, address }: { sessionId: string; requestId: string; address: string },
): Promise<{ ended: number }> {
  const { database, surroundings } = deps
  const now = surroundings.now()
  const id = sessionId === 'current' ? session.desk?.sessionId : sessionId
  const found = id === undefined ? null : await findLiveSession(database.reader, id, now)
  if (!found) throw new Refused('not_found')
  await refuseUnlessTheirs(deps, session, found.operatorId)
  return database.inTransaction(async (tx) => {
    const ended = await endSession(tx, found.id, now)
    const { operatorId, programmeId } = session
    const what = { id: surroundings.newId(), at: now, operatorId, programmeId, action: 'session.ended' } as const
    await insertAudit(tx, { ...what, subject: found.operatorId, reason: null, changes: [], requestId, address })
    return { ended }
  })
}

function shown(
  { seenAt, startedAt, expiresAt, ...session }: Awaited<ReturnType<typeof liveSessions>>[number],
  { name, current }: { name: string; current: string | undefined },
): DeskSession {
  return {
    ...session,
    operatorName: name,
    startedAt: startedAt.toISOString(),
    lastSeenAt: seenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: session.id === current,
  }
}
