import { type Sabotage, sabotages } from './storm/sabotage'
import { type StormReport, storm } from './storm/storm'

/** On MariaDB as on the embedded database. `npm run bench -- storm SECONDS` blows for longer. */
test('after a storm nothing is lost, nothing doubled, nothing open', async () => {
  const { kills, faults, redemptions, crashes, stopped, ...rest } = await storm({
    seconds: 25,
    redemptions: 520,
    seed: 20_261_122,
  })
  expect(rest.breaches).toEqual([])
  expect(rest).toMatchObject({ lost: 0, doubled: 0, open: 0 })
  // It was a storm, and everybody was in it.
  expect(redemptions).toBe(520)
  expect(kills).toBeGreaterThanOrEqual(5)
  expect(faults).toBeGreaterThan(200)
  expect({ crashes, stopped }).toEqual({ crashes: 0, stopped: true })
}, 240_000)

// A storm that nobody could lose would prove nothing. What is taken away is the same on both databases.
const bites = process.env.TEST_DATABASE_SERVER ? [] : sabotages
if (bites.length > 0) {
  test.each(bites)(
    'it is found out when somebody builds in %s',
    async (sabotage) => {
      const harm = sabotage === 'refund_on_silence' ? 'lost' : 'doubled'
      const storms = await untilItBites(sabotage, harm)
      expect(storms.at(-1)?.breaches.length).toBeGreaterThan(0)
      expect(storms.at(-1)?.[harm]).toBeGreaterThan(0)
    },
    240_000,
  )
}

/** Short storms, one after another, since in each of them two processes have to be unlucky together. */
async function untilItBites(sabotage: Sabotage, harm: 'lost' | 'doubled'): Promise<StormReport[]> {
  const storms: StormReport[] = []
  for (let seed = 7; seed < 15 && !storms.at(-1)?.[harm]; seed++) {
    storms.push(await storm({ seconds: 4, redemptions: 60, seed, sabotage }))
  }
  return storms
}
