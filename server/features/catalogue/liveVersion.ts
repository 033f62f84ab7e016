import type { Tx } from '../../db/database'
import type { BenefitLine } from './benefitsFile'
import { versionRowOf } from './draftRows'
import type { KnownBenefit } from './load.store'
import type { LoadPlan } from './loadPlan'
import {
  type CatalogueVersion,
  changeVersion,
  hashOfRows,
  insertVersion,
  liveVersionRow,
  upsertVersionRows,
  type VersionRow,
} from './versions.store'

/** What is live, as the rows of a version, in its order. */
export function liveRows(known: ReadonlyMap<string, KnownBenefit>): VersionRow[] {
  return [...known.values()]
    .filter(({ retired }) => !retired)
    .map(({ benefit }) => versionRowOf(benefit))
    .sort((a, b) => a.position - b.position || (a.cells.benefit_id < b.cells.benefit_id ? -1 : 1))
}

export interface LiveAsked {
  programmeId: string
  /** What the catalogue is called now; empty before anything was live. */
  name: string
  known: ReadonlyMap<string, KnownBenefit>
  newId: () => string
  now: Date
}

/**
 * The version that is live; the catalogue is locked. One that was loaded before there were versions is written down first.
 * @returns null before anything was live
 */
export async function liveVersionNow(tx: Tx, asked: LiveAsked): Promise<CatalogueVersion | null> {
  const live = await liveVersionRow(tx, asked.programmeId)
  if (live || asked.name === '') return live
  return insertLive(tx, asked, { baseLive: null, rows: liveRows(asked.known) })
}

/** Writes down, as the version that is live now, what the command line has just loaded. */
export async function recordLoaded(
  tx: Tx,
  asked: LiveAsked & { loadedAs: string },
  { benefits, plan, replace }: { benefits: readonly BenefitLine[]; plan: LoadPlan; replace: boolean },
): Promise<void> {
  const before = await liveVersionNow(tx, asked)
  await retireLive(tx, before, asked.now)
  const rows = [...benefits, ...(replace ? [] : othersAfter(asked.known, { benefits, plan }))].map(versionRowOf)
  await insertLive(tx, { ...asked, name: asked.loadedAs }, { baseLive: before?.id ?? null, rows })
}

/** The version that was live until now is of the past. */
export async function retireLive(tx: Tx, live: CatalogueVersion | null, now: Date): Promise<void> {
  if (!live) return
  const key = { programmeId: live.programmeId, versionId: live.id }
  const retired = await changeVersion(tx, key, { from: 'live', to: { state: 'retired', retiredAt: now } })
  if (!retired) throw new Error(`version ${live.number} was live, and is not any more, under the lock of the catalogue`)
}

function othersAfter(
  known: ReadonlyMap<string, KnownBenefit>,
  { benefits, plan }: { benefits: readonly BenefitLine[]; plan: LoadPlan },
): BenefitLine[] {
  const named = new Set(benefits.map(({ benefitId }) => benefitId))
  const places = new Map(plan.moved.map(({ benefitId, position }) => [benefitId, position]))
  return [...known.values()]
    .filter(({ benefit, retired }) => !retired && !named.has(benefit.benefitId))
    .map(({ benefit }) => ({ ...benefit, position: places.get(benefit.benefitId) ?? benefit.position }))
}

async function insertLive(
  tx: Tx,
  { programmeId, name, newId, now }: LiveAsked,
  { baseLive, rows }: { baseLive: string | null; rows: readonly VersionRow[] },
): Promise<CatalogueVersion> {
  const version = await insertVersion(tx, {
    programmeId,
    id: newId(),
    state: 'live',
    source: 'command',
    note: '',
    madeBy: null,
    madeAt: now,
    editors: [],
    basedOn: baseLive,
    baseLive,
    contentHash: await hashOfRows(rows),
    requestId: null,
    publishAt: null,
    failure: null,
    name,
    liveFrom: now,
    retiredAt: null,
  })
  await upsertVersionRows(tx, { programmeId, versionId: version.id }, rows)
  return version
}
