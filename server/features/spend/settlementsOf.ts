import type { Reader } from '../../db/database'
import type { Settlement } from './fact'
import { factsOfCardholder } from './spend.store'
import { statementOf } from './statement.rules'

/** Every purchase of a cardholder, with what later facts took back of it. */
export async function settlementsOf(reader: Reader, cardholderId: string): Promise<Settlement[]> {
  return statementOf(await factsOfCardholder(reader, cardholderId)).settlements
}
