import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { VersionLine, VersionState } from '../../../shared/contract/versions'
import type { Reader } from '../../db/database'
import { type CatalogueVersion, versionNumbers, versionsPage } from '../catalogue'
import { namesOf } from './operators.store'
import { type NamedRequest, requestsNamed } from './requests.store'

const linesPerPage = 50

/** The versions of a programme's catalogue, the newest first. */
export async function listVersions(
  reader: Reader,
  { programmeId, state, cursor }: { programmeId: string; state: VersionState | undefined; cursor: string | undefined },
): Promise<ReplyOf<Api['versions']['list']>> {
  const before = cursor === undefined ? undefined : Number(cursor)
  const found = await versionsPage(reader, { programmeId, state, before, limit: linesPerPage + 1 })
  const visible = found.slice(0, linesPerPage)
  const next = found.length > linesPerPage ? String(visible.at(-1)?.number) : null
  return { versions: await versionLines(reader, visible), next }
}

/** Versions of one programme with the names of people, and what was asked and decided of each last. */
export async function versionLines(reader: Reader, versions: readonly CatalogueVersion[]): Promise<VersionLine[]> {
  const programmeId = versions[0]?.programmeId ?? ''
  const present = <T>(value: T | null): T[] => (value === null ? [] : [value])
  const [names, requests, numbers] = await Promise.all([
    namesOf(reader, [...new Set(versions.flatMap(({ madeBy, editors }) => [...present(madeBy), ...editors]))]),
    requestsNamed(
      reader,
      versions.flatMap(({ requestId }) => present(requestId)),
    ),
    versionNumbers(reader, programmeId, [...new Set(versions.flatMap(({ basedOn }) => present(basedOn)))]),
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
      basedOn: basedOn === null ? null : { id: basedOn, number: numbers.get(basedOn) ?? 0 },
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
