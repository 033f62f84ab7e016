import { byCommandLine, createAccount } from '../../server/features/operators'
import { drawEnrolment } from '../../server/features/operators/drawEnrolment'
import type { OperatorSession } from '../../server/http/operators'
import type { RequestAsked } from '../../shared/contract/requests'
import type { OperatorRole } from '../../shared/contract/roles'
import { deskOn } from './desk'
import { installTestProgramme, testProgramme } from './programme'
import { heldSurroundings } from './surroundings'
import { testDatabase } from './testDatabase'
import { testVault } from './testVault'

let accounts = 0

/** An account that somebody asks for. */
export function opening(roles: OperatorRole[], programmeId: string = testProgramme.id) {
  const login = `opened.${++accounts}`
  const payload = { name: `人 ${accounts}`, login, roles, programmeId }
  return { login, payload, asked: { kind: 'open_account', payload } satisfies RequestAsked }
}

export const giving = ({ operatorId, name }: OperatorSession, roles: OperatorRole[]): RequestAsked => {
  return { kind: 'change_roles', payload: { operatorId, name, roles } }
}

export const renewing = ({ operatorId, name }: OperatorSession): RequestAsked => {
  return { kind: 'renew_enrolment', payload: { operatorId, name } }
}

/** Who manages, at the desk and with a reason. */
export const by = (operator: OperatorSession) => {
  return { operator, reason: '入职', requestId: 'request', address: '127.0.0.1' }
}

export type AccountDesk = Awaited<ReturnType<typeof accountDesk>>

/** The desk of two programmes, for tests about its accounts. */
export async function accountDesk() {
  const opened = await testDatabase()
  await installTestProgramme(opened.database)
  await installTestProgramme(opened.database, { id: 'another' })
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const parts = { database: opened.database, surroundings, vault: testVault() }
  const desk = await deskOn(parts)
  return {
    ...parts,
    parts,
    opened,
    desk,
    draw: (operator: OperatorSession, id: string) => drawEnrolment(parts, id, by(operator)),
    /** Somebody who works here and signs in. */
    async colleague(roles: OperatorRole[]): Promise<OperatorSession & { login: string }> {
      const { login, payload } = opening(roles)
      const { operator } = await createAccount(parts, payload, byCommandLine)
      return { operatorId: operator.id, name: operator.name, programmeId: operator.programmeId, roles, login }
    },
    /** An account that one asked for and another approved. */
    async approved(roles: OperatorRole[], { admin, checker }: { admin: OperatorSession; checker: OperatorSession }) {
      const { asked, login } = opening(roles)
      const { id } = await desk.ask(admin, asked)
      await desk.approve(checker, id)
      return { id, login }
    },
  }
}
