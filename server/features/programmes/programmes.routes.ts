import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { VersionState } from '../../../shared/contract/programmes'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database, Reader } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { firstDayUnjudged } from './latestDay.rules'
import { earningVersionsOf, termsVersionsOf } from './programmeRules'
import { allProgrammeIds, findProgramme } from './programmes.store'
import { versionOn } from './versions.rules'

export interface ProgrammesDeps {
  database: Database
  surroundings: Surroundings
  /** The programme that an operator means. @throws Refused not_found for one that is not theirs */
  programmeMeant: (operator: OperatorSession, asked: string | undefined) => string
}

export function programmesRoutes({
  database: { reader },
  surroundings,
  programmeMeant,
}: ProgrammesDeps): HandlersOf<Api['programmes']> {
  return {
    list: async ({ session }) => ({
      programmes: await programmesFor(reader, session),
      usual: programmeMeant(session, undefined),
    }),
    show: ({ session, query }) => showProgramme(reader, programmeMeant(session, query.programmeId), surroundings.now()),
  }
}

const everyProgramme = '*'

async function programmesFor(
  reader: Reader,
  { programmeId: own }: OperatorSession,
): Promise<ReplyOf<Api['programmes']['list']>['programmes']> {
  const ids = own === everyProgramme ? await allProgrammeIds(reader) : [own]
  const found = await Promise.all(ids.map((id) => findProgramme(reader, id)))
  return found.flatMap((programme) => (programme ? [{ id: programme.id, name: programme.name }] : []))
}

async function showProgramme(
  reader: Reader,
  programmeId: string,
  now: Date,
): Promise<ReplyOf<Api['programmes']['show']>> {
  const programme = await findProgramme(reader, programmeId)
  if (!programme) throw new Refused('not_found')
  const { id, name, bank, brand } = programme
  const today = businessDayOf(now)
  const { earning, closures } = await earningVersionsOf(reader, programme)
  const terms = await termsVersionsOf(reader, programme)
  const rules = withStates(earning, today).map(({ state, version }) => ({ state, rule: version }))
  const shown = withStates(terms, today).map(({ state, version }) => ({ state, terms: version }))
  const firstDay = firstDayUnjudged(now)
  return { id, name, bank, brand, today, firstDay, earning: rules, terms: shown, closures }
}

/** The newest first. */
function withStates<Version extends { since: string }>(
  versions: readonly Version[],
  today: string,
): { state: VersionState; version: Version }[] {
  const inForce = versionOn(versions, today)
  const stateOf = (version: Version): VersionState =>
    version === inForce ? 'in_force' : version.since > today ? 'to_come' : 'past'
  return versions.map((version) => ({ state: stateOf(version), version })).reverse()
}
