import { api } from '../../../shared/contract/api'
import { endpointsOf } from '../../../shared/contract/endpoint'
import { Refused } from '../../http/refused'
import { programmeMeant } from './scope'
import type { Looking, SupportDeps } from './supportDeps'
import { writeLook } from './writeLook'

interface Exported {
  programmeId?: string | undefined
  list: string
  filters: Record<string, string>
  rows: number
}

const endpoints = endpointsOf(api)

/**
 * Writes down that a list leaves as a file, before it does. A list is taken away by who may read it.
 * @throws Refused not_found for what is no list of the desk, role_required
 */
export async function noteExport(
  deps: Pick<SupportDeps, 'database' | 'surroundings' | 'defaultProgrammeId'>,
  looking: Omit<Looking, 'programmeId'>,
  { programmeId: asked, list, filters, rows }: Exported,
): Promise<Record<string, never>> {
  const { operator } = looking
  const listed = endpoints.find(({ id, access, method }) => id === list && access === 'operator' && method === 'GET')
  if (!listed) throw new Refused('not_found')
  if (!listed.roles?.some((role) => operator.roles.includes(role))) throw new Refused('role_required')
  const programmeId = programmeMeant(operator, { asked, otherwise: deps.defaultProgrammeId })
  const narrowed = Object.entries(filters).map(([name, value]) => {
    return { field: `filter.${name}`, before: null, after: value }
  })
  const changes = [{ field: 'export.rows', before: null, after: rows }, ...narrowed]
  const look = { action: 'list.exported', subject: list, reason: null, changes } as const
  await writeLook(deps, { ...looking, programmeId }, look)
  return {}
}
