import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { NumberedBenefit } from './benefitsFile'
import { type CatalogueProblem, CatalogueProblems } from './catalogueProblems'
import { benefitsOfRows, noteAgainst } from './draftRows'
import { onLiveStock } from './liveStock.rules'
import { liveRows, liveVersionNow, retireLive } from './liveVersion'
import { type KnownBenefit, knownBenefits, lockCatalogue, recordLoad } from './load.store'
import { planLoad } from './loadPlan'
import { versionName, writeBenefits, writeStock } from './publishBenefits'
import { countKinds, differences, differing, type RowDifference } from './versionDifference.rules'
import {
  type CatalogueVersion,
  changeVersion,
  hashOfRows,
  lockVersion,
  upsertVersionRows,
  type VersionKey,
  type VersionRow,
  versionRows,
} from './versions.store'

export interface PublishDeps {
  newId: () => string
  now: Date
  /** The suppliers that orders can go to; any name will do where nothing is said. */
  suppliers?: ReadonlySet<string> | undefined
}

/** A version that could go live at this moment. */
export interface Publishable {
  version: CatalogueVersion
  live: CatalogueVersion | null
  /** What was submitted, with stock that has come in since. */
  rows: VersionRow[]
  /** Those of them that are not as they were submitted. */
  restocked: VersionRow[]
  benefits: NumberedBenefit[]
  known: ReadonlyMap<string, KnownBenefit>
  /** Against what is live now. */
  differences: RowDifference[]
}

/**
 * Freezes a draft under its request: nobody changes its content until somebody else has decided.
 * @throws Refused not_found, version_not_draft
 */
export async function submitVersion(
  tx: Tx,
  key: VersionKey,
  { requestId, publishAt, now }: { requestId: string; publishAt: Date | null; now: Date },
): Promise<void> {
  await lockCatalogue(tx, key.programmeId, now)
  const version = await lockVersion(tx, key)
  if (!version) throw new Refused('not_found')
  const contentHash = await hashOfRows(await versionRows(tx, key))
  const to = { state: 'in_review', contentHash, requestId, publishAt, failure: null } as const
  if (!(await changeVersion(tx, key, { from: 'draft', to }))) throw new Refused('version_not_draft')
}

/**
 * A version in review or waiting for its time is a draft again.
 * @throws Refused not_found, version_not_submitted
 */
export async function giveBackVersion(
  tx: Tx,
  key: VersionKey,
  { from, failure = null, now }: { from: 'in_review' | 'scheduled'; failure?: Refused['code'] | null; now: Date },
): Promise<void> {
  await lockCatalogue(tx, key.programmeId, now)
  const version = await lockVersion(tx, key)
  if (!version) throw new Refused('not_found')
  const to = { state: 'draft', contentHash: null, publishAt: null, failure } as const
  if (!(await changeVersion(tx, key, { from, to }))) throw new Refused('version_not_submitted')
}

/**
 * Makes a submitted version wait for its time.
 * @throws Refused with what stands against it
 */
export async function scheduleVersion(
  tx: Tx,
  publishable: Publishable,
  { publishAt }: { publishAt: Date },
): Promise<void> {
  const { programmeId, id: versionId } = publishable.version
  const isWaiting = await changeVersion(
    tx,
    { programmeId, versionId },
    { from: 'in_review', to: { state: 'scheduled', publishAt } },
  )
  if (!isWaiting) throw new Refused('version_not_submitted')
}

/**
 * Locks the catalogue and holds a submitted version against what is live: its content is what was submitted, nothing else
 * went live since it was begun, and the rules of the loader have nothing against it.
 * @throws Refused not_found, version_not_submitted, version_changed, version_outdated, version_incomplete, version_unchanged
 */
export async function publishableVersion(
  tx: Tx,
  key: VersionKey,
  { from, ...deps }: PublishDeps & { from: 'in_review' | 'scheduled' },
): Promise<Publishable> {
  const { now, newId, suppliers } = deps
  const { programmeId } = key
  const { version: name } = await lockCatalogue(tx, programmeId, now)
  const version = await lockVersion(tx, key)
  if (!version) throw new Refused('not_found')
  if (version.state !== from) throw new Refused('version_not_submitted')
  const submitted = await versionRows(tx, key)
  if ((await hashOfRows(submitted)) !== version.contentHash) throw new Refused('version_changed')
  const known = await knownBenefits(tx, { programmeId, now })
  const live = await liveVersionNow(tx, { programmeId, name, known, newId, now })
  if ((live?.id ?? null) !== version.baseLive) throw await outdated(tx, version, liveRows(known))
  const { rows, unclear } = onLiveStock(submitted, known)
  if (unclear.length > 0)
    throw new Refused('version_outdated', { fields: unclear.slice(0, mostTold).map(stockChanged) })
  const problems = new CatalogueProblems()
  const benefits = await benefitsOfRows(rows, problems, suppliers)
  await noteAgainst(tx, { programmeId, rows: benefits, now, known }, problems)
  if (problems.count > 0) throw incomplete(problems.inOrder(), rows)
  const found = differences(liveRows(known), rows)
  if (found.every(({ kind }) => kind === 'unchanged')) throw new Refused('version_unchanged')
  const restocked = rows.filter((row, at) => row !== submitted[at])
  return { version, live, rows, restocked, benefits, known, differences: found }
}

/**
 * Makes a version live in place of the one that is: what it does not name is retired, and what was redeemed stays as it was.
 * @returns what screens call it
 * @throws Refused version_incomplete where more was issued meanwhile than it has stock for
 */
export async function publishVersion(
  tx: Tx,
  { version, live, restocked, benefits, known, differences: found }: Publishable,
  { now, newId }: PublishDeps,
): Promise<string> {
  const { programmeId, id: versionId, state } = version
  const benefitsHash = version.contentHash ?? ''
  const name = versionName(now, benefitsHash, version.id)
  const plan = planLoad(benefits, known, { replace: true })
  await writeBenefits(tx, { programmeId, version: name, plan, now })
  await upsertVersionRows(tx, { programmeId, versionId }, restocked)
  await retireLive(tx, live, now)
  const to = { state: 'live', name, liveFrom: now, failure: null } as const
  if (!(await changeVersion(tx, { programmeId, versionId }, { from: state, to })))
    throw new Refused('version_not_submitted')
  const counts = { ...countKinds(found), codesAdded: 0 }
  await recordLoad(tx, {
    programmeId,
    id: newId(),
    version: name,
    benefitsHash,
    codesHash: null,
    counts,
    loadedAt: now,
  })
  const tooLow = await writeStock(tx, programmeId, plan)
  if (tooLow.length > 0) throw new Refused('version_incomplete', { fields: tooLow.map(belowIssued) })
  return name
}

/** Which benefits changed meanwhile: those that the version changes too come first. */
async function outdated(tx: Tx, version: CatalogueVersion, now: readonly VersionRow[]): Promise<Refused> {
  const { programmeId, id: versionId } = version
  const base = version.baseLive === null ? [] : await versionRows(tx, { programmeId, versionId: version.baseLive })
  const meanwhile = differing(base, now)
  const mine = new Set(differing(base, await versionRows(tx, { programmeId, versionId })))
  const inBoth = meanwhile.filter((id) => mine.has(id))
  const others = meanwhile.filter((id) => !mine.has(id))
  const fields = [
    ...inBoth.map((id) => ({ path: `benefit.${id}`, message: '线上与草稿都有改动 / changed live and in the draft' })),
    ...others.map((id) => ({ path: `benefit.${id}`, message: '线上有改动 / changed live' })),
  ]
  return new Refused('version_outdated', { fields: fields.slice(0, mostTold) })
}

const mostTold = 50

function incomplete(problems: readonly CatalogueProblem[], rows: readonly VersionRow[]): Refused {
  const fields = problems.slice(0, mostTold).map(({ row, column, zh, en }) => {
    const benefitId = rows[row - 2]?.cells.benefit_id ?? ''
    return { path: `benefit.${benefitId}.${column}`, message: `${zh} / ${en}` }
  })
  return new Refused('version_incomplete', { fields })
}

function stockChanged(benefitId: string) {
  const message = '草稿改了库存，期间线上库存也变了 / the draft changes the stock, which was changed live meanwhile'
  return { path: `benefit.${benefitId}.stock`, message }
}

function belowIssued({ benefit }: NumberedBenefit) {
  const message = '库存低于已兑换数量 / less than was issued already'
  return { path: `benefit.${benefit.benefitId}.stock`, message }
}
