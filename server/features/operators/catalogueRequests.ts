import type { PayloadOf } from '../../../shared/contract/requests'
import { isBusinessDay, startOfDay } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import {
  bringBackBenefit,
  giveBackVersion,
  publishableVersion,
  publishVersion,
  scheduleVersion,
  submitVersion,
  takenDownSince,
  versionOf,
} from '../catalogue'
import type { Executed, Execution, RequestCourse } from './execution'
import { findRequest } from './requests.store'
import { changesOf } from './versionChanges'

type Publishing = Execution<PayloadOf<'publish_catalogue'>>

/** Makes a version live, or lets it wait for its time; what it changes is told against what is live now. */
export async function publishCatalogue(tx: Tx, execution: Publishing): Promise<Executed> {
  const { programmeId, requestId, payload, surroundings, supplierNames: suppliers, isTrial = false } = execution
  const now = surroundings.now()
  const key = { programmeId, versionId: payload.versionId }
  // A request that is only tried out has no version in review yet.
  if (!(await findRequest(tx, requestId))) await submit(tx, execution)
  if ((await versionOf(tx, key))?.requestId !== requestId) throw new Refused('version_not_submitted')
  const deps = { now, newId: surroundings.newId, suppliers }
  const publishable = await publishableVersion(tx, key, { ...deps, from: 'in_review' })
  const changes = changesOf(publishable.differences)
  const publishAt = timeIn(payload.publishAt)
  // Approved too late for its time, it goes live with the approval.
  if (publishAt && publishAt > now) {
    await scheduleVersion(tx, publishable, { publishAt })
    const scheduled = { field: 'catalogue.publishAt', before: null, after: publishAt.toISOString() }
    return { transactionIds: [], changes: [scheduled, ...changes] }
  }
  // All that stands against it has been found by now, and writing a large catalogue would keep others from writing.
  if (!isTrial) await publishVersion(tx, publishable, deps)
  return { transactionIds: [], changes }
}

const yearMs = 366 * 86_400_000

async function submit(tx: Tx, { programmeId, requestId, payload, surroundings }: Publishing): Promise<void> {
  const now = surroundings.now()
  const publishAt = timeIn(payload.publishAt)
  if (publishAt && (publishAt <= now || publishAt.getTime() - now.getTime() > yearMs))
    throw new Refused('publish_time_invalid')
  await submitVersion(tx, { programmeId, versionId: payload.versionId }, { requestId, publishAt, now })
}

/** `2026-12-01 10:00` in Shanghai. */
function timeIn(text: string | undefined): Date | null {
  if (text === undefined) return null
  const [day = '', time = ''] = text.split(' ')
  if (!isBusinessDay(day)) throw new Refused('publish_time_invalid')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfDay(day).getTime() + (hours * 60 + minutes) * 60_000)
}

/** Its content is frozen while it is open; whoever wrote any of it cannot approve it. */
export const publishCourse: RequestCourse<'publish_catalogue'> = {
  made: submit,
  async refuseDecider(tx, { programmeId, payload }, operatorId) {
    const version = await versionOf(tx, { programmeId, versionId: payload.versionId })
    if (version?.editors.includes(operatorId)) throw new Refused('same_operator')
  },
  async ended(tx, { programmeId, requestId, payload, surroundings }) {
    const key = { programmeId, versionId: payload.versionId }
    const version = await versionOf(tx, key)
    if (version?.state !== 'in_review' || version.requestId !== requestId) return []
    await giveBackVersion(tx, key, { from: 'in_review', now: surroundings.now() })
    return [{ field: 'version.state', before: 'in_review', after: 'draft' }]
  },
}

/** Approved, it stays down: nothing changes. */
export async function keepDown(
  tx: Tx,
  { programmeId, payload: { benefitId } }: Execution<PayloadOf<'review_take_down'>>,
): Promise<Executed> {
  const since = await takenDownSince(tx, { programmeId, benefitId })
  if (!since) throw new Refused('benefit_not_down')
  const at = since.toISOString()
  return { transactionIds: [], changes: [{ field: `benefit.${benefitId}.takenDownAt`, before: at, after: at }] }
}

/** Made by taking a benefit down and in no other way, else somebody could review their own. */
export const reviewCourse: RequestCourse<'review_take_down'> = {
  isOfDeed: true,
  async made() {
    throw new Refused('benefit_down_already')
  },
  async ended(tx, execution, state) {
    if (state === 'withdrawn') throw new Refused('review_required')
    // It failed because the benefit is not down any more.
    if (state === 'failed') return []
    return (await bringBack(tx, execution)).changes
  },
}

export async function bringBack(
  tx: Tx,
  { programmeId, payload: { benefitId } }: Pick<Execution<PayloadOf<'bring_back_benefit'>>, 'programmeId' | 'payload'>,
): Promise<Executed> {
  const since = await takenDownSince(tx, { programmeId, benefitId })
  if (!since || !(await bringBackBenefit(tx, { programmeId, benefitId }))) throw new Refused('benefit_not_down')
  const change = { field: `benefit.${benefitId}.takenDownAt`, before: since.toISOString(), after: null }
  return { transactionIds: [], changes: [change] }
}
