import { readFileSync } from 'node:fs'
import path from 'node:path'
import { liveVersion, loadCatalogue } from '../../server/features/catalogue'
import type { OpenProduct } from '../openProduct'

const demo = path.resolve(__dirname, '../../server/demo')

/** Loads the demo catalogue into a programme that has none. */
export async function loadDemoCatalogue({ environment, ...deps }: OpenProduct): Promise<void> {
  const programmeId = environment.defaultProgrammeId
  if (await liveVersion(deps.database.reader, programmeId)) return
  const benefits = readFileSync(path.join(demo, 'catalogue.csv'))
  const codes = readFileSync(path.join(demo, 'codes.csv'))
  const load = await loadCatalogue(deps, { programmeId, benefits, codes })
  if (!load.ok) throw new Error(`the demo catalogue is wrong: ${load.problems.map(({ en }) => en).join('; ')}`)
}
