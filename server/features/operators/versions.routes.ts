import type { Api } from '../../../shared/contract/api'
import type { VersionLine } from '../../../shared/contract/versions'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import {
  beginDraft,
  discardDraft,
  rebaseDraft,
  removeDraftRow,
  type VersionKey,
  versionOf,
  versionRowShown,
  versionRowsPage,
  versionStanding,
} from '../catalogue'
import { changeAsMaker } from './changeAsMaker'
import type { DeskDeps } from './executeRequest'
import { makeRequest } from './makeRequest'
import { programmeMeant } from './scope'
import { listVersions, versionLines } from './showVersions'
import { takeDown } from './takeDown'
import { withdrawVersion } from './withdrawVersion'
import { writeRow } from './writeRow'

const rowsPerPage = 50

type VersionRoutes = HandlersOf<Api['versions']>
type Reading = 'list' | 'one' | 'rows'
type Editing = 'begin' | 'putRow' | 'removeRow' | 'rebase' | 'discard'

export function versionsRoutes(deps: DeskDeps): VersionRoutes {
  return { ...readingRoutes(deps), ...editingRoutes(deps), ...publishingRoutes(deps) }
}

const meantBy =
  ({ defaultProgrammeId: otherwise }: DeskDeps) =>
  (operator: OperatorSession, { programmeId: asked }: { programmeId?: string | undefined }) =>
    programmeMeant(operator, { asked, otherwise })

async function lineOf({ database: { reader } }: DeskDeps, key: VersionKey) {
  const version = await versionOf(reader, key)
  if (!version) throw new Refused('not_found')
  const [line] = await versionLines(reader, [version])
  return { version, line: line as VersionLine }
}

function readingRoutes(deps: DeskDeps): Pick<VersionRoutes, Reading> {
  const { reader } = deps.database
  const programmeOf = meantBy(deps)
  return {
    list: ({ session, query }) => listVersions(reader, { ...query, programmeId: programmeOf(session, query) }),
    async one({ session, params: { versionId }, query }) {
      const { version, line } = await lineOf(deps, { programmeId: programmeOf(session, query), versionId })
      const asked = { now: deps.surroundings.now(), suppliers: deps.supplierNames }
      return { ...line, ...(await versionStanding(reader, version, asked)) }
    },
    async rows({ session, params: { versionId }, query }) {
      const { against = 'live', kind, q, sort, cursor } = query
      const from = Number(cursor ?? 0)
      const asked = { against, kind, q, sort, from, limit: rowsPerPage, now: deps.surroundings.now() }
      const key = { programmeId: programmeOf(session, query), versionId }
      const page = await versionRowsPage(reader, key, asked)
      const end = from + page.rows.length
      return { ...page, next: end < page.total ? String(end) : null }
    },
  }
}

function editingRoutes(deps: DeskDeps): Pick<VersionRoutes, Editing> {
  const { newId } = deps.surroundings
  const programmeOf = meantBy(deps)
  return {
    begin({ session: operator, body, ...doing }) {
      const programmeId = programmeOf(operator, body)
      const { from, note = '' } = body
      return changeAsMaker(deps, { operator, programmeId, ...doing }, async (tx, who) => {
        const version = await beginDraft(tx, { programmeId, from, note, newId, ...who })
        const [reply] = await versionLines(tx, [version])
        const changes = [{ field: 'version.from', before: null, after: from }]
        return { reply: reply as VersionLine, audited: { action: 'version.begun', subject: version.id, changes } }
      })
    },
    async putRow({ session: operator, params, query, body, ...doing }) {
      const key = { programmeId: programmeOf(operator, query), versionId: params.versionId }
      const row = await writeRow(deps, { operator, ...doing }, { ...key, ...params, ...body })
      return versionRowShown(deps.database.reader, key, { row, now: deps.surroundings.now() })
    },
    removeRow({ session: operator, params: { versionId, benefitId }, query, ...doing }) {
      const key = { programmeId: programmeOf(operator, query), versionId }
      return changeAsMaker(deps, { operator, ...key, ...doing }, async (tx, who) => {
        const before = await removeDraftRow(tx, { ...key, benefitId, revision: query.revision, ...who })
        const changes = before ? [{ field: `benefit.${benefitId}`, before: before.cells.title, after: null }] : []
        return {
          reply: { removed: changes.length },
          audited: { action: 'version.edited', subject: versionId, changes },
        }
      })
    },
    rebase({ session: operator, params: { versionId }, query, ...doing }) {
      const key = { programmeId: programmeOf(operator, query), versionId }
      return changeAsMaker(deps, { operator, ...key, ...doing }, async (tx, who) => {
        const reply = await rebaseDraft(tx, { ...key, ...who, newId })
        const changes = [{ field: 'version.takenOver', before: null, after: reply.takenOver.length }]
        return { reply, audited: { action: 'version.rebased', subject: versionId, changes } }
      })
    },
    async discard({ session: operator, params: { versionId }, query, ...doing }) {
      const key = { programmeId: programmeOf(operator, query), versionId }
      await changeAsMaker(deps, { operator, ...key, ...doing }, async (tx, who) => {
        await discardDraft(tx, { ...key, ...who })
        return { reply: {}, audited: { action: 'version.discarded', subject: versionId, changes: [] } }
      })
      return (await lineOf(deps, key)).line
    },
  }
}

function publishingRoutes(deps: DeskDeps): Omit<VersionRoutes, Reading | Editing> {
  const programmeOf = meantBy(deps)
  return {
    async submit({ session: operator, params: { versionId }, query, body: { reason, publishAt }, ...doing }) {
      const programmeId = programmeOf(operator, query)
      await lineOf(deps, { programmeId, versionId })
      const payload = publishAt === undefined ? { versionId } : { versionId, publishAt }
      const asked = { kind: 'publish_catalogue', payload } as const
      return makeRequest(deps, { operator, ...doing }, { asked, reason, programmeId })
    },
    async withdraw({ session: operator, params: { versionId }, query, body: { reason = null }, ...doing }) {
      const key = { programmeId: programmeOf(operator, query), versionId }
      await withdrawVersion(deps, { operator, ...doing }, { ...key, reason })
      return (await lineOf(deps, key)).line
    },
    takeDown({ session: operator, params: { benefitId }, body, ...doing }) {
      const what = { programmeId: programmeOf(operator, body), benefitId, reason: body.reason }
      return takeDown(deps, { operator, ...doing }, what)
    },
  }
}
