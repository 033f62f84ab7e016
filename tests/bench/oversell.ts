import { demoVariables } from '../../scripts/demoVariables'
import { freePort } from '../../scripts/testing/keptProgram'
import { vaultOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import { readEnvironment } from '../../server/environment'
import { verifyBooks } from '../../server/features/points'
import { installTestProgramme } from '../support/programme'
import { openSale, personId, priceOfAll, tokenOf } from '../support/sale'
import { testDatabase } from '../support/testDatabase'
import { type AskedChild, startChild } from './childProcess'
import { sum } from './figures'
import { ready } from './listening'

const people = 500
const codes = 100
const servers = 2

/** People who all want one of too few codes at the same moment, at two servers on one database, round after round. */
export async function benchOversell([rounds = '20']: string[]): Promise<Record<string, unknown>> {
  const opened = await testDatabase()
  const children: AskedChild[] = []
  try {
    const ports = await Promise.all(Array.from({ length: servers }, freePort))
    const variables = ports.map((port) =>
      demoVariables({ PORT: String(port), ROLE: 'web', LOG_LEVEL: 'info', DATABASE_URL: opened.url }),
    )
    const benefits = Array.from({ length: Number(rounds) }, (_, at) => ({ id: `ROUND-${at + 1}`, codes }))
    await installTestProgramme(opened.database)
    await openSale(opened.database, { people, benefits }, vaultOf(readEnvironment(variables[0] ?? {})))
    for (const each of variables) children.push(startChild('../../server/main.ts', each))
    await Promise.all(ports.map(ready))
    const outcomes: Round[] = []
    for (const { id } of benefits) outcomes.push(await playRound(opened.database, { benefitId: id, ports }))
    const { checks } = await verifyBooks(opened.database.reader)
    return {
      rounds: outcomes.length,
      people,
      codes,
      servers,
      issued: [...new Set(outcomes.map(({ issued }) => issued))],
      shared: sum(outcomes, 'shared'),
      losers_changed: sum(outcomes, 'losersChanged'),
      losers_told_why: outcomes.every(({ told }) => told === people - codes),
      ledger_verified: checks.every(({ ok }) => ok),
    }
  } finally {
    for (const child of children) await child.stop()
    await opened.close()
  }
}

interface Round {
  /** Who was answered with a redemption. */
  issued: number
  /** Codes that two people have. */
  shared: number
  /** Who was refused and lost points all the same. */
  losersChanged: number
  /** Who was refused because it is sold out. */
  told: number
}

async function playRound(
  database: Database,
  { benefitId, ports }: { benefitId: string; ports: number[] },
): Promise<Round> {
  const before = await balances(database)
  const everybody = Array.from({ length: people }, (_, at) => at)
  const answers = await Promise.all(
    everybody.map((at) => redeem(at, { benefitId, port: ports[at % ports.length] as number })),
  )
  const after = await balances(database)
  const lost = (at: number) => (before.get(personId(at)) ?? 0) - (after.get(personId(at)) ?? 0)
  const winners = everybody.filter((at) => answers[at] === 'delivered')
  const losers = everybody.filter((at) => answers[at] !== 'delivered')
  if (winners.some((at) => lost(at) !== priceOfAll)) throw new Error('a winner paid another price')
  return {
    issued: winners.length,
    shared: await sharedCodes(database, benefitId),
    losersChanged: losers.filter((at) => lost(at) !== 0).length,
    told: losers.filter((at) => answers[at] === 'sold_out').length,
  }
}

/** The state of the redemption, or the code of the refusal. */
async function redeem(at: number, { benefitId, port }: { benefitId: string; port: number }): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/redemptions`, {
    method: 'POST',
    body: JSON.stringify({ benefitId, points: priceOfAll }),
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${tokenOf(at)}`,
      'Idempotency-Key': `${benefitId}-${at}-000000000000`,
    },
  })
  const { state, code } = (await answer.json()) as { state?: string; code?: string }
  return state ?? code ?? String(answer.status)
}

async function balances({ reader }: Database): Promise<Map<string, number>> {
  const rows = await reader.rows<{ cardholder_id: string; available: string | number }>(
    'SELECT cardholder_id, available FROM v_account',
  )
  return new Map(rows.map(({ cardholder_id, available }) => [cardholder_id, Number(available)]))
}

async function sharedCodes({ reader }: Database, benefitId: string): Promise<number> {
  const rows = await reader.rows(
    'SELECT code_id FROM redemption WHERE benefit_id = ? GROUP BY code_id HAVING COUNT(*) > 1 OR code_id IS NULL',
    [benefitId],
  )
  return rows.length
}
