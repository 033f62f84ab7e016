import type { Reader } from '../../db/database'
import { type ProgrammeTerms, rulesOf, type TermsByDay } from '../programmes'
import type { TermSettings, TierTerms } from './tierPath.rules'

export async function termSettingsOf(reader: Reader, programmeId: string): Promise<TermSettings> {
  return termSettings((await rulesOf(reader, programmeId)).terms)
}

/** What tiers need of a programme's terms. */
export function termSettings(terms: TermsByDay): TermSettings {
  const known = new Map<ProgrammeTerms, TierTerms>()
  return {
    on(day) {
      const version = terms.on(day)
      const before = known.get(version)
      if (before) return before
      const { tierWindowMonths: windowMonths, tierTermMonths: termMonths, tierGraceDays: graceDays } = version
      const { version: name, tiers: table, tierPrices: prices } = version
      const own = { version: name, table, windowMonths, termMonths, graceDays, prices }
      known.set(version, own)
      return own
    },
  }
}
