import type { Reader, Tx } from '../../db/database'

/** Which benefit; every function here is asked by the use case that redeems it. */
export interface BenefitKey {
  programmeId: string
  benefitId: string
}

/**
 * Takes one from the stock and answers the number of the code that goes with it, or null when it is sold out.
 * The row stays locked until the transaction ends, so nobody else gets this number.
 */
export async function takeStock(tx: Tx, { programmeId, benefitId }: BenefitKey): Promise<number | null> {
  const taken = await tx.change(
    'UPDATE benefit_stock SET issued = issued + 1 WHERE programme_id = ? AND benefit_id = ? AND issued < stock',
    [programmeId, benefitId],
  )
  if (taken === 0) return null
  const [row] = await tx.rows<{ issued: number }>(
    'SELECT issued FROM benefit_stock WHERE programme_id = ? AND benefit_id = ?',
    [programmeId, benefitId],
  )
  return row?.issued ?? null
}

export interface IssuedCode {
  codeId: string
  masked: string
}

/**
 * Gives the code of this number to a redemption, for ever.
 * @throws Error when there is no such code or it has an owner: loading keeps as many codes as there is stock, so this is a bug.
 */
export async function takeCode(
  tx: Tx,
  { programmeId, benefitId, seq }: BenefitKey & { seq: number },
  owner: { redemptionId: string; cardholderId: string },
): Promise<IssuedCode> {
  const place = [programmeId, benefitId, seq]
  const taken = await tx.change(
    `UPDATE benefit_code SET state = 'issued', redemption_id = ?, cardholder_id = ?
     WHERE programme_id = ? AND benefit_id = ? AND seq = ? AND state = 'free'`,
    [owner.redemptionId, owner.cardholderId, ...place],
  )
  const [code] = await tx.rows<{ code_id: string; masked: string }>(
    'SELECT code_id, masked FROM benefit_code WHERE programme_id = ? AND benefit_id = ? AND seq = ?',
    place,
  )
  if (taken !== 1 || !code) throw new Error(`code ${seq} of benefit ${benefitId} is missing or has an owner`)
  return { codeId: code.code_id, masked: code.masked }
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
