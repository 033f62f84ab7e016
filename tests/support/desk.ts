import type { Database } from '../../server/db/database'
import { createOperator } from '../../server/features/operators'
import {
  approveRequest,
  type Decision,
  rejectRequest,
  withdrawRequest,
} from '../../server/features/operators/decideRequest'
import type { DeskDeps } from '../../server/features/operators/executeRequest'
import { type Doing, makeRequest } from '../../server/features/operators/makeRequest'
import type { OperatorSession } from '../../server/http/operators'
import type { Surroundings } from '../../server/ports/surroundings'
import type { Vault } from '../../server/ports/vault'
import type { RequestAsked, RequestShown } from '../../shared/contract/requests'
import type { OperatorRole } from '../../shared/contract/roles'
import { testPosting } from './posting'
import { testProgramme } from './programme'

/** The operators' desk for tests that need no wire. */
export interface Desk {
  deps: DeskDeps
  /** Somebody new with these roles; names are roles, and a number where there are several. */
  hire(roles: OperatorRole[], programmeId?: string): Promise<OperatorSession>
  ask(maker: OperatorSession, asked: RequestAsked): Promise<RequestShown>
  approve(checker: OperatorSession, id: string): Promise<RequestShown>
  reject(checker: OperatorSession, id: string): Promise<RequestShown>
  withdraw(maker: OperatorSession, id: string): Promise<RequestShown>
  /** Asked by one and approved by another. */
  settle(asked: RequestAsked): Promise<RequestShown>
}

let hired = 0
let keys = 0

export async function deskOn(parts: { database: Database; surroundings: Surroundings; vault: Vault }): Promise<Desk> {
  const posting = testPosting(parts.surroundings)
  const deps: DeskDeps = { ...parts, posting, defaultProgrammeId: testProgramme.id }
  const doing = (operator: OperatorSession, endpointId: string): Doing => {
    const key = `desk-key-${String(++keys).padStart(12, '0')}`
    const idempotencyKey = { ownerId: operator.operatorId, key, endpointId, inputHash: key }
    return { operator, key: idempotencyKey, requestId: `request-${keys}`, address: '127.0.0.1' }
  }
  const deciding =
    (decide: (deps: DeskDeps, doing: Doing, decision: Decision) => Promise<RequestShown>) =>
    (operator: OperatorSession, id: string) =>
      decide(deps, doing(operator, 'operators.decide'), { id, reason: '核对无误' })
  const desk: Desk = {
    deps,
    async hire(roles, programmeId = testProgramme.id) {
      const name = `${roles.join('+')} ${++hired}`
      const made = await createOperator(parts, { name, roles, programmeId })
      if (!made) throw new Error(`the name ${name} is taken`)
      return { operatorId: made.operator.id, name, programmeId, roles }
    },
    ask: (maker, asked) => makeRequest(deps, doing(maker, 'operators.makeRequest'), { asked, reason: '客户来电核实' }),
    approve: deciding(approveRequest),
    reject: deciding(rejectRequest),
    withdraw: deciding(withdrawRequest),
    async settle(asked) {
      const { id } = await desk.ask(maker, asked)
      return desk.approve(checker, id)
    },
  }
  const maker = await desk.hire(['maker'])
  const checker = await desk.hire(['checker'])
  return desk
}
