import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { benefitsNamed } from '../catalogue'
import { rulesOf } from '../programmes'
import { checkSets } from './checkSets.rules'
import { type EntitlementProblem, problemAt } from './entitlementProblems'
import { insertSets, setsOf } from './entitlements.store'
import { readSets, type SetsFile } from './readSets'

export type EntitlementsLoad =
  | { ok: true; outcome: 'loaded' | 'nothing_changed'; added: number; known: number }
  | { ok: false; problems: EntitlementProblem[] }

/** Adds versions of what tiers offer: all of the file in one transaction, or nothing and everything that is wrong with it. */
export async function loadEntitlements(
  { database, surroundings }: { database: Database; surroundings: Surroundings },
  { programmeId, file }: { programmeId: string; file: Uint8Array },
): Promise<EntitlementsLoad> {
  const read = readSets(file)
  return database.inTransaction((tx) => load(tx, { programmeId, read, now: surroundings.now() }))
}

async function load(
  tx: Tx,
  { programmeId, read, now }: { programmeId: string; read: SetsFile; now: Date },
): Promise<EntitlementsLoad> {
  const benefitIds = [...new Set(read.sets.flatMap(({ set }) => set.benefits))]
  const benefits = await benefitsNamed(tx, { programmeId, benefitIds })
  const { terms } = await rulesOf(tx, programmeId)
  const { added, faults } = checkSets(read.sets, {
    known: await setsOf(tx, programmeId),
    benefits: new Map(benefits.map((benefit) => [benefit.id, benefit])),
    tiersOn: (day) => terms.on(day).tiers.map(({ tier }) => tier),
    today: businessDayOf(now),
  })
  const problems = [...read.problems, ...faults.map(({ found, ...place }) => problemAt(place, found))]
  if (problems.length > 0) return { ok: false, problems: problems.sort((one, other) => one.row - other.row) }
  if (added.length > 0) await insertSets(tx, { programmeId, now }, added)
  const outcome = added.length > 0 ? 'loaded' : 'nothing_changed'
  return { ok: true, outcome, added: added.length, known: read.sets.length - added.length }
}
