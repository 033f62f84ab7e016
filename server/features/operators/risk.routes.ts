import type { riskDeskContract } from '../../../shared/contract/risk'
import { businessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { refuseHeld, releaseHeld } from '../redemption'
import {
  cursorAfter,
  decisionsPage,
  deleteRiskDraft,
  reviewNamed,
  reviewsPage,
  reviewsWaiting,
  riskDraftOf,
  ruleSetsOf,
  shadowSince,
  storeRiskDraft,
} from '../risk'
import { changeAsMaker } from './changeAsMaker'
import type { DeskDeps } from './executeRequest'
import { ruleSetChanges } from './ruleSetChanges'
import { programmeMeant } from './scope'
import { shownReviews, showReview } from './showReviews'
import { writeLook } from './writeLook'

type Routes = HandlersOf<typeof riskDeskContract>
type OfRules = 'rules' | 'saveDraft' | 'dropDraft' | 'shadow'

const linesPerPage = 50

const meantBy =
  ({ defaultProgrammeId: otherwise }: DeskDeps) =>
  (operator: OperatorSession, { programmeId: asked }: { programmeId?: string | undefined }) =>
    programmeMeant(operator, { asked, otherwise })

export function riskDeskRoutes(deps: DeskDeps): Routes {
  return { ...riskRulesRoutes(deps), ...riskQueueRoutes(deps) }
}

function riskRulesRoutes(deps: DeskDeps): Pick<Routes, OfRules> {
  const { reader } = deps.database
  const programmeOf = meantBy(deps)
  return {
    rules: ({ session, query }) => showRules(reader, programmeOf(session, query)),
    saveDraft({ session: operator, body: { ruleSet, inShadow, revision, ...asked }, ...doing }) {
      const programmeId = programmeOf(operator, asked)
      return changeAsMaker(deps, { operator, role: 'risk', programmeId, ...doing }, async (tx, { by, now }) => {
        const before = await riskDraftOf(tx, programmeId)
        const versions = await ruleSetsOf(tx, programmeId)
        if (versions.some((other) => other.ruleSet.version === ruleSet.version)) throw new Refused('rule_name_taken')
        const isStored = await storeRiskDraft(tx, { programmeId, ruleSet, inShadow, revision, by, now })
        if (!isStored) throw new Refused('version_changed')
        const old = before?.ruleSet ?? versions[0]?.ruleSet
        const changes = ruleSetChanges({
          before: old && { ...old, inShadow: String(before?.inShadow ?? false) },
          after: { ...ruleSet, inShadow: String(inShadow) },
        })
        const audited = { action: 'risk.draft_saved', subject: programmeId, changes } as const
        return { reply: { revision: revision + 1 }, audited }
      })
    },
    dropDraft({ session: operator, query, ...doing }) {
      const programmeId = programmeOf(operator, query)
      return changeAsMaker(deps, { operator, role: 'risk', programmeId, ...doing }, async (tx) => {
        if ((await deleteRiskDraft(tx, programmeId)) === 0) throw new Refused('not_found')
        return { reply: {}, audited: { action: 'risk.draft_dropped', subject: programmeId, changes: [] } }
      })
    },
    async shadow({ session, query: { days, ...asked } }) {
      const programmeId = programmeOf(session, asked)
      const draft = await riskDraftOf(reader, programmeId)
      if (!draft) throw new Refused('not_found')
      const now = deps.surroundings.now()
      const since = new Date(now.getTime() - days * 86_400_000)
      const { from, ...figures } = await shadowSince(reader, { programmeId, draft, since })
      return { version: draft.ruleSet.version, from: from.toISOString(), to: now.toISOString(), ...figures }
    },
  }
}

async function showRules(reader: Reader, programmeId: string) {
  const [versions, draft] = await Promise.all([ruleSetsOf(reader, programmeId), riskDraftOf(reader, programmeId)])
  const [live, ...past] = versions.map(({ ruleSet, since }) => ({ ruleSet, since: since?.toISOString() ?? null }))
  if (!live) throw new Refused('not_found')
  return {
    live: live.ruleSet,
    liveSince: live.since,
    draft,
    past: past.map((version, at) => ({ ...version, until: versions[at]?.since?.toISOString() ?? '' })),
  }
}

function riskQueueRoutes(deps: DeskDeps): Omit<Routes, OfRules> {
  const { surroundings } = deps
  const { reader } = deps.database
  const programmeOf = meantBy(deps)
  return {
    async reviews({ session, query: { state, cursor, ...asked } }) {
      const programmeId = programmeOf(session, asked)
      const found = await reviewsPage(reader, { programmeId, state, cursor, limit: linesPerPage + 1 })
      const visible = found.slice(0, linesPerPage)
      const last = visible.at(-1)
      const waiting = await reviewsWaiting(reader, { programmeId, now: surroundings.now() })
      const next = found.length > linesPerPage && last ? cursorAfter(last) : null
      return { reviews: await shownReviews(reader, visible), ...waiting, next }
    },
    async review({ session: operator, params: { redemptionId }, query, ...from }) {
      const programmeId = programmeOf(operator, query)
      const review = await reviewNamed(reader, { programmeId, redemptionId })
      if (!review) throw new Refused('not_found')
      const look = { operator, programmeId, requestId: from.requestId, address: from.address }
      await writeLook(deps, look, { action: 'risk.review_viewed', subject: redemptionId, reason: null, changes: [] })
      return showReview(deps, review)
    },
    decide({ session: operator, params: { redemptionId }, body: { outcome, reason, ...asked }, ...doing }) {
      const programmeId = programmeOf(operator, asked)
      return changeAsMaker(deps, { operator, role: 'risk', programmeId, ...doing }, async (tx, { by }) => {
        const found = await reviewNamed(tx, { programmeId, redemptionId })
        if (!found) throw new Refused('not_found')
        const end = outcome === 'release' ? releaseHeld : refuseHeld
        await end(tx, { programmeId, redemptionId, cardholderId: found.cardholderId }, { by, reason, surroundings })
        const ended = await reviewNamed(tx, { programmeId, redemptionId })
        const [reply] = ended ? await shownReviews(tx, [ended]) : []
        if (!reply) throw new Error(`a review is gone that was decided just now: ${redemptionId}`)
        const changes = [{ field: 'review.state', before: found.state, after: reply.state }]
        return { reply, audited: { action: 'risk.review_decided', subject: redemptionId, reason, changes } }
      })
    },
    async decisions({ session, query: { cursor, on, ...asked } }) {
      const programmeId = programmeOf(session, asked)
      const day = on === undefined ? undefined : businessDay(on)
      const page = { ...asked, programmeId, on: day, before: cursor, limit: linesPerPage + 1 }
      const found = await decisionsPage(reader, page)
      const visible = found.slice(0, linesPerPage)
      return { decisions: visible, next: found.length > linesPerPage ? (visible.at(-1)?.id ?? null) : null }
    },
  }
}
