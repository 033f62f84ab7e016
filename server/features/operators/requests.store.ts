import * as z from 'zod/mini'
import { refusalCodes } from '../../../shared/contract/refusals'
import {
  change,
  type PayloadOf,
  type RequestKind,
  type RequestState,
  requestPayloads,
} from '../../../shared/contract/requests'
import type { Parameter, Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import { type SortedPart, sortedIds } from '../../http/sortedList.store'
import type { RequestRow } from './operators.entities'

/** What an approval did, or what stood against it. */
const outcome = z.union([
  z.object({ transactionIds: z.array(z.string()), changes: z.array(change) }),
  z.object({
    failure: z.enum(refusalCodes),
    fields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
])
export type StoredOutcome = z.output<typeof outcome>

export interface Request {
  id: string
  programmeId: string
  kind: RequestKind
  payload: PayloadOf<RequestKind>
  reason: string
  madeBy: string
  madeAt: Date
  state: RequestState
  decidedBy: string | null
  decidedAt: Date | null
  decisionReason: string | null
  outcome: StoredOutcome | null
}

/** A request with the names that people read. */
export type NamedRequest = Request & { makerName: string; deciderName: string | null }

export async function insertRequest(
  tx: Tx,
  request: Pick<Request, 'id' | 'programmeId' | 'kind' | 'payload' | 'reason' | 'madeBy' | 'madeAt'>,
): Promise<void> {
  await tx.insert('request', [
    {
      id: request.id,
      programme_id: request.programmeId,
      kind: request.kind,
      payload: JSON.stringify(request.payload),
      reason: request.reason,
      made_by: request.madeBy,
      made_at: request.madeAt,
      state: 'open',
      decided_by: null,
      decided_at: null,
      decision_reason: null,
      result: null,
    },
  ])
}

export interface StoredDecision {
  id: string
  state: Exclude<RequestState, 'open'>
  decidedBy: string
  decidedAt: Date
  reason: string | null
}

/** Decides an open request; false when somebody was quicker. This guard, and no look before it, lets just one decide. */
export async function decideOpen(
  tx: Tx,
  { id, state, decidedBy, decidedAt, reason }: StoredDecision,
): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE request SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ? WHERE id = ? AND state = 'open'`,
    [state, decidedBy, decidedAt, reason, id],
  )
  return changed === 1
}

export async function storeOutcome(tx: Tx, id: string, stored: StoredOutcome): Promise<void> {
  await tx.change('UPDATE request SET result = ? WHERE id = ?', [JSON.stringify(stored), id])
}

export async function findRequest(reader: Reader, id: string): Promise<NamedRequest | null> {
  const [request] = await selectRequests(reader, 'r.id = ?', [id])
  return request ?? null
}

/** Those of these requests that there are. */
export async function requestsNamed(reader: Reader, ids: readonly string[]): Promise<Map<string, NamedRequest>> {
  const found = new Map<string, NamedRequest>()
  for (const slice of inSlices(ids)) {
    for (const request of await selectRequests(reader, `r.id IN (${marks(slice)})`, slice))
      found.set(request.id, request)
  }
  return found
}

/** Which requests; what is not said narrows nothing. */
export interface RequestsAsked {
  programmeId: string
  state?: RequestState | undefined
  kind?: RequestKind | undefined
  madeBy?: string | undefined
}

const sortColumns = {
  madeAt: { sql: 'r.made_at', kind: 'moment' },
  kind: { sql: 'r.kind', kind: 'text' },
  decidedAt: { sql: 'r.decided_at', kind: 'moment' },
} as const
export type RequestPart = SortedPart<keyof typeof sortColumns>

/** The ids of a part of the requests, in an order, and where it goes on. */
export function requestIds(
  reader: Reader,
  { programmeId, ...only }: RequestsAsked,
  part: RequestPart,
): Promise<{ ids: string[]; next: string | null }> {
  const narrowed = Object.entries({ state: only.state, kind: only.kind, made_by: only.madeBy }).flatMap(
    ([column, value]) => (value === undefined ? [] : [{ sql: ` AND r.${column} = ?`, value }]),
  )
  const where = `r.programme_id = ?${narrowed.map(({ sql }) => sql).join('')}`
  const parameters = [programmeId, ...narrowed.map(({ value }) => value)]
  return sortedIds(reader, { from: 'request r', id: 'r.id', where, parameters, columns: sortColumns }, part)
}

/** Open requests of these kinds that were made since an id was: ids carry their time. The newest first. */
export async function openRequestsOf(
  reader: Reader,
  { kinds, since }: { kinds: readonly RequestKind[]; since: string },
): Promise<NamedRequest[]> {
  const where = `r.id >= ? AND r.state = 'open' AND r.kind IN (${marks(kinds)}) ORDER BY r.id DESC`
  return selectRequests(reader, where, [since, ...kinds])
}

async function selectRequests(reader: Reader, where: string, parameters: Parameter[]): Promise<NamedRequest[]> {
  const rows = await reader.rows<NamedRow>(
    `SELECT r.*, m.name AS maker_name, d.name AS decider_name FROM request r
     JOIN operator m ON m.id = r.made_by LEFT JOIN operator d ON d.id = r.decided_by WHERE ${where}`,
    parameters,
  )
  return rows.map(fromRow)
}

type NamedRow = RequestRow & { maker_name: string; decider_name: string | null }

function fromRow(row: NamedRow): NamedRequest {
  const kind = row.kind as RequestKind
  return {
    id: row.id,
    programmeId: row.programme_id,
    kind,
    payload: requestPayloads[kind].parse(JSON.parse(row.payload)),
    reason: row.reason,
    madeBy: row.made_by,
    madeAt: moment(row.made_at),
    makerName: row.maker_name,
    state: row.state as RequestState,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at === null ? null : moment(row.decided_at),
    decisionReason: row.decision_reason,
    deciderName: row.decider_name,
    outcome: row.result === null ? null : outcome.parse(JSON.parse(row.result)),
  }
}
