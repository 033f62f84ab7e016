import type { PayloadOf } from '../../../shared/contract/requests'
import type { Tx } from '../../db/database'
import { loadStagedCodes, previewStagedCodes } from '../catalogue'
import type { Executed, Execution, RequestCourse } from './execution'

type Loading = Execution<PayloadOf<'load_codes'>>

/** Puts codes that were imported into the pool. */
export async function loadCodes(tx: Tx, loading: Loading): Promise<Executed> {
  const { key, how } = asked(loading)
  return { transactionIds: [], changes: await loadStagedCodes(tx, key, how) }
}

export const loadCodesCourse: RequestCourse<'load_codes'> = {
  async preview(reader, loading) {
    const { key, how } = asked(loading)
    return { transactionIds: [], changes: await previewStagedCodes(reader, key, how) }
  },
}

function asked({ programmeId, payload: { importId, stockToo = false }, surroundings }: Loading) {
  return { key: { programmeId, importId }, how: { stockToo, now: surroundings.now() } }
}
