import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import type { Upload } from '../../http/upload'
import {
  annotatedFile,
  annotatedName,
  freshImport,
  type Import,
  type ImportDeps,
  takeFile,
  templateFile,
  xlsxType,
} from '../catalogue'
import { noteDownload, uploadNoted } from './auditFiles'
import type { DeskDeps } from './executeRequest'
import { programmeMeant } from './scope'
import { listImports, shownImport } from './showImports'
import { submitImport } from './submitImport'

/** Files of operators on their way into the catalogue. */
export function importsRoutes(deps: DeskDeps & ImportDeps): HandlersOf<Api['imports']> {
  const { reader } = deps.database
  const programmeOf = (operator: OperatorSession, asked?: string) =>
    programmeMeant(operator, { asked, otherwise: deps.defaultProgrammeId })
  const importOf = async (
    session: OperatorSession,
    { importId, programmeId }: { importId: string; programmeId: string | undefined },
  ): Promise<Import> => {
    const found = await freshImport(deps, { programmeId: programmeOf(session, programmeId), importId })
    if (!found) throw new Refused('not_found')
    return found
  }
  const taken = async (kind: Import['kind'], { session, query, upload, requestId, address }: Sent) => {
    const { operatorId } = session
    const programmeId = programmeOf(session, query.programmeId)
    const bytes = await upload.bytes()
    const file = { programmeId, kind, fileName: query.fileName, bytes, fileHash: upload.sha256 }
    const noted = uploadNoted(deps, file, { operatorId, requestId, address })
    const { found, isRepeated } = await takeFile(deps, { ...file, madeBy: operatorId, noted })
    return shownImport(reader, found, { isRepeated })
  }
  return {
    async template({ query: { kind = 'benefits' } }) {
      const fileName = kind === 'codes' ? '卡密模板.xlsx' : '权益模板.xlsx'
      return { fileName, type: xlsxType, content: await templateFile(deps, kind) }
    },
    upload: (sent) => taken('benefits', sent),
    uploadCodes: (sent) => taken('codes', sent),
    list({ session, query: { programmeId, mine, ...only } }) {
      const madeBy = mine && session.operatorId
      return listImports(reader, { ...only, programmeId: programmeOf(session, programmeId), madeBy })
    },
    async import({ session, params, query: { programmeId, problemsFrom, differencesFrom } }) {
      const found = await importOf(session, { ...params, programmeId })
      const from = { problemsFrom: Number(problemsFrom ?? 0), differencesFrom: Number(differencesFrom ?? 0) }
      return shownImport(reader, found, from)
    },
    async file({ session: operator, params, query: { programmeId }, requestId, address }) {
      const found = await importOf(operator, { ...params, programmeId })
      const content = await annotatedFile(deps, found)
      const fileName = annotatedName(found.fileName)
      await noteDownload(deps, { operator, requestId, address }, { ...found, fileName })
      return { fileName, type: xlsxType, content }
    },
    async submit({ session, params, query: { programmeId }, body, ...doing }) {
      const found = await importOf(session, { ...params, programmeId })
      return submitImport(deps, { operator: session, ...doing }, { found, ...body })
    },
  }
}

interface Sent {
  session: OperatorSession
  query: { programmeId?: string | undefined; fileName: string }
  upload: Upload
  requestId: string
  address: string
}
