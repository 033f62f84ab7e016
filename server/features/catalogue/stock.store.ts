import { releasedBy, type Stock } from '../../../shared/values/stock'
import type { Parameter, Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { BenefitCodeRow, BenefitStockRow } from './catalogue.entities'

/** Which benefit; every function here is asked by the use case that redeems it. */
export interface BenefitKey {
  programmeId: string
  benefitId: string
}

/** Stock as it is under its lock. */
export interface LockedStock {
  /** What was taken down in an emergency has none: nobody gets past this lock with it. */
  stock: number
  issued: number
  /** The number of the code that was issued last. */
  lastSeq: number
}

/** Locks the stock of benefits, in the order of their ids and until the transaction ends: after accounts, before codes. */
export async function lockStock(
  tx: Tx,
  programmeId: string,
  benefitIds: readonly string[],
): Promise<Map<string, LockedStock>> {
  if (benefitIds.length === 0) return new Map()
  const rows = await tx.rows<BenefitStockRow>(
    `SELECT benefit_id, stock, issued, last_seq, taken_down_at FROM benefit_stock
     WHERE programme_id = ? AND benefit_id IN (${marks(benefitIds)}) ORDER BY benefit_id${tx.forUpdate}`,
    [programmeId, ...benefitIds],
  )
  return new Map(
    rows.map(({ benefit_id, stock, issued, last_seq: lastSeq, taken_down_at }) => {
      return [benefit_id, { stock: taken_down_at === null ? stock : issued, issued, lastSeq }]
    }),
  )
}

/** A code that is going to be given away. */
export interface ClaimedCode {
  benefitId: string
  seq: number
  id: string
  masked: string
  validUntil: Date | null
}

/** How many codes of which benefit, and behind which number. */
export interface CodeWant {
  benefitId: string
  count: number
  lastSeq: number
}

/** How far another batch may have gone on since a number was read without a lock. */
const aheadAtMost = 64

/**
 * The next free codes of benefits, in the order of their numbers; those that work no longer are passed over. Asked in the
 * very tick in which their stock is locked, so that one trip does both: `wants` says what was read before the lock, and
 * what is answered is asked again with what the lock has told.
 */
export async function codesAhead(
  tx: Tx,
  programmeId: string,
  { wants, now }: { wants: readonly CodeWant[]; now: Date },
): Promise<(locked: readonly CodeWant[]) => Promise<Map<string, ClaimedCode[]>>> {
  const ahead = wants.map((want) => ({ ...want, count: want.count + Math.min(want.count, aheadAtMost) }))
  const read = await readCodes(tx, programmeId, { wants: ahead, now })
  return async (locked) => {
    const found = new Map<string, ClaimedCode[]>()
    for (const want of locked) {
      const behind = (read.get(want.benefitId) ?? []).filter(({ seq }) => seq > want.lastSeq).slice(0, want.count)
      // Otherwise others were quicker, numbers that expired lie in between, or there are no more codes.
      const isEnough = behind.length === want.count
      found.set(want.benefitId, isEnough ? behind : await searchedCodes(tx, programmeId, { want, now }))
    }
    return found
  }
}

async function readCodes(
  tx: Tx,
  programmeId: string,
  { wants, now }: { wants: readonly CodeWant[]; now: Date },
): Promise<Map<string, ClaimedCode[]>> {
  const found = new Map<string, ClaimedCode[]>(wants.map(({ benefitId }) => [benefitId, []]))
  if (wants.length === 0) return found
  const ranges = wants.map(() => '(programme_id = ? AND benefit_id = ? AND seq > ? AND seq <= ?)').join(' OR ')
  const bounds = wants.flatMap(({ benefitId, count, lastSeq }): Parameter[] => {
    return [programmeId, benefitId, lastSeq, lastSeq + count]
  })
  const rows = await tx.rows<CodeRow>(
    `SELECT ${codeColumns} FROM benefit_code WHERE ${ranges} ORDER BY benefit_id, seq`,
    bounds,
  )
  for (const row of rows) if (isUsable(row, now)) found.get(row.benefit_id)?.push(claimed(row))
  return found
}

/** How long the code works that would be given away next; null for as long as its benefit says, or where there is none. */
export async function nextCodeUntil(
  reader: Reader,
  programmeId: string,
  { benefitId, lastSeq, now }: { benefitId: string; lastSeq: number; now: Date },
): Promise<Date | null> {
  const [code] = await searchedCodes(reader, programmeId, { want: { benefitId, count: 1, lastSeq }, now })
  return code?.validUntil ?? null
}

async function searchedCodes(
  tx: Reader,
  programmeId: string,
  { want: { benefitId, count, lastSeq }, now }: { want: CodeWant; now: Date },
): Promise<ClaimedCode[]> {
  const rows = await tx.rows<CodeRow>(
    `SELECT ${codeColumns} FROM benefit_code
     WHERE programme_id = ? AND benefit_id = ? AND seq > ? AND state = 'free' AND (valid_until IS NULL OR valid_until > ?)
     ORDER BY seq LIMIT ${count}`,
    [programmeId, benefitId, lastSeq, now],
  )
  return rows.map(claimed)
}

type CodeRow = Pick<BenefitCodeRow, 'benefit_id' | 'seq' | 'code_id' | 'masked' | 'state' | 'valid_until'>
const codeColumns = 'benefit_id, seq, code_id, masked, state, valid_until'

function isUsable({ state, valid_until }: CodeRow, now: Date): boolean {
  return state === 'free' && (valid_until === null || moment(valid_until) > now)
}

function claimed({ benefit_id, seq, code_id, masked, valid_until }: CodeRow): ClaimedCode {
  return {
    benefitId: benefit_id,
    seq,
    id: code_id,
    masked,
    validUntil: valid_until === null ? null : moment(valid_until),
  }
}

/**
 * Counts what was taken of a benefit.
 * @throws Error when that is more than may be issued by now: the stock is locked and was counted, so this is a bug
 */
export async function takeFromStock(
  tx: Tx,
  { programmeId, benefitId }: BenefitKey,
  taken: {
    count: number
    /** How many of them wait for their code. */
    reserved: number
    lastSeq: number
    releases: Stock['releases']
    stock: number
    now: Date
  },
): Promise<void> {
  const { count, reserved, lastSeq, stock, releases, now } = taken
  await tx.changeExactly(
    1,
    `UPDATE benefit_stock SET issued = issued + ?, reserved = reserved + ?, last_seq = ?
     WHERE programme_id = ? AND benefit_id = ? AND issued + ? <= ?`,
    [count, reserved, lastSeq, programmeId, benefitId, count, releasedBy({ stock, releases }, now)],
  )
}

/**
 * The next code of a benefit, for a redemption for which one was reserved, under the lock of the stock: null where those that
 * were left have expired meanwhile. It is given with `giveCodes`.
 */
export async function takeReserved(
  tx: Tx,
  { programmeId, benefitId }: BenefitKey,
  { lastSeq, now }: { lastSeq: number; now: Date },
): Promise<ClaimedCode | null> {
  const [code] = await searchedCodes(tx, programmeId, { want: { benefitId, count: 1, lastSeq }, now })
  if (!code) return null
  await tx.changeExactly(
    1,
    `UPDATE benefit_stock SET reserved = reserved - 1, last_seq = ?
     WHERE programme_id = ? AND benefit_id = ? AND reserved > 0`,
    [code.seq, programmeId, benefitId],
  )
  return code
}

/** Gives back what was reserved for a redemption that got nothing. */
export async function giveBackReserved(tx: Tx, { programmeId, benefitId }: BenefitKey): Promise<void> {
  await tx.changeExactly(
    1,
    `UPDATE benefit_stock SET issued = issued - 1, reserved = reserved - 1
     WHERE programme_id = ? AND benefit_id = ? AND reserved > 0`,
    [programmeId, benefitId],
  )
}

/** Gives one back that was ordered from a supplier and never delivered: under its lock, after the account's. */
export async function giveBackStock(tx: Tx, { programmeId, benefitId }: BenefitKey): Promise<void> {
  const changed = await tx.change(
    'UPDATE benefit_stock SET issued = issued - 1 WHERE programme_id = ? AND benefit_id = ? AND issued > 0',
    [programmeId, benefitId],
  )
  if (changed !== 1) throw new Error(`nothing of benefit ${benefitId} was issued that could be given back`)
}

/** Who gets a code. */
export interface CodeOwner {
  code: ClaimedCode
  redemptionId: string
  cardholderId: string
}

/**
 * Gives codes to redemptions, for ever.
 * @throws Error when one of them has an owner already: their stock is locked, so this is a bug
 */
export async function giveCodes(tx: Tx, programmeId: string, owners: readonly CodeOwner[]): Promise<void> {
  if (owners.length === 0) return
  const whens = owners.map(() => 'WHEN ? THEN ?').join(' ')
  // The whole key in each part: with a part of it in front, SQLite looks through the programme's codes for more than a few.
  const places = owners.map(() => '(programme_id = ? AND benefit_id = ? AND seq = ?)').join(' OR ')
  await tx.changeExactly(
    owners.length,
    `UPDATE benefit_code SET state = 'issued', redemption_id = CASE code_id ${whens} END,
       cardholder_id = CASE code_id ${whens} END
     WHERE state = 'free' AND (${places})`,
    [
      ...owners.flatMap(({ code, redemptionId }) => [code.id, redemptionId]),
      ...owners.flatMap(({ code, cardholderId }) => [code.id, cardholderId]),
      ...owners.flatMap(({ code }) => [programmeId, code.benefitId, code.seq]),
    ],
  )
}

/**
 * Marks a code that did not work. It stays with its owner as evidence, and is never given to anybody again.
 * @throws Error when it is not theirs, or not any more: its stock is locked, so this is a bug
 */
export async function replaceCode(
  tx: Tx,
  { programmeId, benefitId, seq }: BenefitKey & { seq: number },
  owner: { redemptionId: string; cardholderId: string },
): Promise<void> {
  await tx.changeExactly(
    1,
    `UPDATE benefit_code SET state = 'replaced' WHERE programme_id = ? AND benefit_id = ? AND seq = ?
       AND state = 'issued' AND redemption_id = ? AND cardholder_id = ?`,
    [programmeId, benefitId, seq, owner.redemptionId, owner.cardholderId],
  )
}

/** The sealed code of a redemption; its owner is part of the question, so that nobody else's is ever answered. */
export async function sealedCode(
  reader: Reader,
  { programmeId, benefitId, seq }: BenefitKey & { seq: number },
  owner: { redemptionId: string; cardholderId: string },
): Promise<string | null> {
  const [row] = await reader.rows<{ cipher: string }>(
    `SELECT cipher FROM benefit_code
     WHERE programme_id = ? AND benefit_id = ? AND seq = ? AND redemption_id = ? AND cardholder_id = ?`,
    [programmeId, benefitId, seq, owner.redemptionId, owner.cardholderId],
  )
  return row?.cipher ?? null
}
