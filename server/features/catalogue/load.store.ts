import type { AccountKind, BenefitCategory, Delivery } from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'
import { wholeNumber } from '../../../shared/values/integers'
import { points } from '../../../shared/values/points'
import { allInSlices } from '../../db/allInSlices'
import type { Reader, Row, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { BenefitLine } from './benefitsFile'
import type { BenefitRow, BenefitStockRow, CatalogueRow } from './catalogue.entities'
import { releasesIn, releasesText, stepsOf } from './catalogue.store'
import { type CodePrint, currentNames } from './codePrints'
import { inTurns } from './inTurns'

/** Locks the programme's catalogue, so that one load at a time changes it, and answers what is loaded now. */
export async function lockCatalogue(
  tx: Tx,
  programmeId: string,
  now: Date,
): Promise<{ version: string; benefitsHash: string }> {
  const none = { programme_id: programmeId, version: '', benefits_hash: '', loaded_at: now }
  await tx.insert('catalogue', [none], { ignoreKnown: true })
  const [row] = await tx.rows<CatalogueRow>(
    `SELECT version, benefits_hash FROM catalogue WHERE programme_id = ?${tx.forUpdate}`,
    [programmeId],
  )
  return { version: row?.version ?? '', benefitsHash: row?.benefits_hash ?? '' }
}

export async function codesWereLoaded(tx: Tx, programmeId: string, codesHash: string): Promise<boolean> {
  const rows = await tx.rows('SELECT id FROM catalogue_load WHERE programme_id = ? AND codes_hash = ? LIMIT 1', [
    programmeId,
    codesHash,
  ])
  return rows.length > 0
}

/** A benefit as it stands in the catalogue, in the terms of the file. */
export interface KnownBenefit {
  benefit: BenefitLine
  retired: boolean
  issued: number
  /** How many codes there are, issued ones and those whose last moment is over included; also the number of the last one. */
  codes: number
  /** How many of them may still be given out, to whom none was promised yet. */
  free: number
}

export async function knownBenefits(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<Map<string, KnownBenefit>> {
  const counts = await poolCounts(reader, { programmeId, now })
  const countsOf = new Map(counts.map((each) => [each.benefit_id, each]))
  const known = new Map<string, KnownBenefit>()
  await allInSlices<BenefitRow & Pick<BenefitStockRow, 'stock' | 'issued' | 'reserved'>>(
    (after, limit) =>
      reader.rows(
        `SELECT b.*, s.stock, s.issued, s.reserved FROM benefit b
         JOIN benefit_stock s ON s.programme_id = b.programme_id AND s.benefit_id = b.benefit_id
         WHERE b.programme_id = ? AND b.benefit_id > ? ORDER BY b.benefit_id LIMIT ${limit}`,
        [programmeId, after?.benefit_id ?? ''],
      ),
    (row) =>
      known.set(row.benefit_id, {
        benefit: lineOf(row),
        retired: row.retired_at !== null,
        issued: row.issued,
        codes: Number(countsOf.get(row.benefit_id)?.codes ?? 0),
        free: Math.max(0, Number(countsOf.get(row.benefit_id)?.free ?? 0) - row.reserved),
      }),
  )
  return known
}

/** How many codes there are of each benefit: the number of the last one, and how many may still be given out. */
function poolCounts(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<{ benefit_id: string; codes: number | string; free: number | string }[]> {
  return reader.rows(
    `SELECT benefit_id, MAX(seq) AS codes,
       SUM(CASE WHEN state = 'free' AND (valid_until IS NULL OR valid_until > ?) THEN 1 ELSE 0 END) AS free
     FROM benefit_code WHERE programme_id = ? GROUP BY benefit_id`,
    [now, programmeId],
  )
}

/** Free codes of benefits that are not in the catalogue, by benefit: they were loaded before it. */
export async function freeCodesWithout(
  reader: Reader,
  { known, ...pool }: { programmeId: string; now: Date; known: ReadonlyMap<string, KnownBenefit> },
): Promise<Map<string, number>> {
  const counts = await poolCounts(reader, pool)
  return new Map(
    counts.filter(({ benefit_id }) => !known.has(benefit_id)).map(({ benefit_id, free }) => [benefit_id, Number(free)]),
  )
}

function lineOf(row: BenefitRow & Pick<BenefitStockRow, 'stock'>): BenefitLine {
  return {
    benefitId: row.benefit_id,
    title: row.title,
    category: row.category as BenefitCategory,
    tier: row.tier as TierId,
    points: points(row.points),
    stock: row.stock,
    startsAt: moment(row.starts_at),
    endsAt: moment(row.ends_at),
    limitPerPerson: row.limit_per_person,
    validDays: row.valid_days,
    description: row.description,
    steps: stepsOf(row.steps),
    delivery: row.delivery as Delivery,
    source: row.supplier === null || row.sku === null ? null : { supplier: row.supplier, sku: row.sku },
    accountKind: row.account_kind as AccountKind | null,
    limits: { day: row.limit_per_day, week: row.limit_per_week, month: row.limit_per_month },
    campaign: row.campaign_id === null ? null : { id: row.campaign_id, limit: row.campaign_limit },
    products: row.products === null ? null : row.products.split(','),
    releases: releasesIn(row.releases),
    lowStockAt: row.low_stock_at,
    position: row.position,
  }
}

/** Which of these codes are in the pool already, whatever the benefit, and in which batch: by their current fingerprints. */
export async function knownFingerprints(
  reader: Reader,
  programmeId: string,
  prints: readonly CodePrint[],
): Promise<Map<string, string | null>> {
  const known = new Map<string, string | null>()
  const names = currentNames(prints)
  for (const slice of inSlices([...names.keys()])) {
    const rows = await reader.rows<{ fingerprint: string; batch_id: string | null }>(
      `SELECT fingerprint, batch_id FROM benefit_code WHERE programme_id = ? AND fingerprint IN (${marks(slice)})`,
      [programmeId, ...slice],
    )
    for (const row of rows) known.set(names.get(row.fingerprint) ?? row.fingerprint, row.batch_id)
  }
  return known
}

interface Version {
  programmeId: string
  version: string
}

export async function insertBenefits(tx: Tx, { programmeId, version }: Version, benefits: BenefitLine[]) {
  const keyOf = ({ benefitId }: BenefitLine) => ({ programme_id: programmeId, benefit_id: benefitId })
  await inTurns(benefits, async (slice) => {
    await tx.insert(
      'benefit',
      slice.map((benefit) => ({ ...keyOf(benefit), ...wordsOf(benefit), version, retired_at: null })),
    )
    await tx.insert(
      'benefit_stock',
      slice.map((benefit) => ({ ...keyOf(benefit), stock: 0, issued: 0, last_seq: 0 })),
    )
  })
}

export async function updateBenefit(tx: Tx, { programmeId, version }: Version, benefit: BenefitLine) {
  const words = { ...wordsOf(benefit), version, retired_at: null }
  const columns = Object.keys(words).map((column) => `${column} = ?`)
  await tx.change(`UPDATE benefit SET ${columns.join(', ')} WHERE programme_id = ? AND benefit_id = ?`, [
    ...Object.values(words),
    programmeId,
    benefit.benefitId,
  ])
}

/** A new place alone is no change of the benefit: its version stays. */
export async function moveBenefit(
  tx: Tx,
  programmeId: string,
  { benefitId, position }: { benefitId: string; position: number },
) {
  await tx.change('UPDATE benefit SET position = ? WHERE programme_id = ? AND benefit_id = ?', [
    position,
    programmeId,
    benefitId,
  ])
}

export async function retireBenefits(
  tx: Tx,
  { programmeId, version }: Version,
  { benefitIds, now }: { benefitIds: string[]; now: Date },
) {
  if (benefitIds.length === 0) return
  await tx.change(
    `UPDATE benefit SET retired_at = ?, version = ? WHERE programme_id = ? AND benefit_id IN (${marks(benefitIds)})`,
    [now, version, programmeId, ...benefitIds],
  )
}

/** Answers false when more were issued meanwhile than the new stock allows. */
export async function setStock(tx: Tx, programmeId: string, { benefitId, stock }: BenefitLine): Promise<boolean> {
  const changed = await tx.change(
    'UPDATE benefit_stock SET stock = ? WHERE programme_id = ? AND benefit_id = ? AND issued <= ?',
    [stock, programmeId, benefitId, stock],
  )
  return changed === 1
}

export interface NewCode {
  benefitId: string
  seq: number
  codeId: string
  cipher: string
  fingerprint: string
  masked: string
  batchId: string | null
  validUntil: Date | null
}

export async function insertCodes(tx: Tx, programmeId: string, codes: NewCode[]) {
  await tx.insert(
    'benefit_code',
    codes.map((code) => ({
      programme_id: programmeId,
      benefit_id: code.benefitId,
      seq: code.seq,
      code_id: code.codeId,
      cipher: code.cipher,
      fingerprint: code.fingerprint,
      masked: code.masked,
      state: 'free',
      redemption_id: null,
      cardholder_id: null,
      batch_id: code.batchId,
      valid_until: code.validUntil,
    })),
  )
}

export interface LoadMade extends Version {
  id: string
  benefitsHash: string
  /** Null when there was no codes file, or its codes were in the pool already. */
  codesHash: string | null
  counts: object
  loadedAt: Date
}

export async function recordLoad(tx: Tx, load: LoadMade) {
  await tx.insert('catalogue_load', [
    {
      programme_id: load.programmeId,
      id: load.id,
      version: load.version,
      benefits_hash: load.benefitsHash,
      codes_hash: load.codesHash,
      counts: JSON.stringify(load.counts),
      loaded_at: load.loadedAt,
    },
  ])
  await tx.change('UPDATE catalogue SET version = ?, benefits_hash = ?, loaded_at = ? WHERE programme_id = ?', [
    load.version,
    load.benefitsHash,
    load.loadedAt,
    load.programmeId,
  ])
}

/** All of a benefit but its key and its stock. */
function wordsOf(benefit: BenefitLine): Row {
  return {
    title: benefit.title,
    category: benefit.category,
    tier: benefit.tier,
    points: benefit.points,
    starts_at: benefit.startsAt,
    ends_at: benefit.endsAt,
    limit_per_person: benefit.limitPerPerson,
    valid_days: benefit.validDays,
    description: benefit.description,
    steps: benefit.steps.join('\n'),
    delivery: benefit.delivery,
    supplier: benefit.source?.supplier ?? null,
    sku: benefit.source?.sku ?? null,
    account_kind: benefit.accountKind,
    limit_per_day: benefit.limits.day,
    limit_per_week: benefit.limits.week,
    limit_per_month: benefit.limits.month,
    campaign_id: benefit.campaign?.id ?? null,
    campaign_limit: benefit.campaign?.limit ?? null,
    products: benefit.products?.join(',') ?? null,
    releases: releasesText(benefit.releases),
    low_stock_at: benefit.lowStockAt,
    position: benefit.position,
  }
}

/** The stock of a benefit that is live; null where there is no such benefit. */
export async function liveStockOf(
  reader: Reader,
  { programmeId }: { programmeId: string },
  benefitId: string,
): Promise<number | null> {
  const [row] = await reader.rows<{ stock: string | number }>(
    'SELECT stock FROM benefit_stock WHERE programme_id = ? AND benefit_id = ?',
    [programmeId, benefitId],
  )
  return row ? wholeNumber(row.stock, 'stock') : null
}
