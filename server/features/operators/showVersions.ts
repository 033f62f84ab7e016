import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { VersionLine, VersionState } from '../../../shared/contract/versions'
import type { Reader } from '../../db/database'
import { type CatalogueVersion, type VersionPart, versionsNamed, versionsPage } from '../catalogue'
import { namesOf } from './operators.store'
import { type NamedRequest, requestsNamed } from './requests.store'

const linesPerPage = 50

interface VersionsAsked {
  programmeId: string
  state?: VersionState | undefined
  sort?: VersionPart['sort'] | undefined
  cursor?: string | undefined
}

/** The versions of a programme's catalogue, the newest first unless it is said otherwise. */
export async function listVersions(
  reader: Reader,
  { programmeId, state, sort = '-number', cursor }: VersionsAsked,
): Promise<ReplyOf<Api['versions']['list']>> {
  const part = { sort, cursor, limit: linesPerPage }
  const { versions, next } = await versionsPage(reader, { programmeId, state }, part)
  return { versions: await versionLines(reader, versions), next }
}

/** Versions of one programme with the names of people, and what was asked and decided of each last. */
export async function versionLines(reader: Reader, versions: readonly CatalogueVersion[]): Promise<VersionLine[]> {
  const programmeId = versions[0]?.programmeId ?? ''
  const present = <T>(value: T | null): T[] => (value === null ? [] : [value])
  const [names, requests, bases] = await Promise.all([
    namesOf(reader, [...new Set(versions.flatMap(({ madeBy, editors }) => [...present(madeBy), ...editors]))]),
    requestsNamed(
      reader,
      versions.flatMap(({ requestId }) => present(requestId)),
    ),
    versionsNamed(reader, programmeId, [...new Set(versions.flatMap(({ basedOn }) => present(basedOn)))]),
  ])
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return versions.map((version) => {
    const { id, number, state, source, note, failure, name, basedOn, madeBy, requestId } = version
    const review = requestId === null ? undefined : requests.get(requestId)
    return {
      id,
      number,
      state,
      source,
      note,
      failure,
      name,
      madeBy: madeBy === null ? null : person(madeBy),
      madeAt: version.madeAt.toISOString(),
      editors: version.editors.map(person),
      basedOn: basedOn === null ? null : { id: basedOn, number: bases.get(basedOn)?.number ?? 0 },
      review: review ? reviewOf(review) : null,
      publishAt: version.publishAt?.toISOString() ?? null,
      liveFrom: version.liveFrom?.toISOString() ?? null,
      retiredAt: version.retiredAt?.toISOString() ?? null,
    }
  })
}

function reviewOf(request: NamedRequest): VersionLine['review'] {
  const { id, state, reason, madeBy, makerName, madeAt, decidedBy, deciderName, decidedAt, outcome } = request
  return {
    requestId: id,
    state,
    reason,
    submittedBy: { id: madeBy, name: makerName },
    submittedAt: madeAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: deciderName ?? '' },
    decidedAt: decidedAt?.toISOString() ?? null,
    decisionReason: request.decisionReason,
    failure: outcome && 'failure' in outcome ? outcome.failure : null,
  }
}
