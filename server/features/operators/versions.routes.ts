import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import {
  beginDraft,
  discardDraft,
  rebaseDraft,
  removeDraftRow,
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

export function versionsRoutes(deps: DeskDeps): HandlersOf<Api['versions']> {
  const { database, surroundings, supplierNames: suppliers } = deps
  const { reader } = database
  const { newId } = surroundings
  const programmeOf = (operator: OperatorSession, asked?: string) =>
    programmeMeant(operator, { asked, otherwise: deps.defaultProgrammeId })
  const lineOf = async (key: { programmeId: string; versionId: string }) => {
    const version = await versionOf(reader, key)
    if (!version) throw new Refused('not_found')
    const [line] = await versionLines(reader, [version])
    if (!line) throw new Error('a version has no line')
    return { version, line }
  }
  return {
    list: ({ session, query: { programmeId, state, cursor } }) =>
      listVersions(reader, { programmeId: programmeOf(session, programmeId), state, cursor }),
    async one({ session, params: { versionId }, query }) {
      const { version, line } = await lineOf({ programmeId: programmeOf(session, query.programmeId), versionId })
      return { ...line, ...(await versionStanding(reader, version, { now: surroundings.now(), suppliers })) }
    },
    async rows({ session, params: { versionId }, query: { programmeId, against = 'live', kind, q, cursor } }) {
      const from = Number(cursor ?? 0)
      const asked = { against, kind, q, from, limit: rowsPerPage, now: surroundings.now() }
      const key = { programmeId: programmeOf(session, programmeId), versionId }
      const page = await versionRowsPage(reader, key, asked)
      const end = from + page.rows.length
      return { ...page, next: end < page.total ? String(end) : null }
    },
    async begin({ session, body, ...doing }) {
      const programmeId = programmeOf(session, body.programmeId)
      const { from, note = '' } = body
      return changeAsMaker(deps, { operator: session, programmeId, ...doing }, async (tx, { by, now }) => {
        const version = await beginDraft(tx, { programmeId, from, note, by, newId, now })
        const [reply] = await versionLines(tx, [version])
        if (!reply) throw new Error('a version has no line')
        const changes = [{ field: 'version.from', before: null, after: from }]
        return { reply, audited: { action: 'version.begun', subject: version.id, changes } }
      })
    },
    async putRow({ session, params, query, body, ...doing }) {
      const key = { programmeId: programmeOf(session, query.programmeId), versionId: params.versionId }
      const row = await writeRow(deps, { operator: session, ...doing }, { ...key, ...params, ...body })
      return versionRowShown(reader, key, { row, now: surroundings.now() })
    },
    removeRow({ session, params: { versionId, benefitId }, query, ...doing }) {
      const key = { programmeId: programmeOf(session, query.programmeId), versionId }
      return changeAsMaker(deps, { operator: session, ...key, ...doing }, async (tx, who) => {
        const before = await removeDraftRow(tx, { ...key, benefitId, ...who })
        const changes = before ? [{ field: `benefit.${benefitId}`, before: before.cells.title, after: null }] : []
        return {
          reply: { removed: changes.length },
          audited: { action: 'version.edited', subject: versionId, changes },
        }
      })
    },
    rebase({ session, params: { versionId }, query, ...doing }) {
      const key = { programmeId: programmeOf(session, query.programmeId), versionId }
      return changeAsMaker(deps, { operator: session, ...key, ...doing }, async (tx, who) => {
        const reply = await rebaseDraft(tx, { ...key, ...who, newId })
        const changes = [{ field: 'version.takenOver', before: null, after: reply.takenOver.length }]
        return { reply, audited: { action: 'version.rebased', subject: versionId, changes } }
      })
    },
    async discard({ session, params: { versionId }, query, ...doing }) {
      const key = { programmeId: programmeOf(session, query.programmeId), versionId }
      await changeAsMaker(deps, { operator: session, ...key, ...doing }, async (tx, who) => {
        await discardDraft(tx, { ...key, ...who })
        return { reply: {}, audited: { action: 'version.discarded', subject: versionId, changes: [] } }
      })
      return (await lineOf(key)).line
    },
    async submit({ session, params: { versionId }, query, body: { reason, publishAt }, ...doing }) {
      const programmeId = programmeOf(session, query.programmeId)
      if (!(await versionOf(reader, { programmeId, versionId }))) throw new Refused('not_found')
      const payload = publishAt === undefined ? { versionId } : { versionId, publishAt }
      const asked = { kind: 'publish_catalogue', payload } as const
      return makeRequest(deps, { operator: session, ...doing }, { asked, reason, programmeId })
    },
    async withdraw({ session, params: { versionId }, query, body: { reason = null }, ...doing }) {
      const key = { programmeId: programmeOf(session, query.programmeId), versionId }
      await withdrawVersion(deps, { operator: session, ...doing }, { ...key, reason })
      return (await lineOf(key)).line
    },
    takeDown: ({ session, params: { benefitId }, body, ...doing }) => {
      const what = { programmeId: programmeOf(session, body.programmeId), benefitId, reason: body.reason }
      return takeDown(deps, { operator: session, ...doing }, what)
    },
  }
}
