import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Reader } from '../../db/database'
import { type AuditAsked, auditPage } from './audit.store'
import { type RequestPart, type RequestsAsked, requestIds, requestsNamed } from './requests.store'
import { requestLine } from './showRequest'

const linesPerPage = 50

/** The requests of a programme, the newest first unless it is said otherwise. */
export async function listRequests(
  reader: Reader,
  {
    sort = '-madeAt',
    cursor,
    ...asked
  }: RequestsAsked & { sort?: RequestPart['sort'] | undefined; cursor?: string | undefined },
): Promise<ReplyOf<Api['operators']['requests']>> {
  const { ids, next } = await requestIds(reader, asked, { sort, cursor, limit: linesPerPage })
  const found = await requestsNamed(reader, ids)
  return { requests: ids.flatMap((id) => found.get(id) ?? []).map(requestLine), next }
}

/** What was done at the desk, the newest first. */
export async function listAudit(
  reader: Reader,
  { cursor, ...asked }: AuditAsked & { cursor?: string | undefined },
): Promise<ReplyOf<Api['operators']['audit']>> {
  const rows = await auditPage(reader, { ...asked, before: cursor, limit: linesPerPage + 1 })
  const { visible, next } = page(rows)
  return { rows: visible.map((row) => ({ ...row, at: row.at.toISOString() })), next }
}

function page<Row extends { id: string }>(rows: readonly Row[]): { visible: Row[]; next: string | null } {
  const visible = rows.slice(0, linesPerPage)
  return { visible, next: rows.length > linesPerPage ? (visible.at(-1)?.id ?? null) : null }
}
