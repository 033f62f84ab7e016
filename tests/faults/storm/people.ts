import { vaultOf } from '../../../server/compose'
import type { Database } from '../../../server/db/database'
import type { Environment } from '../../../server/environment'
import { loadCatalogue } from '../../../server/features/catalogue'
import { setLevel } from '../../../server/features/identity'
import { logIn } from '../../../server/features/identity/logIn'
import { spendRoutes } from '../../../server/features/spend'
import { attemptsInMemory } from '../../../server/http/attempts'
import { realSurroundings } from '../../../server/surroundings'
import { addDays, businessDayOf } from '../../../shared/values/businessDay'
import { bankEvent } from '../../support/bankEvents'
import { benefitsCsv, csv } from '../../support/catalogueFiles'
import { agreed } from '../../support/people'
import { testPosting } from '../../support/posting'
import { installTestProgramme, testProgramme } from '../../support/programme'
import { scriptedWechat } from '../../support/scriptedWechat'

export interface Redeemer {
  cardholderId: string
  token: string
}

export const price = 10
const surroundings = realSurroundings

/** A programme with three benefits of suppliers and one of codes, and people with points enough. */
export async function populate(
  database: Database,
  { environment, people, codes }: { environment: Environment; people: number; codes: number },
): Promise<Redeemer[]> {
  const vault = vaultOf(environment)
  await installTestProgramme(database)
  const common = { points: price, stock: 1_000_000, limit_per_person: 1_000 }
  const topup = { ...common, delivery: 'topup', account: 'phone', category: 'telecom' }
  const loaded = await loadCatalogue(
    { database, vault, surroundings, suppliers: new Set(environment.suppliers.keys()) },
    {
      programmeId: testProgramme.id,
      benefits: benefitsCsv(
        { ...topup, benefit_id: 'FORGETFUL', supplier: 'forgetful', sku: 'F10' },
        { ...topup, benefit_id: 'KNOWING', supplier: 'default', sku: 'K10' },
        { ...common, benefit_id: 'LINK', delivery: 'link', supplier: 'default', sku: 'L1' },
        { ...common, benefit_id: 'CODE', stock: codes },
      ),
      codes: csv(Array.from({ length: codes }, (_, at) => ({ benefit_id: 'CODE', code: `STORM-CODE-${at}-END` }))),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const redeemers: Redeemer[] = []
  for (let one = 0; one < people; one++) redeemers.push(await enter(database, environment, one))
  const day = addDays(businessDayOf(surroundings.now()), -30)
  const events = redeemers.map((_, one) => bankEvent(`tx-${one}`, day, { yuan: 900, card_token: tokenOf(one) }))
  const spend = spendRoutes({ database, posting: testPosting(surroundings), surroundings })
  const request = { session: null, key: undefined, address: '', requestId: '', params: undefined, query: undefined }
  await spend.takeEvents({ ...request, body: { events } })
  return redeemers
}

function tokenOf(one: number): string {
  return `ct_storm_${String(one).padStart(6, '0')}`
}

async function enter(database: Database, environment: Environment, one: number): Promise<Redeemer> {
  const { defaultProgrammeId } = environment
  const identity = { database, surroundings, vault: vaultOf(environment), wechat: scriptedWechat(), defaultProgrammeId }
  const body = { code: `openid:storm-${one}`, validity: 'month' as const, device: '', consent: agreed }
  const attempts = attemptsInMemory()
  const { token, me } = await logIn({ ...identity, attempts }, { body, address: `storm-${one}` })
  const { cardholderId } = me
  await database.inTransaction(async (tx) => {
    await setLevel(tx, cardholderId, 'cardholder')
    const key = { programme_id: defaultProgrammeId, card_token: tokenOf(one) }
    const owner = { cardholder_id: cardholderId, card_id: surroundings.newId() }
    await tx.insert('card_owner', [{ ...key, ...owner }])
    const shown = { last4: '0000', product: 'standard', is_default: true, bound_at: new Date(0), unbound_at: null }
    await tx.insert('card', [{ ...owner, ...key, ...shown }])
  })
  return { cardholderId, token }
}
