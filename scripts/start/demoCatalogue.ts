import { readFileSync } from 'node:fs'
import path from 'node:path'
import { liveVersion, loadCatalogue } from '../../server/features/catalogue'
import { hasEntitlements, loadEntitlements } from '../../server/features/entitlements'
import type { OpenProduct } from '../openProduct'

const demo = path.resolve(__dirname, '../../server/demo')

/** Loads the demo catalogue into a programme that has none, and what its tiers offer of it. */
export async function loadDemoCatalogue(product: OpenProduct): Promise<void> {
  await loadBenefits(product)
  await loadTiersOffers(product)
}

async function loadBenefits({ environment, ...deps }: OpenProduct): Promise<void> {
  const programmeId = environment.defaultProgrammeId
  if (await liveVersion(deps.database.reader, programmeId)) return
  const benefits = readFileSync(path.join(demo, 'catalogue.csv'))
  const codes = readFileSync(path.join(demo, 'codes.csv'))
  const suppliers = new Set(environment.suppliers.keys())
  const load = await loadCatalogue({ ...deps, suppliers }, { programmeId, benefits, codes })
  if (!load.ok) throw new Error(`the demo catalogue is wrong: ${load.problems.map(({ en }) => en).join('; ')}`)
}

/** A programme with a catalogue of its own lacks the demo's benefits: there the file does not fit, and nothing is loaded. */
async function loadTiersOffers({ environment, database, surroundings }: OpenProduct): Promise<void> {
  const programmeId = environment.defaultProgrammeId
  if (await hasEntitlements(database.reader, programmeId)) return
  const file = readFileSync(path.join(demo, 'entitlements.json'))
  await loadEntitlements({ database, surroundings }, { programmeId, file })
}
