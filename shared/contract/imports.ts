import * as z from 'zod/mini'
import { benefitId } from './catalogue'
import { endpoint } from './endpoint'
import { day, id, instant, pointsCount, reasonText, sortBy } from './schemas'
import { versionState } from './versions'

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))
const scope = { programmeId: z.optional(programmeId) }

/** The largest file that is taken, in bytes. */
export const largestImport = 20 * 1_048_576

/** `refused` cannot be read at all; of `checked` the counts say whether it can be submitted. */
export const importState = z.enum(['checking', 'checked', 'refused', 'submitted'])
export type ImportState = z.output<typeof importState>

/** What is wrong at one place of the file, why, and what to do about it. */
export const importProblem = z.object({
  /** As a spreadsheet counts: the column names are row 1. */
  row: z.int(),
  /** The column's English name, the one in the template, and its letter; empty where the whole row or file is meant. */
  column: z.string(),
  header: z.string(),
  letter: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  adviceZh: z.string(),
  adviceEn: z.string(),
})
export type ImportProblem = z.output<typeof importProblem>

/** What a row changes in what is live, field by field. */
export const importDifference = z.object({
  row: z.int(),
  benefitId: z.string(),
  title: z.string(),
  kind: z.enum(['new', 'changed']),
  changes: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
})
export type ImportDifference = z.output<typeof importDifference>

export const importCounts = z.object({
  rows: pointsCount,
  new: pointsCount,
  changed: pointsCount,
  unchanged: pointsCount,
  /** Rows with at least one problem. */
  wrong: pointsCount,
  problems: pointsCount,
  notices: pointsCount,
})
export type ImportCounts = z.output<typeof importCounts>

/** Benefits that an earlier import or a draft, which is not finished, names too. */
const overlap = z.object({
  kind: z.enum(['import', 'draft']),
  id,
  /** Of an import its file, of a draft its number. */
  name: z.string(),
  count: pointsCount,
  first: z.array(z.string()),
})

export const importLine = z.object({
  id,
  programmeId: z.string(),
  kind: z.enum(['benefits', 'codes']),
  state: importState,
  fileName: z.string(),
  fileBytes: pointsCount,
  /** SHA-256 of the file, hex. */
  fileHash: z.string(),
  /** Null for the command line, unless it was told in whose name. */
  madeBy: z.nullable(z.object({ id, name: z.string(), login: z.nullable(z.string()) })),
  madeAt: instant,
  checkedAt: z.nullable(instant),
  counts: z.nullable(importCounts),
  /** Nothing in it differs from what is live. */
  isSameAsLive: z.boolean(),
  submittedAt: z.nullable(instant),
  /** The draft that it went into, and what became of that. */
  versionId: z.nullable(id),
  version: z.nullable(z.object({ number: z.int(), state: versionState })),
})
export type ImportLine = z.output<typeof importLine>

export const importShown = z.object({
  ...importLine.shape,
  /** The same file had been sent before: this is that import, and nothing new was made. */
  isRepeated: z.boolean(),
  /** False where some of the file could not be read: then not even its good rows can be submitted. */
  isComplete: z.boolean(),
  overlaps: z.array(overlap),
  /** Live benefits that the file does not name: retired where it is submitted as the whole catalogue (`replace`). The first 100. */
  leftOut: z.object({ count: pointsCount, first: z.array(z.object({ benefitId, title: z.string() })) }),
  /** The first 200 of each, or those from the cursor on. A list ends at 5,000; the file with its reasons has all. */
  problems: z.array(importProblem),
  nextProblems: z.nullable(z.string()),
  notices: z.array(importProblem),
  differences: z.array(importDifference),
  nextDifferences: z.nullable(z.string()),
  /** Of codes: how many would be added to each benefit. Codes themselves are never shown. */
  codes: z.array(z.object({ benefitId, codes: pointsCount })),
  batches: z.array(z.object({ batchId: z.string(), codes: pointsCount, validUntil: z.nullable(instant) })),
})
export type ImportShown = z.output<typeof importShown>

const piece = z.optional(z.string().check(z.regex(/^\d{1,4}$/)))
const importId = z.object({ importId: id })
const fileName = z.string().check(z.trim(), z.minLength(1), z.maxLength(128))
const readers = ['maker', 'checker', 'auditor'] as const

export const importsContract = {
  template: endpoint({
    id: 'imports.template',
    method: 'GET',
    path: '/ops/catalogue/template',
    access: 'operator',
    roles: readers,
    summary: 'An empty benefits file with drop-downs, an example row and notes; or one of codes.',
    query: z.object({ kind: z.optional(z.enum(['benefits', 'codes'])) }),
    reply: z.unknown(),
    download: true,
    refusals: [],
  }),
  upload: endpoint({
    id: 'imports.upload',
    method: 'POST',
    path: '/ops/catalogue/imports',
    access: 'operator',
    roles: ['maker'],
    summary:
      'Takes a benefits file (.xlsx or .csv) and checks it; changes nothing. The same file again is the same import.',
    query: z.object({ ...scope, fileName }),
    upload: largestImport,
    reply: importShown,
    refusals: ['not_found'],
  }),
  uploadCodes: endpoint({
    id: 'imports.uploadCodes',
    method: 'POST',
    path: '/ops/catalogue/codes',
    access: 'operator',
    roles: ['maker'],
    summary:
      'Takes a file of codes (.xlsx or .csv), checks it and keeps the codes sealed until two persons load them by a request.',
    query: z.object({ ...scope, fileName }),
    upload: largestImport,
    reply: importShown,
    refusals: ['not_found'],
  }),
  list: endpoint({
    id: 'imports.list',
    method: 'GET',
    path: '/ops/catalogue/imports',
    access: 'operator',
    roles: readers,
    summary: 'Imports, the newest first unless it is said otherwise.',
    query: z.object({
      ...scope,
      kind: z.optional(z.enum(['benefits', 'codes'])),
      state: z.optional(importState),
      /** A part of the file's name, or of the name or login of who sent it. */
      search: z.optional(z.string().check(z.trim(), z.maxLength(64))),
      mine: z.optional(z.literal('yes')),
      /** Business days on which it was sent, both included. */
      from: z.optional(day),
      until: z.optional(day),
      sort: sortBy('madeAt', 'fileName', 'state', 'submittedAt'),
      cursor: z.optional(z.string().check(z.maxLength(400))),
    }),
    reply: z.object({ imports: z.array(importLine), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
  import: endpoint({
    id: 'imports.import',
    method: 'GET',
    path: '/ops/catalogue/imports/{importId}',
    access: 'operator',
    roles: readers,
    summary: 'One import: how far its check is, counts, problems, and differences from what is live.',
    params: importId,
    query: z.object({ ...scope, problemsFrom: piece, differencesFrom: piece }),
    reply: importShown,
    refusals: ['not_found'],
  }),
  file: endpoint({
    id: 'imports.file',
    method: 'GET',
    path: '/ops/catalogue/imports/{importId}/file',
    access: 'operator',
    roles: readers,
    summary: 'The benefits file again as .xlsx, each row with what is wrong with it; nothing in it runs.',
    params: importId,
    query: z.object(scope),
    reply: z.unknown(),
    download: true,
    refusals: ['not_found', 'import_not_checked', 'busy_try_later'],
  }),
  submit: endpoint({
    id: 'imports.submit',
    method: 'POST',
    path: '/ops/catalogue/imports/{importId}/submit',
    access: 'operator',
    roles: ['maker'],
    summary: 'Checks the file again and makes a draft of it: all of it, or with `onlyGood` the rows that are right.',
    params: importId,
    query: z.object(scope),
    body: z.object({
      onlyGood: z.optional(z.boolean()),
      /** Benefits that the file does not name are taken out of the draft, and retired when it goes live. */
      replace: z.optional(z.boolean()),
      reason: reasonText,
    }),
    reply: importLine,
    refusals: [
      'not_found',
      'role_required',
      'import_not_checked',
      'import_wrong',
      'import_submitted',
      'import_same_as_live',
      'version_not_draft',
      'full_card_number_refused',
      'busy_try_later',
    ],
    keyed: true,
  }),
}
