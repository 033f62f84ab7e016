import * as z from 'zod/mini'
import type { AuditAction } from '../../../shared/contract/audit'
import { type Change, change } from '../../../shared/contract/requests'
import { addDays, businessDay, startOfDay } from '../../../shared/values/businessDay'
import type { Parameter, Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { AuditRow } from './operators.entities'

export interface Audited {
  id: string
  at: Date
  /** Null for what was done on the command line. */
  operatorId: string | null
  programmeId: string
  action: AuditAction
  subject: string
  reason: string | null
  changes: Change[]
  requestId: string | null
  address: string | null
}

/** Writes down what was done, in the transaction that does it. Nothing here changes or deletes a row. */
export async function insertAudit(tx: Tx, audited: Audited): Promise<void> {
  await tx.insert('audit', [
    {
      id: audited.id,
      at: audited.at,
      operator_id: audited.operatorId,
      programme_id: audited.programmeId,
      action: audited.action,
      subject: audited.subject,
      reason: audited.reason,
      details: JSON.stringify({ changes: audited.changes }),
      request_id: audited.requestId,
      address: audited.address,
    },
  ])
}

/** Whether somebody has looked at a cardholder since an id was made: ids carry their time. */
export async function hasLookedSince(
  reader: Reader,
  {
    programmeId,
    subject,
    operatorId,
    since,
  }: { programmeId: string; subject: string; operatorId: string; since: string },
): Promise<boolean> {
  const [row] = await reader.rows(
    `SELECT id FROM audit WHERE programme_id = ? AND subject = ? AND id >= ? AND operator_id = ?
     AND action = 'cardholder.viewed' LIMIT 1`,
    [programmeId, subject, since, operatorId],
  )
  return row !== undefined
}

/** Whether somebody has opened, renewed or raised the account of an operator since. */
export async function wasManagedBy(
  reader: Reader,
  { subject, programmeId, by, since }: { subject: string; programmeId: string; by: string; since: Date },
): Promise<boolean> {
  const [row] = await reader.rows(
    `SELECT id FROM audit WHERE programme_id = ? AND subject = ? AND operator_id = ? AND at > ?
     AND action IN ('operator.created', 'operator.enrolment', 'operator.roles') LIMIT 1`,
    [programmeId, subject, by, since],
  )
  return row !== undefined
}

export type AuditLine = Audited & { operatorName: string | null }

const details = z.object({ changes: z.array(change) })

/** Which rows of the log; what is not said narrows nothing. */
export interface AuditAsked {
  programmeIds: readonly string[]
  subject?: string | undefined
  action?: string | undefined
  operatorId?: string | undefined
  /** Business days, both included. */
  from?: string | undefined
  until?: string | undefined
  /** `at` is the oldest first. */
  sort?: 'at' | '-at' | undefined
}

/** What was done in these programmes, the newest first unless it is said otherwise. */
export async function auditPage(
  reader: Reader,
  { programmeIds, before, limit, sort = '-at', ...only }: AuditAsked & { before: string | undefined; limit: number },
): Promise<AuditLine[]> {
  const conditions = [`a.programme_id IN (${programmeIds.map(() => '?').join(', ')})`]
  const parameters: Parameter[] = [...programmeIds]
  const narrow = (condition: string, value: Parameter | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    parameters.push(value)
  }
  narrow('a.subject = ?', only.subject)
  narrow('a.action = ?', only.action)
  narrow('a.operator_id = ?', only.operatorId)
  narrow('a.at >= ?', only.from && startOfDay(businessDay(only.from)))
  narrow('a.at < ?', only.until && startOfDay(addDays(businessDay(only.until), 1)))
  const [beyond, direction] = sort === 'at' ? ['>', 'ASC'] : ['<', 'DESC']
  narrow(`a.id ${beyond} ?`, before)
  return selectAudit(reader, `${conditions.join(' AND ')} ORDER BY a.id ${direction} LIMIT ${limit}`, parameters)
}

/** What was done with the account of an operator since an id was made, of these actions; the newest first. */
export async function accountAudit(
  reader: Reader,
  {
    operatorId,
    programmeId,
    actions,
    since,
    limit,
  }: { operatorId: string; programmeId: string; actions: readonly AuditAction[]; since: string; limit: number },
): Promise<AuditLine[]> {
  const where = `a.programme_id = ? AND a.subject = ? AND a.id >= ? AND a.action IN (${marks(actions)})
     ORDER BY a.id DESC LIMIT ${limit}`
  return selectAudit(reader, where, [programmeId, operatorId, since, ...actions])
}

async function selectAudit(reader: Reader, where: string, parameters: readonly Parameter[]): Promise<AuditLine[]> {
  const rows = await reader.rows<AuditRow & { operator_name: string | null }>(
    `SELECT a.*, o.name AS operator_name FROM audit a LEFT JOIN operator o ON o.id = a.operator_id WHERE ${where}`,
    parameters,
  )
  return rows.map((row) => ({
    id: row.id,
    at: moment(row.at),
    operatorId: row.operator_id,
    operatorName: row.operator_name,
    programmeId: row.programme_id,
    action: row.action as AuditAction,
    subject: row.subject,
    reason: row.reason,
    changes: details.parse(JSON.parse(row.details)).changes,
    requestId: row.request_id,
    address: row.address,
  }))
}
