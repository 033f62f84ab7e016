import * as z from 'zod/mini'
import { benefitId } from './catalogue'
import { endpoint } from './endpoint'
import { refusalCodes } from './refusals'
import { requestShown, requestState } from './requests'
import { id, instant, pointsCount, reasonText, seen, shanghaiMinute, sortBy } from './schemas'

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))
const scope = { programmeId: z.optional(programmeId) }

/** A draft is reviewed, may wait for its time, is live until the next one is, and stays in the list. */
export const versionState = z.enum(['draft', 'in_review', 'scheduled', 'live', 'retired', 'discarded'])
export type VersionState = z.output<typeof versionState>

/** The columns of a benefits file, in its order; each cell is text, as in the file. */
export const benefitColumn = z.enum([
  'benefit_id',
  'title',
  'category',
  'tier',
  'points',
  'stock',
  'starts_at',
  'ends_at',
  'limit_per_person',
  'valid_days',
  'description',
  'steps',
  'delivery',
  'supplier',
  'sku',
  'account',
  'limit_per_day',
  'limit_per_week',
  'limit_per_month',
  'campaign',
  'campaign_limit',
  'products',
  'releases',
  'low_stock_at',
])
export type BenefitColumn = z.output<typeof benefitColumn>

/** The cells of a benefit; the empty ones are left out. */
export const benefitCells = z.partialRecord(benefitColumn, z.string().check(z.maxLength(8_000)))
export type BenefitCells = z.output<typeof benefitCells>

const person = z.object({ id, name: z.string() })

/** What was asked, or decided, of a version last. */
const review = z.object({
  requestId: id,
  state: requestState,
  reason: z.string(),
  submittedBy: person,
  submittedAt: instant,
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(instant),
  decisionReason: z.nullable(z.string()),
  failure: z.nullable(z.enum(refusalCodes)),
})

export const versionLine = z.object({
  id,
  /** 1, 2, 3 … in the programme. */
  number: z.int(),
  state: versionState,
  /** `command` is what the command line made live at once. */
  source: z.enum(['desk', 'command']),
  note: z.string(),
  /** Null for the command line. */
  madeBy: z.nullable(person),
  madeAt: instant,
  /** Who changed its content: none of them may approve it. */
  editors: z.array(person),
  basedOn: z.nullable(z.object({ id, number: z.int() })),
  review: z.nullable(review),
  /** When it is to go live; null for at once. */
  publishAt: z.nullable(instant),
  /** What stood against it when its time had come. */
  failure: z.nullable(z.enum(refusalCodes)),
  /** What screens call it once it is live. */
  name: z.nullable(z.string()),
  liveFrom: z.nullable(instant),
  retiredAt: z.nullable(instant),
})
export type VersionLine = z.output<typeof versionLine>

/** The same content is the same revision. */
const revision = z.string().check(z.regex(/^[0-9a-f]{16}$/))

/** `moved` has another place and is the same otherwise. */
export const rowKind = z.enum(['new', 'changed', 'moved', 'removed', 'unchanged'])
export type RowKind = z.output<typeof rowKind>

const rowProblem = z.object({
  benefitId: z.string(),
  /** The column's English name; empty where the whole row is meant. */
  column: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type RowProblem = z.output<typeof rowProblem>

const counts = z.object({
  new: pointsCount,
  changed: pointsCount,
  moved: pointsCount,
  removed: pointsCount,
  unchanged: pointsCount,
})
export type RowCounts = z.output<typeof counts>

export const versionShown = z.object({
  ...versionLine.shape,
  /** Against what is live now. */
  counts,
  /** What would stand against it now: the first hundred, and how many there are. */
  problems: z.array(rowProblem),
  problemCount: pointsCount,
  /** Of a version that is not live yet: benefits that changed in what is live since it was begun. */
  changedMeanwhile: z.array(z.string()),
})
export type VersionShown = z.output<typeof versionShown>

const cellChange = z.object({ column: benefitColumn, before: z.string(), after: z.string() })
export type CellChange = z.output<typeof cellChange>

export const versionRow = z.object({
  benefitId,
  kind: rowKind,
  position: z.int(),
  /** Which writing of the row this is, to be sent along with a change of it; null where the version has no such row. */
  revision: z.nullable(revision),
  /** As the version has it; of a removed one, as the other side has it. */
  cells: benefitCells,
  changes: z.array(cellChange),
  /** How it stands in what is live now; null where it never was. */
  live: z.nullable(
    z.object({
      stock: pointsCount,
      issued: pointsCount,
      freeCodes: pointsCount,
      retired: z.boolean(),
      takenDownAt: z.nullable(instant),
    }),
  ),
})
export type VersionRowShown = z.output<typeof versionRow>

const versionId = z.object({ versionId: id })
const rowKey = z.object({ versionId: id, benefitId })
/** The version is there, and in a state for it. */
const ofDraft = ['not_found', 'role_required', 'version_not_draft'] as const
const publishing = ['version_changed', 'version_outdated', 'version_incomplete', 'version_unchanged'] as const
const note = z.string().check(z.trim(), z.maxLength(200), seen)

export const versionsContract = {
  list: endpoint({
    id: 'versions.list',
    method: 'GET',
    path: '/ops/catalogue/versions',
    access: 'operator',
    roles: ['maker', 'checker', 'auditor'],
    summary: 'Every version of the catalogue, the newest first unless it is said otherwise.',
    query: z.object({
      ...scope,
      state: z.optional(versionState),
      sort: sortBy('number', 'madeAt', 'state', 'liveFrom'),
      cursor: z.optional(z.string().check(z.maxLength(400))),
    }),
    reply: z.object({ versions: z.array(versionLine), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
  one: endpoint({
    id: 'versions.one',
    method: 'GET',
    path: '/ops/catalogue/versions/{versionId}',
    access: 'operator',
    roles: ['maker', 'checker', 'auditor'],
    summary: 'One version: what it changes in all, and what would stand against it now.',
    params: versionId,
    query: z.object(scope),
    reply: versionShown,
    refusals: ['not_found'],
  }),
  rows: endpoint({
    id: 'versions.rows',
    method: 'GET',
    path: '/ops/catalogue/versions/{versionId}/rows',
    access: 'operator',
    roles: ['maker', 'checker', 'auditor'],
    summary: 'The benefits of a version with their difference, cell by cell, against what is live or another version.',
    params: versionId,
    query: z.object({
      ...scope,
      /** `live`, or a version. */
      against: z.optional(z.union([z.literal('live'), id])),
      kind: z.optional(rowKind),
      /** In the id or the title. */
      q: z.optional(z.string().check(z.trim(), z.maxLength(64))),
      sort: sortBy('points', 'stock'),
      cursor: z.optional(z.string().check(z.regex(/^\d{1,9}$/))),
    }),
    reply: z.object({ rows: z.array(versionRow), counts, total: pointsCount, next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
  begin: endpoint({
    id: 'versions.begin',
    method: 'POST',
    path: '/ops/catalogue/versions',
    access: 'operator',
    roles: ['maker'],
    summary: 'Begins a draft from what is live, from nothing, or from an old version, with the stock that stands now.',
    body: z.object({ ...scope, from: z.union([z.literal('live'), z.literal('empty'), id]), note: z.optional(note) }),
    reply: versionLine,
    refusals: ['not_found', 'role_required', 'full_card_number_refused'],
    keyed: true,
  }),
  putRow: endpoint({
    id: 'versions.putRow',
    method: 'PUT',
    path: '/ops/catalogue/versions/{versionId}/benefits/{benefitId}',
    access: 'operator',
    roles: ['maker'],
    summary: 'Writes one benefit of a draft, by the rules of a benefits file; what is wrong is told by cell.',
    params: rowKey,
    query: z.object(scope),
    body: z.object({
      cells: benefitCells,
      /** The row that this is a change of, null for a new one: where it is another one by now, nothing is written. */
      revision: z.nullable(revision),
      /** Its place; without it the place that it has, or the last. */
      position: z.optional(z.int().check(z.positive(), z.maximum(1_000_000))),
    }),
    reply: versionRow,
    refusals: [...ofDraft, 'row_changed', 'full_card_number_refused'],
  }),
  removeRow: endpoint({
    id: 'versions.removeRow',
    method: 'DELETE',
    path: '/ops/catalogue/versions/{versionId}/benefits/{benefitId}',
    access: 'operator',
    roles: ['maker'],
    summary: 'Takes one benefit out of a draft; it is retired when the draft goes live.',
    params: rowKey,
    query: z.object({ ...scope, revision }),
    reply: z.object({ removed: z.int() }),
    refusals: [...ofDraft, 'row_changed'],
  }),
  rebase: endpoint({
    id: 'versions.rebase',
    method: 'POST',
    path: '/ops/catalogue/versions/{versionId}/rebase',
    access: 'operator',
    roles: ['maker'],
    summary:
      'Takes over into a draft what changed in what is live since it was begun, where the draft says nothing else.',
    params: versionId,
    query: z.object(scope),
    body: z.object({}),
    reply: z.object({
      takenOver: z.array(z.string()),
      /** Changed on both sides: the draft keeps its own. */
      keptOwn: z.array(z.string()),
    }),
    refusals: [...ofDraft],
    keyed: true,
  }),
  discard: endpoint({
    id: 'versions.discard',
    method: 'DELETE',
    path: '/ops/catalogue/versions/{versionId}',
    access: 'operator',
    roles: ['maker'],
    summary: 'Throws a draft away.',
    params: versionId,
    query: z.object(scope),
    reply: versionLine,
    refusals: [...ofDraft],
  }),
  submit: endpoint({
    id: 'versions.submit',
    method: 'POST',
    path: '/ops/catalogue/versions/{versionId}/submit',
    access: 'operator',
    roles: ['maker'],
    summary: 'Asks another operator to publish a draft, at once or at a time; its content is frozen until they decide.',
    params: versionId,
    query: z.object(scope),
    body: z.object({ reason: reasonText, publishAt: z.optional(shanghaiMinute) }),
    reply: requestShown,
    refusals: [...ofDraft, ...publishing, 'publish_time_invalid', 'full_card_number_refused'],
    keyed: true,
  }),
  withdraw: endpoint({
    id: 'versions.withdraw',
    method: 'POST',
    path: '/ops/catalogue/versions/{versionId}/withdraw',
    access: 'operator',
    roles: ['maker'],
    summary: 'Takes a version back that I submitted, or one that waits for its time: it is a draft again.',
    params: versionId,
    query: z.object(scope),
    body: z.object({ reason: z.optional(reasonText) }),
    reply: versionLine,
    refusals: [
      'not_found',
      'role_required',
      'version_not_submitted',
      'request_of_another',
      'request_decided',
      'full_card_number_refused',
    ],
  }),
  takeDown: endpoint({
    id: 'versions.takeDown',
    method: 'POST',
    path: '/ops/benefits/{benefitId}/take-down',
    access: 'operator',
    roles: ['maker', 'checker'],
    summary: 'Stops a benefit at once, by one person; another one reviews that afterwards.',
    params: z.object({ benefitId }),
    body: z.object({ ...scope, reason: reasonText }),
    reply: z.object({
      benefitId,
      takenDownAt: instant,
      /** The request by which another operator confirms it, or brings the benefit back by rejecting it. */
      requestId: id,
    }),
    refusals: ['not_found', 'role_required', 'benefit_down_already', 'full_card_number_refused'],
    keyed: true,
  }),
}
