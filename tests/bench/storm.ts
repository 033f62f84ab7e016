import { storm } from '../faults/storm/storm'

/** The storm of `tests/faults` for so many seconds, with twenty redemptions in each. */
export async function benchStorm([seconds = '60']: readonly string[]): Promise<Record<string, unknown>> {
  const report = await storm({
    seconds: Number(seconds),
    redemptions: Number(seconds) * 20,
    seed: Date.now() % 1_000_000,
  })
  const { kills, cuts, faults, orders, redemptions, lost, doubled, open, byStatement, byPeople, breaches } = report
  for (const breach of breaches) process.stderr.write(`${breach}\n`)
  const counted = { kills, cuts, faults, orders, redemptions, byStatement, byPeople }
  return { ...counted, lost, doubled, open, breaches: breaches.length, crashes: report.crashes }
}
