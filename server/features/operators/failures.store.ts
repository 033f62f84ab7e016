import type { Tx } from '../../db/database'
import type { OperatorFailureRow } from './operators.entities'

/** The failures at a login, locked until the transaction ends. */
export async function lockFailures(tx: Tx, trace: string, now: Date): Promise<OperatorFailureRow> {
  const none = { login_fingerprint: trace, failures: 0, last_at: now, locked_until: null }
  await tx.insert('operator_failure', [none], { ignoreKnown: true })
  const [row] = await tx.rows<OperatorFailureRow>(
    `SELECT login_fingerprint, failures, last_at, locked_until FROM operator_failure
     WHERE login_fingerprint = ?${tx.forUpdate}`,
    [trace],
  )
  return row ?? none
}

export async function storeFailures(
  tx: Tx,
  trace: string,
  { failures, now, lockedUntil }: { failures: number; now: Date; lockedUntil: Date | null },
): Promise<void> {
  await tx.change(
    'UPDATE operator_failure SET failures = ?, last_at = ?, locked_until = ? WHERE login_fingerprint = ?',
    [failures, now, lockedUntil, trace],
  )
}

export async function deleteFailures(tx: Tx, trace: string): Promise<void> {
  await tx.change('DELETE FROM operator_failure WHERE login_fingerprint = ?', [trace])
}
