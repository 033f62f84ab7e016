import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { ImportLine, ImportShown } from '../../../shared/contract/imports'
import type { Reader } from '../../db/database'
import { type Import, type ImportsAsked, importLine, importsPage, showImport, versionsNamed } from '../catalogue'
import { operatorsCalled, operatorsNamed } from './operators.store'

const linesPerPage = 20

type Listed = Parameters<typeof importsPage>[2]

interface Asked extends Omit<ImportsAsked, 'search'> {
  search?: string | undefined
  sort?: Listed['sort'] | undefined
  cursor?: string | undefined
}

/** The imports of a programme, the newest first unless it is said otherwise. */
export async function listImports(
  reader: Reader,
  { search: text, sort = '-madeAt', cursor, ...asked }: Asked,
): Promise<ReplyOf<Api['imports']['list']>> {
  const search = text ? { text, senders: await operatorsCalled(reader, text) } : undefined
  const { imports, next } = await importsPage(reader, { ...asked, search }, { sort, cursor, limit: linesPerPage })
  return { imports: await importLines(reader, imports), next }
}

/** Imports of one programme with who sent each, and what became of its draft. */
export async function importLines(reader: Reader, imports: readonly Import[]): Promise<ImportLine[]> {
  const tell = await tellingOf(reader, imports)
  return imports.map((found) => ({ ...importLine(found), ...tell(found) }))
}

/** One import with all that came of its check. */
export async function shownImport(
  reader: Reader,
  found: Import,
  asked: Parameters<typeof showImport>[2],
): Promise<ImportShown> {
  const tell = await tellingOf(reader, [found])
  return { ...(await showImport(reader, found, asked)), ...tell(found) }
}

async function tellingOf(
  reader: Reader,
  imports: readonly Import[],
): Promise<(found: Import) => Pick<ImportLine, 'madeBy' | 'version'>> {
  const present = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  const [people, versions] = await Promise.all([
    operatorsNamed(reader, present(imports.map(({ madeBy }) => madeBy))),
    versionsNamed(reader, imports[0]?.programmeId ?? '', present(imports.map(({ versionId }) => versionId))),
  ])
  return ({ madeBy, versionId }) => {
    const version = versionId === null ? undefined : versions.get(versionId)
    return {
      madeBy: madeBy === null ? null : { id: madeBy, ...(people.get(madeBy) ?? { name: '', login: null }) },
      version: version ? { number: version.number, state: version.state } : null,
    }
  }
}
